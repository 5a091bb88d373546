import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Pool } from 'pg';
import { type LogLine, type Receipt, actDigest, digestOf, linkOf, verifyChain, verifyFile } from '#libs/seal-format';
import type { Acknowledged } from './bidders.js';

/** Where to look. */
export interface Place {
  pool: Pool;
  dataDir: string;
  /** The installation's published key. */
  publicKey: string;
}

interface StoredVersion {
  id: string;
  bidId: string;
  version: number;
  liveVersion: number;
  receipt: Receipt;
  manifestDigest: string;
  logDigest: string | null;
  files: { digest: string; stored: string | null; attached: boolean }[];
  told: number;
}

const nameOf = ({ bidId, version }: { bidId: string; version: number }): string => `bid ${bidId}, version ${version}`;

/** Acknowledged bids that are not there as they were acknowledged; each line names one. */
export async function lostBids(place: Place, acknowledged: readonly Acknowledged[]): Promise<string[]> {
  const versions = new Map((await storedVersions(place.pool)).map((stored) => [nameOf(stored), stored]));
  const lines = new Map((await logLines(place.pool)).map((line) => [line.digest, line]));
  const lost: string[] = [];
  for (const { receipt, manifest, digest } of acknowledged) {
    const name = nameOf(receipt);
    const complain = (what: string): void => void lost.push(`${name}: ${what}`);
    const signed = await verifyFile(receipt, { publicKeys: [place.publicKey] });
    if (!signed.ok) complain(`the receipt does not verify: ${JSON.stringify(signed.findings)}`);
    const stored = versions.get(name);
    if (!stored) complain('no such version');
    else if ((await digestOf(stored.receipt)) !== (await digestOf(receipt))) complain('another receipt is stored');
    const line = lines.get(receipt.logDigest);
    if (!line) complain('not in the log');
    else if (line.payloadDigest !== (await actDigest(receipt)) || (await linkOf(line)) !== receipt.previousLogDigest)
      complain('the log says something else');
    if ((await digestOf(JSON.parse(manifest))) !== receipt.manifestDigest) complain('another manifest was taken');
    if (receipt.files.length !== 1 || receipt.files[0]!.digest !== digest) complain('another file was taken');
    if (digestOnDisk(place.dataDir, digest) !== digest) complain('its sealed file is not there');
  }

  return lost;
}

/** Bids of which a part is missing, or that have an effect too many; each line names one. */
export async function halfBids({ pool, dataDir }: Place): Promise<string[]> {
  const versions = await storedVersions(pool);
  const lines = await logLines(pool);
  const half: string[] = [];
  for (const [index, stored] of versions.entries()) {
    const complain = (what: string): void => void half.push(`${nameOf(stored)}: ${what}`);
    if (stored.logDigest !== stored.receipt.logDigest) complain('its log line is another one');
    if (stored.receipt.manifestDigest !== stored.manifestDigest) complain('its manifest is another one');
    if (stored.files.length !== 1) complain(`${stored.files.length} sealed files`);
    for (const file of stored.files) {
      if (file.stored !== file.digest || !file.attached) complain('its file is not kept');
      if (digestOnDisk(dataDir, file.digest) !== file.digest) complain('its bytes are not there');
    }
    const before = versions[index - 1];
    const due = before?.bidId === stored.bidId ? before.version + 1 : 1;
    if (stored.version !== due) complain(`comes after version ${due - 1}`);
    const isLast = versions[index + 1]?.bidId !== stored.bidId;
    if (isLast && stored.liveVersion !== stored.version) complain('is not the one that counts');
    if (stored.told !== 1) complain(`its firm was told ${stored.told} times`);
  }
  const known = new Set(versions.map(({ receipt }) => receipt.logDigest));
  for (const { kind, digest } of lines)
    if (kind === 'SUBMITTED' && !known.has(digest)) half.push(`a line of the log without a bid: ${digest}`);

  return half;
}

/** Whether the log is whole: every line in its place, and its head the last of them. */
export async function chainOf({ pool }: Place): Promise<{ ok: boolean; lines: number; headIsLast: boolean }> {
  const lines = await logLines(pool);
  const { rows } = await pool.query<{ position: string; digest: string }>('SELECT * FROM "sealLogHead"');

  return {
    ok: (await verifyChain(lines)).ok,
    lines: lines.length,
    headIsLast: rows[0]!.digest === lines.at(-1)!.digest && Number(rows[0]!.position) === lines.length,
  };
}

async function logLines(pool: Pool): Promise<LogLine[]> {
  const { rows } = await pool.query<{ line: LogLine }>('SELECT "line" FROM "sealLogLine" ORDER BY "position"');

  return rows.map(({ line }) => line);
}

/** Every version of every sealed bid, by bid and version. */
async function storedVersions(pool: Pool): Promise<StoredVersion[]> {
  const { rows } = await pool.query<StoredVersion>(
    `SELECT version."id", version."bidId", version."version", bid."liveVersion", version."receipt", version."manifestDigest",
       line."digest" AS "logDigest",
       (SELECT coalesce(json_agg(json_build_object('digest', sealed."digest", 'stored', file."digest", 'attached', file."attachedAt" IS NOT NULL)), '[]')
        FROM "sealedFile" sealed LEFT JOIN "file" file ON file."id" = sealed."fileId" WHERE sealed."bidVersionId" = version."id") AS "files",
       (SELECT count(*)::integer FROM "notice" WHERE "key" = 'bid-submitted:' || version."bidId" || ':' || version."version") AS "told"
     FROM "bidVersion" version JOIN "bid" bid ON bid."id" = version."bidId"
     LEFT JOIN "sealLogLine" line ON line."position" = version."logPosition"
     ORDER BY version."bidId", version."version"`,
  );

  return rows;
}

function digestOnDisk(dataDir: string, digest: string): string | undefined {
  const hex = digest.replace('sha256:', '');
  const path = join(dataDir, 'files', hex.slice(0, 2), hex);

  return existsSync(path) ? `sha256:${createHash('sha256').update(readFileSync(path)).digest('hex')}` : undefined;
}
