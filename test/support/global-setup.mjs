/** Before the first test file: one throwaway PostgreSQL with one migrated database, which every file clones. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { buildIfStale, root } from '../../tools/build.mjs';
import { startPostgres } from '../../tools/postgres.mjs';

export default async function globalSetup() {
  // Run through `npm test` the build is checked already; on its own jest brings the server up to date.
  if (!process.env.KONGSI_BUILT) await buildIfStale({ pages: false });
  const server = await startPostgres({ throwaway: true });
  globalThis.kongsiTestServer = server;
  process.env.TEST_DATABASE_SERVER_URL = server.url;
  process.env.TEST_TEMPLATE_DATABASE = 'kongsi';
  try {
    migrate(server.url);
  } catch (error) {
    // Rules need no database and run all the same; whoever asks for a clone is told why there is none.
    process.env.TEST_TEMPLATE_FAILURE = error.message;
  }
}

/** @param {string} url */
function migrate(url) {
  const cli = join(root, 'dist', 'apps', 'cli', 'src', 'main.js');
  if (!existsSync(cli)) return;
  const env = {
    ...process.env,
    NODE_OPTIONS: '',
    NODE_ENV: 'test',
    DATABASE_URL: url,
    KONGSI_DATA_DIR: join(root, '.kongsi', 'test'),
  };
  for (const command of ['migrate', 'load-reference']) {
    const ran = spawnSync(process.execPath, [cli, command], { env, encoding: 'utf8' });
    if (ran.status !== 0)
      throw new Error(`\`kongsi ${command}\` failed on the test database:\n${ran.stdout}${ran.stderr}`);
  }
}
