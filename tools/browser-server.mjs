/** The Kongsi the browser tests visit: `npm start` as it is, in a folder of its own that goes with it. */
import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { root } from './build.mjs';

const home = mkdtempSync(join(tmpdir(), 'kongsi-browser-'));
chmodSync(home, 0o711);
// Its own database, whatever the person running the tests has set for the real one.
const env = {
  ...process.env,
  KONGSI_DATA_DIR: home,
  DATABASE_URL: '',
  DATABASE_URL_FILE: '',
  SMTP_URL: '',
  npm_lifecycle_event: 'start',
};
const child = spawn(process.execPath, [join(root, 'tools/start.mjs')], { env, stdio: 'inherit', detached: true });
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill('SIGTERM'));
child.once('exit', (code) => {
  const where = join(home, 'where');
  if (existsSync(where)) rmSync(dirname(readFileSync(where, 'utf8').trim()), { recursive: true, force: true });
  rmSync(home, { recursive: true, force: true });
  process.exit(code ?? 1);
});
