import { type Digest, type LogKind, type LogLine, genesis, nextLine } from '#libs/seal-format';

/** Sends one statement inside a running transaction: the api's door to the tables, or the notary's plain connection. */
export type Sql = <Row>(text: string, values?: unknown[]) => Promise<Row[]>;

/** What happened, for the one log of the installation. */
export interface LogNote {
  /** The exact reading that decided: UTC with microseconds. */
  at: string;
  kind: LogKind;
  /** Absent where the line concerns no lot. */
  lot?: { tenderId: string; lotId: string };
  /** All that is hashed into the line; kept by whoever writes the note, never in the log itself. */
  payload: unknown;
}

/** A line and its place in the log. */
export interface WrittenLine {
  line: LogLine;
  position: string;
}

/**
 * Adds a line at the end of the log. Takes the lock of its head, which is the last of all locks: alliance, lot, chain head.
 *
 * @throws NotCanonical for a payload without canonical form
 */
export async function appendLine(sql: Sql, { at, kind, lot, payload }: LogNote): Promise<WrittenLine> {
  const head = await lockedHead(sql);
  // Asked only now that the head is locked: a statement sees what was committed before it began.
  const previousInLot = lot && (await lastOfLot(sql, lot.lotId));
  const line = await nextLine({
    previous: head.digest,
    at,
    kind,
    ...(lot && { lot: { ...lot, previous: previousInLot ?? genesis } }),
    payload,
  });
  const [written] = await sql<{ position: string }>(
    `WITH moved AS (UPDATE "sealLogHead" SET "position" = "position" + 1, "digest" = $6 WHERE "id" = 1 RETURNING "position")
     INSERT INTO "sealLogLine" ("position", "at", "kind", "tenderId", "lotId", "line", "digest")
     SELECT moved."position", $1, $2, $3, $4, $5::jsonb, $6 FROM moved RETURNING "position"`,
    [at, kind, lot?.tenderId ?? null, lot?.lotId ?? null, JSON.stringify(line), line.digest],
  );

  return { line, position: written!.position };
}

async function lockedHead(sql: Sql): Promise<{ digest: Digest }> {
  const read = `SELECT "digest" FROM "sealLogHead" WHERE "id" = 1 FOR UPDATE`;
  const [head] = await sql<{ digest: Digest }>(read);
  if (head) return head;
  await sql(`INSERT INTO "sealLogHead" ("id", "position", "digest") VALUES (1, 0, $1) ON CONFLICT DO NOTHING`, [
    genesis,
  ]);

  return (await sql<{ digest: Digest }>(read))[0]!;
}

async function lastOfLot(sql: Sql, lotId: string): Promise<Digest | undefined> {
  const [last] = await sql<{ digest: Digest }>(
    `SELECT "digest" FROM "sealLogLine" WHERE "lotId" = $1 ORDER BY "position" DESC LIMIT 1`,
    [lotId],
  );

  return last?.digest;
}
