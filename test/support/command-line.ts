import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { projectRoot } from '#libs/platform';

/**
 * Runs one command of the built command line, as operators do, to its end.
 *
 * @param env all it is told of its surroundings: database, data folder
 */
export async function commandLine(
  env: { DATABASE_URL?: string; KONGSI_DATA_DIR: string },
  ...words: string[]
): Promise<{ code: number | null; out: string }> {
  const child = spawn(process.execPath, [join(projectRoot, 'dist/programs/cli.js'), ...words], {
    env: { PATH: '', LOG_LEVEL: 'silent', ...env },
  });
  let out = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece: Buffer) => (out += piece.toString()));

  return { code: await new Promise((resolve) => child.on('close', resolve)), out };
}
