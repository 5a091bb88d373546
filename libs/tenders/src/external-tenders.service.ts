import { Injectable } from '@nestjs/common';
import { Clock, Db, newId } from '#libs/platform';
import type { ExternalLot, ExternalTender } from './external-tender.js';
import { Criterion, Item, LotRequirement } from './lot-parts.entity.js';
import { Lot } from './lot.entity.js';
import { type LotContent, type Notice, Notices } from './notices.js';
import { flagsFor } from './procedure.js';
import { Concerned } from './registries.js';
import { TenderDocument } from './tender-document.entity.js';
import { type Origin, Tender } from './tender.entity.js';

/** Notices published elsewhere: read here, never bid for. `exchange` puts them. */
@Injectable()
export class ExternalTenders {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly notices: Notices,
    private readonly concerned: Concerned,
  ) {}

  /**
   * Puts a notice in or brings it up to date. The same notice twice changes nothing; lots and items keep their ids by the publisher's,
   * and firms' readings of requirements stay with their lots. A lot the publisher dropped stays too, marked withdrawn, where firms already
   * stand together for the tender.
   */
  async put(notice: ExternalTender): Promise<Tender> {
    return this.db.transaction(async () => {
      const { source, ocid } = notice.origin;
      await this.db.sql('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [
        `external-tender:${keyOf(notice.origin)}`,
      ]);
      const known = await this.known(source, ocid);
      const now = await this.clock.now();
      const before = known ? await this.notices.lotsOf(known.id) : [];
      const tender = tenderOf(notice, known ?? Object.assign(new Tender(), { id: newId(), createdAt: now }), now);
      const lots = notice.lots.map((lot, at) => contentOf(tender.id, lot, at + 1, before));
      lots.push(...(await this.dropped(tender.id, lots, before)));
      await this.makeRoom(tender.id, before);
      await this.notices.store({ tender, lots }, before);
      await this.notices.noteWords(tender);
      await this.putDocuments(tender, notice, now);

      return tender;
    });
  }

  /** As `put`, for many different ones at once, answered in the order given: those not here yet are written together. */
  async putAll(notices: readonly ExternalTender[]): Promise<Tender[]> {
    return this.db.transaction(async () => {
      const here = await this.here(notices.map(({ origin }) => origin));
      const now = await this.clock.now();
      const fresh = notices.map((notice): Notice | null => {
        if (here.has(keyOf(notice.origin))) return null;
        const tender = tenderOf(notice, Object.assign(new Tender(), { id: newId(), createdAt: now }), now);

        return { tender, lots: notice.lots.map((lot, at) => contentOf(tender.id, lot, at + 1, [])) };
      });
      await this.notices.storeNew(fresh.filter((notice) => notice !== null));
      await this.notices.noteWords(...fresh.flatMap((notice) => notice?.tender ?? []));
      const tenders: Tender[] = [];
      for (const [at, notice] of notices.entries()) {
        const tender = fresh[at]?.tender;
        if (tender && notice.documents.length > 0) await this.putDocuments(tender, notice, now);
        tenders.push(tender ?? (await this.put(notice)));
      }

      return tenders;
    });
  }

  /** Which of the notices are here, under their locks. */
  private async here(origins: readonly Pick<Origin, 'source' | 'ocid'>[]): Promise<Set<string>> {
    const [sources, ocids] = [origins.map(({ source }) => source), origins.map(({ ocid }) => ocid)];
    await this.db.sql(
      `SELECT pg_advisory_xact_lock(hashtextextended(key, 0)) FROM (SELECT unnest($1::text[]) AS key ORDER BY 1) keys`,
      [origins.map((origin) => `external-tender:${keyOf(origin)}`)],
    );
    const rows = await this.db.sql<{ source: string; ocid: string }>(
      `SELECT "origin" ->> 'source' AS "source", "origin" ->> 'ocid' AS "ocid" FROM "tender" WHERE "origin" IS NOT NULL
       AND ("origin" ->> 'source', "origin" ->> 'ocid') IN (SELECT * FROM unnest($1::text[], $2::text[]))`,
      [sources, ocids],
    );

    return new Set(rows.map(keyOf));
  }

  /** The notice as it is here, if it is. */
  async known(source: string, ocid: string): Promise<Tender | null> {
    return this.db
      .of(Tender)
      .createQueryBuilder('it')
      .where(`it.origin ->> 'source' = :source AND it.origin ->> 'ocid' = :ocid`, { source, ocid })
      .getOne();
  }

  /** What the notice no longer has and firms may still stand for, behind the others. */
  private async dropped(
    tenderId: string,
    lots: readonly LotContent[],
    before: readonly LotContent[],
  ): Promise<LotContent[]> {
    const gone = before.filter(({ lot }) => !lots.some((content) => content.lot.id === lot.id));
    if (gone.length === 0 || (await this.concerned.firmsOf(tenderId)).length === 0) return [];
    for (const [at, { lot }] of gone.entries())
      Object.assign(lot, { number: lots.length + at + 1, originStatus: 'withdrawn' });

    return gone;
  }

  /** Lots and lines may have changed places: their numbers are unique, so the old ones step aside first. */
  private async makeRoom(tenderId: string, before: readonly LotContent[]): Promise<void> {
    if (before.length === 0) return;
    await this.db.sql('UPDATE "lot" SET "number" = "number" + 1000000 WHERE "tenderId" = $1', [tenderId]);
    await this.db.sql('UPDATE "item" SET "number" = "number" + 1000000 WHERE "tenderId" = $1', [tenderId]);
  }

  private async putDocuments(tender: Tender, { documents }: ExternalTender, now: Date): Promise<void> {
    const there = await this.db.of(TenderDocument).findBy({ tenderId: tender.id });
    const known = new Set(there.map((document) => document.link));
    for (const document of documents.filter(({ link }) => link !== null && !known.has(link))) {
      known.add(document.link);
      await this.db.of(TenderDocument).insert({
        ...document,
        id: newId(),
        tenderId: tender.id,
        lotId: null,
        fileId: null,
        access: 'PUBLIC',
        version: 1,
        addedByAddendumId: null,
        replacedById: null,
        addedAt: now,
      });
    }
  }
}

