import { Injectable } from '@nestjs/common';
import type DataLoader from 'dataloader';
import { In } from 'typeorm';
import {
  Actor,
  Clock,
  Db,
  type Page,
  type PageArgs,
  type RequestContext,
  loading,
  pageOf,
  readCursor,
} from '#libs/platform';
import { Closings, Lot, type Phase, Tender, TenderReading, lotPhase, phaseOf } from '#libs/tenders';
import { OutsideInvitation, type OutsideStanding, UnclaimedPage } from './outside-invitation.entity.js';

/** Where an invitation stands at a moment, and the work it is about as far as the asking firm may show it. */
export interface OutsideState {
  id: string;
  standing: OutsideStanding;
  expiresAt: Date;
  /** Null for work without a tender. */
  phase: Phase | null;
  tender: Tender | null;
  lot: Lot | null;
  closesAt: Date | null;
}

/** Reading invitations of firms that are not here. */
@Injectable()
export class OutsideReading {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly tenders: TenderReading,
    private readonly closings: Closings,
  ) {}

  /** A firm's invitations, the newest first. */
  async ofFirm(firmId: string, { first, after }: PageArgs): Promise<Page<OutsideInvitation>> {
    const [id] = readCursor(after, 1) ?? [null];
    const query = this.db.of(OutsideInvitation).createQueryBuilder('it').where('it.firmId = :firmId', { firmId });
    if (id !== null) query.andWhere('it.id < :id::uuid', { id });
    const rows = await query
      .orderBy('it.id', 'DESC')
      .take(first + 1)
      .getMany();

    return pageOf(rows, first, (invitation) => [invitation.id]);
  }

  /** The states of a page of invitations, once per request. */
  states(context: RequestContext): DataLoader<string, OutsideState | null> {
    return loading(context, 'outsideState', async (ids) =>
      this.statesOf(await this.db.of(OutsideInvitation).findBy({ id: In(ids) }), await this.clock.nowIn(context)),
    );
  }

  /** What was said about firms that were interested; ask for own invitations only. */
  contacts(context: RequestContext): DataLoader<string, UnclaimedPage | null> {
    return loading(
      context,
      'outsideContact',
      (ids) => this.db.of(UnclaimedPage).findBy({ invitationId: In(ids) }),
      (page) => page.invitationId,
    );
  }

  async stateOf(invitation: OutsideInvitation, now: Date): Promise<OutsideState> {
    return (await this.statesOf([invitation], now))[0]!;
  }

  private async statesOf(invitations: OutsideInvitation[], now: Date): Promise<OutsideState[]> {
    const tenderIds = [...new Set(invitations.flatMap(({ tenderId }) => tenderId ?? []))];
    const tenders = await this.db.of(Tender).findBy({ id: In(tenderIds) });
    const lots = await this.db.of(Lot).findBy({ tenderId: In(tenderIds) });
    const closings = await this.closings.ofMany(tenders);

    return Promise.all(
      invitations.map(async (invitation) => {
        const tender = tenders.find(({ id }) => id === invitation.tenderId) ?? null;
        const lot = lots.find(({ id }) => id === invitation.lotId) ?? null;
        const closesAt = tender && (closings.get(tender.id)?.at ?? null);
        const ofTender = lots.filter(({ tenderId }) => tenderId === tender?.id);
        const phase = tender && phaseNow(tender, lot, ofTender, closesAt, now);
        const expiresAt = closesAt ?? invitation.lastsUntil;
        const isOver = (phase !== null && phase !== 'OPEN') || now >= expiresAt;

        return {
          id: invitation.id,
          standing: standingOf(invitation, isOver),
          expiresAt,
          phase,
          closesAt,
          ...((await this.isShown(invitation)) ? { tender, lot } : { tender: null, lot: null }),
        };
      }),
    );
  }

  /** What the asking firm sees itself it may show to whom it asks in; what it sees no more it shows no more. */
  private async isShown({ tenderId, firmId }: OutsideInvitation): Promise<boolean> {
    if (!tenderId) return false;
    const asker = new Actor({ personId: null, firms: [{ firmId, roles: [] }] });

    return (await this.tenders.visibleIds(asker, [tenderId])).length > 0;
  }
}

function standingOf(invitation: OutsideInvitation, isOver: boolean): OutsideStanding {
  if (invitation.answer) return 'ANSWERED';
  if (invitation.revokedAt) return 'REVOKED';

  return isOver ? 'EXPIRED' : 'OPEN';
}

function phaseNow(tender: Tender, lot: Lot | null, lots: Lot[], closing: Date | null, now: Date): Phase {
  if (!lot) return phaseOf(tender, lots, closing, now);
  const { publishedAt, cancelledAt } = tender;

  return lotPhase({ publishedAt, cancelledAt, closing }, lot, tender.isSealed, now);
}
