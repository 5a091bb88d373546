import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock, Db, newId } from '#libs/platform';
import { ExternalTenders } from '#libs/tenders';
import { isObject, parseExactly, type Json } from './exact-json.js';
import type { ExternalNotice } from './external-notice.js';
import { tenderFrom } from './external-tender.js';
import type { Finding } from './finding.js';
import { latestState } from './ocds-merging.js';
import { readRelease } from './ocds-reading.js';
import type { FoundRelease } from './ocds-stream.js';

/** A release as it was read, and where it is filed. */
export interface ReadRelease {
  found: FoundRelease;
  notice: ExternalNotice;
  findings: Finding[];
  source: string;
  /** Its process in the source. */
  ocid: string;
  /** Of what it says, not of how it is spaced. */
  digest: string;
}

/** Reads a release for filing under a source. A release without a process is a process of its own. */
export function filed(found: FoundRelease, source: string): ReadRelease {
  const { notice, findings } = storable(readRelease(found.release, found.origin));
  const digest = createHash('sha256').update(JSON.stringify(found.release)).digest('hex');
  const ocid = notice.ocid ?? `${notice.tenderId ?? notice.releaseId ?? ''}#${digest.slice(0, 12)}`;

  return { found, notice, findings, source, ocid, digest };
}

interface EarlierRow {
  source: string;
  ocid: string;
  original: string;
}

/** Files releases by the hundred, each hundred in one transaction. */
@Injectable()
export class ImportBatch {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly tenders: ExternalTenders,
  ) {}

  /**
   * Files what is not here yet and brings the tenders it tells of up to date. The same releases again change nothing.
   *
   * @param keep further work of the same transaction, told how many were new
   */
  async file(runId: string, releases: readonly ReadRelease[], keep: (added: number) => Promise<void>): Promise<void> {
    await this.db.transaction(async () => {
      const fresh = await this.unknown(releases);
      if (fresh.length > 0) await this.add(runId, fresh);
      await keep(fresh.length);
    });
  }

  /** Those not filed yet, each once. Two imports of one source wait for each other. */
  private async unknown(releases: readonly ReadRelease[]): Promise<ReadRelease[]> {
    const byKey = new Map(releases.map((release) => [`${release.source} ${release.digest}`, release]));
    for (const source of [...new Set(releases.map((release) => release.source))].sort()) {
      await this.db.sql('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`import:${source}`]);
    }
    const known = await this.db.sql<{ source: string; digest: string }>(
      `SELECT "source", "digest" FROM "importedRelease" WHERE ("source", "digest") IN (SELECT * FROM unnest($1::text[], $2::text[]))`,
      [releases.map((release) => release.source), releases.map((release) => release.digest)],
    );
    for (const { source, digest } of known) byKey.delete(`${source} ${digest}`);

    return [...byKey.values()];
  }

  private async add(runId: string, fresh: readonly ReadRelease[]): Promise<void> {
    const now = await this.clock.now();
    const earlier = byProcess(await this.earlier(fresh));
    const processes = [...byProcess(fresh)].map(([key, releases]) => ({
      releases,
      notice: stateOf(earlier.get(key) ?? [], releases),
    }));
    const tenders = await this.tenders.putAll(
      processes.map(({ releases, notice }) => {
        const [{ source, ocid }] = releases as [ReadRelease];
        return tenderFrom(notice, { source, ocid, readAt: now });
      }),
    );
    await this.keepNotices(processes.map(({ notice }, at) => ({ tenderId: tenders[at]!.id, notice })));
    const tenderOf = new Map(processes.flatMap(({ releases }, at) => releases.map((one) => [one, tenders[at]!.id])));
    await this.keepReleases(
      fresh.map((release) => ({
        id: newId(),
        source: release.source,
        ocid: release.ocid,
        releaseId: release.notice.releaseId,
        digest: release.digest,
        runId,
        tenderId: tenderOf.get(release),
        line: release.found.origin.line,
        package: release.found.origin.package,
        original: release.found.text,
        notice: release.notice,
        findings: release.findings,
        importedAt: now,
      })),
    );
  }

  /** What is filed of the same processes already, in the order it came. */
  private earlier(fresh: readonly ReadRelease[]): Promise<EarlierRow[]> {
    return this.db.sql<EarlierRow>(
      `SELECT "source", "ocid", "original" FROM "importedRelease"
       WHERE ("source", "ocid") IN (SELECT * FROM unnest($1::text[], $2::text[])) ORDER BY "position"`,
      [fresh.map((release) => release.source), fresh.map((release) => release.ocid)],
    );
  }

  private async keepNotices(rows: readonly { tenderId: string; notice: ExternalNotice }[]): Promise<void> {
    await this.db.sql(
      `INSERT INTO "externalNotice" ("tenderId", "notice") SELECT "tenderId", "notice"
       FROM jsonb_to_recordset($1::jsonb) AS row ("tenderId" uuid, "notice" jsonb)
       ON CONFLICT ("tenderId") DO UPDATE SET "notice" = excluded."notice"`,
      [JSON.stringify(rows)],
    );
  }

  private async keepReleases(rows: readonly object[]): Promise<void> {
    const columns = `"id" uuid, "source" text, "ocid" text, "releaseId" text, "digest" text, "runId" uuid, "tenderId" uuid, "line" integer,
      "package" jsonb, "original" text, "notice" jsonb, "findings" jsonb, "importedAt" timestamptz`;
    const names = [...columns.matchAll(/"\w+"/g)].join(', ');
    await this.db.sql(
      `INSERT INTO "importedRelease" (${names}) SELECT ${names} FROM jsonb_to_recordset($1::jsonb) AS row (${columns})`,
      [JSON.stringify(rows)],
    );
  }
}

/** Rows of the same process together, in their order. */
function byProcess<Row extends { source: string; ocid: string }>(rows: readonly Row[]): Map<string, Row[]> {
  const processes = new Map<string, Row[]>();
  for (const row of rows) {
    const key = JSON.stringify([row.source, row.ocid]);
    processes.set(key, [...(processes.get(key) ?? []), row]);
  }

  return processes;
}

/** The latest state of a process: what came earlier and what is new, merged; one release alone as it was read. */
function stateOf(earlier: readonly EarlierRow[], fresh: readonly ReadRelease[]): ExternalNotice {
  const last = fresh.at(-1)!;
  if (earlier.length === 0 && fresh.length === 1) return last.notice;
  const releases = [
    ...earlier.map(({ original }) => parseExactly(original)).filter(isObject),
    ...fresh.map(({ found }) => found.release),
  ];

  return storable(readRelease(latestState(releases), last.found.origin)).notice;
}

/** What PostgreSQL takes: it has no place for NUL and half characters, which some publishers write. */
function storable<Value>(value: Value): Value {
  if (!/\\u(0000|d[89a-f])/i.test(JSON.stringify(value))) return value;
  const clean = (_: string, inner: Json | undefined): Json | undefined =>
    typeof inner === 'string' ? inner.replaceAll('\u0000', '').replaceAll(/\p{Surrogate}/gu, '\uFFFD') : inner;

  return JSON.parse(JSON.stringify(value, clean)) as Value;
}
