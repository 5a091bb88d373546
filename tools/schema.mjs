/** `npm run schema`: writes apps/api/schema.graphql from the code; with `--check` it only says whether that is up to date. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildIfStale, root, run } from './build.mjs';
import { Plain, runTool } from './processes.mjs';

const committed = join(root, 'apps', 'api', 'schema.graphql');

await runTool(async () => {
  await buildIfStale({ pages: false });
  const before = existsSync(committed) ? readFileSync(committed, 'utf8') : '';
  const { code, output } = await run(process.execPath, [
    '--enable-source-maps',
    join(root, 'dist/apps/api/src/schema.js'),
  ]);
  const after = existsSync(committed) ? readFileSync(committed, 'utf8') : '';
  if (code !== 0) throw new Plain(`The schema cannot be made:\n${output}`);
  if (!process.argv.includes('--check'))
    return console.log(
      before === after ? 'apps/api/schema.graphql is up to date.' : 'apps/api/schema.graphql is new: commit it.',
    );
  if (before === after) return undefined;
  writeFileSync(committed, before);
  throw new Plain(
    'apps/api/schema.graphql is not what the code says. Run npm run schema, read the difference, commit it.',
  );
});
