/**
 * `node tools/documents.mjs`: brings apps/web/trusted-documents.json up to date, as every build of the pages does; with `--check`
 * it says whether what was there before is what the pages ask.
 */
import { buildIfStale, trustedDocuments, writeTrustedDocuments } from './build.mjs';
import { Plain, runTool } from './processes.mjs';

await runTool(async () => {
  const before = trustedDocuments();
  await buildIfStale();
  await writeTrustedDocuments();
  if (before === trustedDocuments()) return;
  if (process.argv.includes('--check'))
    throw new Plain(
      'apps/web/trusted-documents.json was not what the pages ask. It is now: read the difference, commit it.',
    );
  console.log('apps/web/trusted-documents.json is what the pages ask.');
});
