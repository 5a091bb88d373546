import { resolve } from 'node:path';
import { BackupProblem, backUp, dataFile, readConfig, restore } from '#libs/platform';
import { migrations } from '../../../migrations/index.js';
import { type Command, WrongUsage, print } from './command.js';

/** Takes everything out of this installation, and brings it back. */
export const safekeeping: Record<string, Command> = {
  backup: {
    usage: '<folder>',
    about: 'Writes all tables, from one moment, and all files into a new folder; others go on working.',
    run: (args) =>
      told(async () => {
        const config = readConfig();
        const folder = folderOf(args);
        const manifest = await backUp(config.DATABASE_URL, dataFile(config, 'files'), folder);
        const rows = Object.values(manifest.rows).reduce((sum, count) => sum + count, 0);
        print(`${rows} rows of ${Object.keys(manifest.rows).length} tables and all files are in ${folder}.`);
        print(
          'Keep it like the database itself. Bids not yet opened stay locked in it: only the recovery identity can open the notary’s keys.',
        );
      }),
  },
  restore: {
    usage: '<folder>',
    about: 'Fills an empty database and files folder from a backup of this version or an older one.',
    run: (args) =>
      told(async () => {
        const config = readConfig();
        const manifest = await restore(config.DATABASE_URL, dataFile(config, 'files'), folderOf(args), migrations);
        print(`Restored what was taken at ${manifest.takenAt}. Start Kongsi; it goes on from there.`);
      }),
  },
};

function folderOf(args: string[]): string {
  const [folder, ...others] = args;
  if (!folder || others.length > 0) throw new WrongUsage('Name one folder.');

  return resolve(folder);
}

async function told(work: () => Promise<void>): Promise<number> {
  try {
    await work();

    return 0;
  } catch (error) {
    if (!(error instanceof BackupProblem)) throw error;
    print(error.message);

    return 1;
  }
}
