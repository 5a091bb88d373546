import { createHash } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { Inbox, NoticeKinds } from '#libs/inbox';
import { Actor, Clock, Db, Every, NotFound, OnJob, newId } from '#libs/platform';
import { Tender } from '#libs/tenders';
import { CoverageSeen } from './coverage-seen.entity.js';
import { CoverageService, type JudgedCoverage } from './coverage.service.js';
import type { LineUp } from './line-up.js';
import type { Outcome } from './verdict.js';

/** A line-up for a lot that still takes bids. */
export interface WatchedLineUp {
  readonly tenderId: string;
  readonly lotId: string;
  readonly allianceId: string | null;
  /** The firms in it: each is told what it may see. */
  readonly firmIds: readonly string[];
}

/** Where line-ups come from: alliances that plan, firms that bid alone. */
export interface WatchSource {
  open(now: Date): Promise<WatchedLineUp[]>;
  /** As it stands; `null` when it is gone. */
  lineUpOf(watched: WatchedLineUp): Promise<LineUp | null>;
  /** The page that shows it. */
  pathOf(watched: WatchedLineUp): string;
}

/** Those of a tender that can still change a bid, as a condition over rows. What moved a deadline at the last moment is not looked at. */
export function openLotSql(tender: string, lot: string, now: `$${number}`): string {
  return `${tender}."publishedAt" IS NOT NULL AND ${tender}."cancelledAt" IS NULL AND ${tender}."closesAt" > ${now}::timestamptz
    AND ${lot}."closedAt" IS NULL`;
}

/** Each minute judges anew what profiles, papers or the day may have changed, and tells the firms what they can no longer, or now, prove. */
@Injectable()
export class CoverageWatch implements OnModuleInit {
  readonly #sources: WatchSource[] = [];

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly inbox: Inbox,
    private readonly kinds: NoticeKinds,
    private readonly coverage: CoverageService,
  ) {}

  onModuleInit(): void {
    this.kinds.register({ kind: 'COVERAGE_CHANGED' });
  }

  /** Called by a library when it starts. */
  register(source: WatchSource): void {
    this.#sources.push(source);
  }

  /** Safe to run twice: what was told is compared again under its row's lock. */
  @OnJob('coverage-changes')
  @Every('* * * * *')
  async look(): Promise<void> {
    const now = await this.clock.now();
    for (const source of this.#sources) {
      for (const watched of await this.stale(await source.open(now), now)) await this.judge(source, watched);
    }
  }

  /** Those never seen, or seen before today, before their tender changed, or before a firm in it or a paper of it did. */
  private async stale(all: readonly WatchedLineUp[], now: Date): Promise<WatchedLineUp[]> {
    if (all.length === 0) return [];
    const places = await this.db.sql<{ place: number }>(
      `SELECT ref."place" FROM jsonb_to_recordset($1::jsonb)
           AS ref ("place" integer, "tenderId" uuid, "lotId" uuid, "allianceId" uuid, "firmIds" uuid[])
         JOIN "tender" tender ON tender."id" = ref."tenderId"
         CROSS JOIN LATERAL (SELECT max("changedAt") AS "at" FROM "firm" WHERE "id" = ANY (ref."firmIds")) AS firms
         CROSS JOIN LATERAL (SELECT max("changedAt") AS "at" FROM "evidence" WHERE "firmId" = ANY (ref."firmIds")) AS papers
       WHERE EXISTS (SELECT 1 FROM unnest(ref."firmIds") AS viewer ("firmId") LEFT JOIN "coverageSeen" seen
         ON seen."lotId" = ref."lotId" AND seen."allianceId" IS NOT DISTINCT FROM ref."allianceId" AND seen."firmId" = viewer."firmId"
         WHERE seen."id" IS NULL OR seen."seenAt" <= greatest(tender."changedAt", firms."at", papers."at", $2::timestamptz))
       ORDER BY 1`,
      [JSON.stringify(all.map((one, place) => ({ ...one, place }))), `${now.toISOString().slice(0, 10)}T00:00:00Z`],
    );

    return places.map(({ place }) => all[place]!);
  }

  private async judge(source: WatchSource, watched: WatchedLineUp): Promise<void> {
    const lineUp = await source.lineUpOf(watched);
    if (!lineUp) return;
    for (const firmId of watched.firmIds) {
      const judged = await this.asSeenBy(firmId, watched, lineUp);
      if (judged) await this.compare(watched, firmId, aboutOf(judged, lineUp), judged, source.pathOf(watched));
    }
  }

  /** Null when the firm no longer sees the tender. */
  private async asSeenBy(firmId: string, watched: WatchedLineUp, lineUp: LineUp): Promise<JudgedCoverage | null> {
    const viewer = new Actor({ personId: null, firms: [{ firmId, roles: ['VIEWER'] }] });
    const { lotId, allianceId } = watched;
    try {
      return await this.coverage.of(viewer, lotId, lineUp, { allianceId, firmId });
    } catch (error) {
      if (error instanceof NotFound) return null;
      throw error;
    }
  }

  private async compare(
    { tenderId, lotId, allianceId }: WatchedLineUp,
    firmId: string,
    about: string,
    judged: JudgedCoverage,
    path: string,
  ): Promise<void> {
    await this.db.transaction(async () => {
      const whose = { lotId, firmId, allianceId: allianceId ?? IsNull() };
      const seen = await this.db.of(CoverageSeen).findOne({ where: whose, lock: { mode: 'pessimistic_write' } });
      const outcomes: Record<string, Outcome> = Object.fromEntries(
        judged.verdicts.map(({ requirementId, outcome }) => [requirementId, outcome]),
      );
      const now = await this.clock.now();
      const changed =
        seen?.about === about ? Object.keys(outcomes).filter((id) => seen.outcomes[id] !== outcomes[id]) : [];
      const row = { id: seen?.id ?? newId(), tenderId, lotId, allianceId, firmId, outcomes, about, seenAt: now };
      await this.db.of(CoverageSeen).save(Object.assign(new CoverageSeen(), row));
      if (changed.length === 0) return;
      const { title } = await this.db.get(Tender, tenderId);
      const requirements = changed.map((id) => judged.requirements.get(id)!.title).join(', ');
      await this.inbox.tell({
        kind: 'COVERAGE_CHANGED',
        key: `COVERAGE_CHANGED:${row.id}:${now.toISOString()}`,
        path,
        facts: { title, requirements },
        firms: { firmIds: [firmId], roles: ['OWNER', 'SIGNATORY', 'BIDDER'] },
      });
    });
  }
}

function aboutOf({ requirements }: JudgedCoverage, lineUp: LineUp): string {
  const { entries, workPackages = [], statements = {} } = lineUp;
  const places = entries.map(({ firmId, roles, shareBasisPoints, reliedUponFor }) => {
    return [firmId, roles, shareBasisPoints, reliedUponFor];
  });
  const packages = workPackages.map(({ performerFirmId, provesFor }) => [performerFirmId, provesFor]);

  return createHash('sha256')
    .update(JSON.stringify([[...requirements.keys()], places, packages, statements]))
    .digest('hex');
}
