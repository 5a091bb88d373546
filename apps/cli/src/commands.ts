import { loadReference } from '#libs/firms';
import { migrate, readConfig } from '#libs/platform';
import { migrations } from '../../../migrations/index.js';
import type { Command } from './command.js';
import { demo } from './demo.js';
import { exchange } from './exchange.js';
import { notaryRecovery } from './notary-recovery.js';
import { operators } from './operators.js';
import { safekeeping } from './safekeeping.js';
import { verification } from './verification.js';

export const commands: Record<string, Command> = {
  migrate: {
    usage: '',
    about: 'Brings the database up to date with this version.',
    async run() {
      const done = await migrate(readConfig().DATABASE_URL, migrations);
      process.stdout.write(done.length === 0 ? 'The database is up to date.\n' : `Done: ${done.join(', ')}\n`);

      return 0;
    },
  },
  'load-reference': {
    usage: '',
    about: 'Loads the classifications this version comes with; does nothing when they are there.',
    async run() {
      const loaded = await loadReference(readConfig().DATABASE_URL);
      process.stdout.write(
        loaded === null
          ? 'The classifications are up to date.\n'
          : `Loaded ${loaded.codes} codes and ${loaded.words} words of the trades.\n`,
      );

      return 0;
    },
  },
  ...demo,
  ...operators,
  ...safekeeping,
  ...verification,
  ...exchange,
  ...notaryRecovery,
};

/** The help of one command, or of all. */
export function help(name?: string): string {
  const one = name === undefined ? undefined : commands[name];
  if (one) return `Usage: npm run kongsi -- ${name} ${one.usage}\n\n${one.about}\n`;
  const width = Math.max(...Object.keys(commands).map((key) => key.length));
  const lines = Object.entries(commands).map(([key, command]) => `  ${key.padEnd(width)}  ${command.about}`);

  return `Usage: npm run kongsi -- <command> [--help]\n\n${lines.join('\n')}\n`;
}
