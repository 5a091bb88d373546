/**
 * `node tools/documents.mjs`: writes apps/web/trusted-documents.json, the documents of all built pages by the digest of their
 * text; with `--check` it only says whether that is up to date.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildIfStale, root } from './build.mjs';
import { Plain, runTool } from './processes.mjs';

const committed = join(root, 'apps', 'web', 'trusted-documents.json');

await runTool(async () => {
  await buildIfStale();
  // Every page registers its documents when its module is evaluated; the bundle of the server holds them all.
  const bundle = await import(pathToFileURL(join(root, 'apps', 'web', 'build', 'server', 'index.js')).href);
  const documents = `${JSON.stringify(bundle.entry.module.trustedDocuments(), null, 2)}\n`;
  const upToDate = existsSync(committed) && readFileSync(committed, 'utf8') === documents;
  if (upToDate) return;
  if (process.argv.includes('--check'))
    throw new Plain(
      'apps/web/trusted-documents.json is not what the pages ask. Run node tools/documents.mjs, read the difference, commit it.',
    );
  writeFileSync(committed, documents);
  console.log('apps/web/trusted-documents.json is what the pages ask.');
});
