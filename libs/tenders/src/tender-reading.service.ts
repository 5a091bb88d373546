import { Injectable } from '@nestjs/common';
import type DataLoader from 'dataloader';
import { In } from 'typeorm';
import { type Actor, Clock, Db, NotFound, type RequestContext, loading, loadingMany } from '#libs/platform';
import { Closings } from './closings.service.js';
import { Criterion, Item, LotRequirement } from './lot-parts.entity.js';
import { Lot } from './lot.entity.js';
import { type Phase, type TenderTimes, lotPhase, tenderPhase } from './phase.js';
import { Tender } from './tender.entity.js';
import { canSeeTenderSql } from './tender.policy.js';

/** Reading tenders as the actor may. */
@Injectable()
export class TenderReading {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly closings: Closings,
  ) {}

  /** The tender, if the actor may see it. @throws NotFound, the same for what is not there and what is not to be seen */
  async visible(actor: Actor, tenderId: string): Promise<Tender> {
    const seen = await this.visibleIds(actor, [tenderId]);
    if (seen.length === 0) throw new NotFound();

    return this.db.get(Tender, tenderId);
  }

  /** The lot with its tender, if the actor may see them. @throws NotFound */
  async visibleLot(actor: Actor, lotId: string): Promise<{ tender: Tender; lot: Lot }> {
    const lot = await this.db.get(Lot, lotId);

    return { tender: await this.visible(actor, lot.tenderId), lot };
  }

  /** Those of the ids that the actor may see. */
  async visibleIds(actor: Actor, tenderIds: readonly string[]): Promise<string[]> {
    const rows = await this.db.sql<{ id: string }>(
      `SELECT tender."id" FROM "tender" tender WHERE tender."id" = ANY ($1::uuid[]) AND ${canSeeTenderSql('tender', '$2')}`,
      [tenderIds, actor.firmIds],
    );

    return rows.map((row) => row.id);
  }

  /** Tenders by id for field resolvers of any library; null for what the reader may not see. */
  loader(context: RequestContext): DataLoader<string, Tender | null> {
    return loading(context, 'tender', async (ids) =>
      this.db.of(Tender).findBy({ id: In(await this.visibleIds(context.actor, ids)) }),
    );
  }

  /** The lots of a tender, by number. Ask only for tenders the reader may see. */
  lotsOf(context: RequestContext): DataLoader<string, Lot[]> {
    return loadingMany(
      context,
      'lotsOfTender',
      (ids) => this.db.of(Lot).find({ where: { tenderId: In(ids) }, order: { number: 'ASC' } }),
      (lot) => lot.tenderId,
    );
  }

  itemsOf(context: RequestContext): DataLoader<string, Item[]> {
    return loadingMany(
      context,
      'itemsOfLot',
      (ids) => this.db.of(Item).find({ where: { lotId: In(ids) }, order: { number: 'ASC' } }),
      (item) => item.lotId,
    );
  }

  criteriaOf(context: RequestContext): DataLoader<string, Criterion[]> {
    return loadingMany(
      context,
      'criteriaOfLot',
      (ids) => this.db.of(Criterion).find({ where: { lotId: In(ids) }, order: { number: 'ASC' } }),
      (criterion) => criterion.lotId,
    );
  }

  /** The requirements of lots: the notice's, then readings of external notices that are the reader's own or shared. */
  requirementsOf(context: RequestContext): DataLoader<string, LotRequirement[]> {
    return loadingMany(
      context,
      'requirementsOfLot',
      (ids) => this.requirements(context.actor, ids),
      (requirement) => requirement.lotId,
    );
  }

  /** The requirements of lots that an actor may see, in their order. */
  async requirements(actor: Actor, lotIds: readonly string[]): Promise<LotRequirement[]> {
    return this.db
      .of(LotRequirement)
      .createQueryBuilder('it')
      .where('it.lotId = ANY (:lotIds)', { lotIds })
      .andWhere('(it.readByFirmId IS NULL OR it.readIsShared OR it.readByFirmId = ANY (:firmIds))', {
        firmIds: actor.firmIds,
      })
      .orderBy('it.readByFirmId IS NOT NULL')
      .addOrderBy('it.number')
      .addOrderBy('it.id')
      .getMany();
  }

  /** The phase of one tender now, from its lots in the tables. */
  async phase(tender: Tender, now?: Date): Promise<Phase> {
    const lots = await this.db.of(Lot).findBy({ tenderId: tender.id });
    const closing = await this.closings.of(tender);

    return phaseOf(tender, lots, closing?.at ?? null, now ?? (await this.clock.now()));
  }

  /** One clock reading for all that a request computes from time. */
  now(context: RequestContext): Promise<Date> {
    return this.clock.nowIn(context);
  }
}

/** The phase of a tender from its lots. */
export function phaseOf(tender: Tender, lots: readonly Lot[], closing: Date | null, now: Date): Phase {
  const times: TenderTimes = { publishedAt: tender.publishedAt, cancelledAt: tender.cancelledAt, closing };

  return tenderPhase(lots.map((lot) => lotPhase(times, lot, tender.isSealed, now)));
}
