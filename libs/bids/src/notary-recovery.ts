import { Decrypter, Encrypter, identityToRecipient } from 'age-encryption';
import { Client } from 'pg';
import { type NotaryFolder, openRecoveryCopy } from './notary-folder.js';

/** What came of bringing keys back. */
export interface Recovered {
  /** Keys that are in the folder now. */
  restored: number;
  /** Keys whose copies were made for another recovery recipient, or are damaged. */
  failed: { id: string; lotId: string | null; why: string }[];
}

interface CopyRow {
  id: string;
  lotId: string | null;
  recipient: string;
  recoveryCopy: string;
  closesAt: Date | null;
}

/** Fills a notary's folder from the copies in the database: every key that is not yet released, with the closings it has to wait for. */
export async function restoreKeys(
  databaseUrl: string,
  folder: NotaryFolder,
  recoveryIdentity: string,
): Promise<Recovered> {
  const copies = await copiesIn(databaseUrl);
  const failed: Recovered['failed'] = [];
  for (const { id, lotId, recipient, recoveryCopy } of copies) {
    try {
      const identity = await openRecoveryCopy(recoveryCopy, recoveryIdentity);
      if ((await identityToRecipient(identity)) !== recipient) throw new Error('It is the copy of another key.');
      await folder.keep(id, identity);
    } catch (error) {
      failed.push({ id, lotId, why: (error as Error).message });
    }
  }
  await folder.remember(
    copies.flatMap(({ lotId, closesAt }) => (lotId && closesAt ? [{ lotId, closesAt: closesAt.toISOString() }] : [])),
  );

  return { restored: copies.length - failed.length, failed };
}

/** Seals a test envelope to each public half in the database and opens it with the folder's private half. @returns how many opened */
export async function opensWithFolder(databaseUrl: string, folder: NotaryFolder): Promise<number> {
  let opened = 0;
  for (const { id, recipient } of await copiesIn(databaseUrl)) {
    if (!folder.has(id)) continue;
    const encrypter = new Encrypter();
    encrypter.addRecipient(recipient);
    const decrypter = new Decrypter();
    decrypter.addIdentity(await folder.identity(id));
    if ((await decrypter.decrypt(await encrypter.encrypt(id), 'text')) === id) opened += 1;
  }

  return opened;
}

async function copiesIn(databaseUrl: string): Promise<CopyRow[]> {
  const client = new Client({ connectionString: databaseUrl, application_name: 'kongsi-notary-recovery' });
  await client.connect();
  try {
    const { rows } = await client.query<CopyRow>(
      `SELECT "id", "lotId", "recipient", "recoveryCopy", "closesAt" FROM "envelopeKey" WHERE "identity" IS NULL ORDER BY "createdAt"`,
    );

    return rows;
  } finally {
    await client.end();
  }
}
