import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NotaryFolder, type Recovered, identityIn, opensWithFolder, restoreKeys } from '#libs/bids';
import { dataFile, readConfig } from '#libs/platform';
import { recipientOf } from '#libs/seal-format';
import { type Command, WrongUsage, print } from './command.js';

/** What is done when the notary's folder is lost, and what is rehearsed so that it works then. */
export const notaryRecovery: Record<string, Command> = {
  'notary:restore': {
    usage: '<recovery identity file>',
    about: 'Fills the notary’s folder with the keys of all unopened bids, from their copies in the database.',
    async run(args) {
      const config = readConfig();
      const identity = await identityFrom(args);
      const folder = await NotaryFolder.open(
        config.NOTARY_DIR ?? dataFile(config, 'notary'),
        config.NOTARY_RECOVERY_RECIPIENT ?? (await recipientOf(identity)),
      );

      return report(await restoreKeys(config.DATABASE_URL, folder, identity), 'Start the notary again.');
    },
  },
  'notary:drill': {
    usage: '<recovery identity file>',
    about: 'Rehearses a restore in a scratch folder, opens a test envelope with each key, and leaves nothing behind.',
    async run(args) {
      const identity = await identityFrom(args);
      const scratch = await mkdtemp(join(tmpdir(), 'kongsi-drill-'));
      try {
        const folder = await NotaryFolder.open(scratch, await recipientOf(identity));
        const recovered = await restoreKeys(readConfig().DATABASE_URL, folder, identity);
        const opened = await opensWithFolder(readConfig().DATABASE_URL, folder);
        print(`${opened} test envelopes were sealed to keys in the database and opened with keys from the copies.`);

        return report(recovered, 'The drill is over; write down its date.');
      } finally {
        await rm(scratch, { recursive: true, force: true });
      }
    },
  },
};

async function identityFrom(args: string[]): Promise<string> {
  const [file, ...others] = args;
  if (!file || others.length > 0) throw new WrongUsage('Name the file that holds the recovery identity.');
  try {
    return identityIn(await readFile(file, 'utf8'));
  } catch (error) {
    throw new WrongUsage((error as Error).message);
  }
}

function report({ restored, failed }: Recovered, next: string): number {
  print(`${restored} keys were brought back.`);
  for (const { id, lotId, why } of failed) print(`FAIL  key ${id} of ${lotId ? `lot ${lotId}` : 'the pool'}: ${why}`);
  if (failed.length === 0) print(next);

  return failed.length === 0 ? 0 : 1;
}
