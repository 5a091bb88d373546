/** `npm run schema`: writes apps/api/schema.graphql from the code; with `--check` it only says whether that is up to date. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildIfStale, root, run } from './build.mjs';
import { Plain, runTool } from './processes.mjs';

const committed = join(root, 'apps', 'api', 'schema.graphql');

await runTool(async () => {
  await buildIfStale({ pages: false });
  if (!process.argv.includes('--check')) {
    await print(committed);
    await run(
      join(root, 'node_modules/.bin/gql.tada'),
      ['generate-output', '-c', 'tsconfig.json'],
      join(root, 'apps/web'),
    );
    console.log('apps/api/schema.graphql is what the code says.');

    return;
  }
  const folder = mkdtempSync(join(tmpdir(), 'kongsi-schema-'));
  try {
    const fresh = join(folder, 'schema.graphql');
    await print(fresh);
    if (existsSync(committed) && readFileSync(committed, 'utf8') === readFileSync(fresh, 'utf8')) return;
    throw new Plain(
      'apps/api/schema.graphql is not what the code says. Run npm run schema, read the difference, commit it.',
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

/** @param {string} file */
async function print(file) {
  const { code, output } = await run(process.execPath, [
    '--enable-source-maps',
    join(root, 'dist/apps/api/src/schema.js'),
    file,
  ]);
  if (code !== 0) throw new Plain(`The schema cannot be made:\n${output}`);
}
