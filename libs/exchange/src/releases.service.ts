import { Inject, Injectable } from '@nestjs/common';
import { MoreThan } from 'typeorm';
import { CONFIG, type Config, Db, Every, OnJob } from '#libs/platform';
import { Tender } from '#libs/tenders';
import type { JsonObject } from './exact-json.js';
import { PublishedRelease } from './exchange-tables.entity.js';
import { releaseOf, releasePackage } from './ocds-writing.js';
import { PublishedProcesses } from './published-processes.js';
import { ocidOf } from './published-tender.js';

/** What of a tender's history is told to the world, and the OCDS release tag it is told under. */
const tags: Readonly<Record<string, string>> = {
  PUBLISHED: 'tender',
  AMENDED: 'tenderAmendment',
  DEADLINE_MOVED: 'tenderUpdate',
  CANCELLED: 'tenderCancellation',
  LOT_OPENED: 'tenderUpdate',
  LOT_AWARDED: 'award',
  LOT_UNSUCCESSFUL: 'tenderUpdate',
  LOT_SIGNED: 'contract',
  LOT_COMPLETED: 'contractTermination',
};

const perTransaction = 100;

interface Fact {
  id: string;
  tenderId: string;
  kind: string;
  at: Date;
}

/** What was told of public tenders as OCDS: one release a fact, in one order, never changed. */
@Injectable()
export class Releases {
  constructor(
    private readonly db: Db,
    private readonly processes: PublishedProcesses,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Tells what has happened since and is not told yet. One at a time writes, so that a later number is never readable before an earlier. */
  @OnJob('tell-releases')
  @Every('* * * * *')
  async tell(): Promise<void> {
    // Nearly always there is nothing, and readers need not queue to learn that.
    if ((await this.untold()).length === 0) return;
    let written: number;
    do {
      written = await this.db.transaction(async () => {
        await this.db.sql(`SELECT pg_advisory_xact_lock(hashtextextended('published-releases', 0))`);
        const facts = await this.untold();
        for (const fact of facts) await this.write(fact);

        return facts.length;
      });
    } while (written === perTransaction);
  }

  /** Releases after a place in the order, at most so many. */
  async after(seq: bigint, limit: number): Promise<PublishedRelease[]> {
    return this.db.of(PublishedRelease).find({ where: { seq: MoreThan(seq) }, order: { seq: 'ASC' }, take: limit });
  }

  /** All that was told of one tender; empty where it is not there or not public. */
  async of(tenderId: string): Promise<PublishedRelease[]> {
    return this.db.of(PublishedRelease).find({ where: { tenderId }, order: { seq: 'ASC' } });
  }

  /** Releases as a package of OCDS 1.1. There is at least one. */
  package(path: string, releases: readonly PublishedRelease[], links: { next?: string } = {}): JsonObject {
    const url = this.config.PUBLIC_URL;
    const { next } = links;

    return releasePackage(
      {
        uri: `${url}${path}`,
        publishedAt: releases.at(-1)!.at.toISOString(),
        publisher: { name: `Kongsi ${new URL(url).host}`, uri: url },
        links: next === undefined ? {} : { next: `${url}${next}` },
      },
      releases.map(({ release }) => release),
    );
  }

  /** Everything after a place as one package, as text in pieces: a head, one release each, an end. Nothing at all where there is none. */
  async *wholePackage(after: bigint): AsyncGenerator<string, undefined> {
    let page = await this.after(after, perTransaction);
    if (page.length === 0) return;
    const [last] = await this.db.of(PublishedRelease).find({ order: { seq: 'DESC' }, take: 1 });
    const { releases: _, ...head } = this.package('/ocds/releases.json', [last!]);
    yield `${JSON.stringify(head).slice(0, -1)},"releases":[`;
    for (let comma = ''; page.length > 0; page = await this.after(page.at(-1)!.seq, perTransaction)) {
      for (const { release } of page) {
        yield `${comma}\n${JSON.stringify(release)}`;
        comma = ',';
      }
    }
    yield ']}\n';
  }

  /** An hour back: no transaction takes so long that an event comes to light later. */
  private untold(): Promise<Fact[]> {
    return this.db.sql<Fact>(
      `SELECT event."id", event."tenderId", event."kind", event."at" FROM "tenderEvent" event
       JOIN "tender" tender ON tender."id" = event."tenderId"
       WHERE event."kind" = ANY ($1) AND tender."visibility" = 'PUBLIC' AND tender."origin" IS NULL AND tender."publishedAt" IS NOT NULL
         AND event."at" >= coalesce((SELECT max("at") FROM "publishedRelease") - interval '1 hour', '-infinity')
         AND NOT EXISTS (SELECT 1 FROM "publishedRelease" told WHERE told."eventId" = event."id")
       ORDER BY event."at", event."tenderId", event."seq" LIMIT $2`,
      [Object.keys(tags), perTransaction],
    );
  }

  private async write({ id, tenderId, kind, at }: Fact): Promise<void> {
    const [{ seq }] = (await this.db.sql<{ seq: string }>(
      `SELECT coalesce(max("seq"), 0) + 1 AS "seq" FROM "publishedRelease"`,
    )) as [{ seq: string }];
    const tender = await this.db.get(Tender, tenderId);
    const releaseId = `${ocidOf(tenderId)}-${seq}`;
    const process = await this.processes.of(tender, { releaseId, tags: [tags[kind]!], at });
    const release = releaseOf(process, { isOpened: process.openingAt !== null });
    await this.db.sql(
      `INSERT INTO "publishedRelease" ("seq", "eventId", "tenderId", "kind", "at", "release") VALUES ($1, $2, $3, $4, $5, $6)`,
      [seq, id, tenderId, kind, at, release],
    );
  }
}