function keyOf({ source, ocid }: Pick<Origin, 'source' | 'ocid'>): string {
  return `${source}:${ocid}`;
}

function tenderOf(notice: ExternalTender, tender: Tender, now: Date): Tender {
  const { estimate, origin, place, closesAt } = notice;
  const { title, description, language, cpv, timeZone, cancelledAt, cancelReason } = notice;
  // A notice whose dates contradict each other is still read; the database keeps a closing after the publication.
  const publishedAt =
    closesAt && closesAt <= notice.publishedAt ? new Date(closesAt.getTime() - 1) : notice.publishedAt;
  const questionsUntil =
    notice.questionsUntil && closesAt && notice.questionsUntil > closesAt ? closesAt : notice.questionsUntil;

  return Object.assign(tender, place, {
    title,
    description,
    language,
    cpv,
    timeZone,
    closesAt,
    questionsUntil,
    publishedAt,
    cancelledAt,
    cancelReason: cancelledAt ? (cancelReason ?? '') : null,
    buyerFirmId: null,
    procedure: 'QUOTE' as const,
    pack: 'external',
    packVersion: '1',
    flags: flagsFor('QUOTE'),
    visibility: 'PUBLIC' as const,
    tenderers: 'BOTH' as const,
    estimateMinor: estimate?.minor ?? null,
    estimateCurrency: estimate?.currency ?? null,
    estimateShown: 'EXACT' as const,
    shownFromMinor: estimate?.minor ?? null,
    shownToMinor: estimate?.minor ?? null,
    priceTerms: {
      currency: estimate?.currency ?? 'XXX',
      validityDays: 0,
      bidLanguages: [language],
      optionsAreScored: false,
    },
    legalGround: null,
    changedAt: now,
    origin: { ...origin, readAt: now.toISOString() },
  });
}

function contentOf(tenderId: string, lot: ExternalLot, number: number, before: readonly LotContent[]): LotContent {
  const was = before.find((content) =>
    lot.originId === null
      ? content.lot.originId === null && content.lot.number === number
      : content.lot.originId === lot.originId,
  );
  const { items, requirements, criteria, estimate, ...facts } = lot;
  const row = Object.assign(was?.lot ?? new Lot(), facts, {
    id: was?.lot.id ?? newId(),
    tenderId,
    number,
    estimateMinor: estimate?.minor ?? null,
    estimateCurrency: estimate?.currency ?? null,
    standstillUntil: null,
  });
  const own = { tenderId, lotId: row.id };
  const idOf = (
    parts: readonly { id: string; originId: string | null }[] = [],
    originId: string | null,
    at: number,
  ): string => (originId === null ? parts[at] : parts.find((part) => part.originId === originId))?.id ?? newId();

  return {
    lot: row,
    items: items.map((item, at) =>
      Object.assign(new Item(), item, own, { id: idOf(was?.items, item.originId, at), number: at + 1 }),
    ),
    requirements: requirements.map((requirement, at) =>
      Object.assign(new LotRequirement(), requirement, own, {
        id: idOf(was?.requirements, requirement.originId, at),
        number: at + 1,
        readByFirmId: null,
        readOnPage: null,
        readIsShared: false,
      }),
    ),
    criteria: criteria.map((criterion, at) =>
      Object.assign(new Criterion(), criterion, own, { id: was?.criteria[at]?.id ?? newId(), number: at + 1 }),
    ),
  };
}
