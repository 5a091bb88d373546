import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CONFIG, type Config } from '#libs/platform';
import { commandLine } from '../support/command-line.js';
import { aFirm } from '../support/firms.js';
import { type Kongsi, startKongsi } from '../support/kongsi.js';
import { aTender } from '../support/tenders.js';

const release = {
  ocid: 'ocds-x-1',
  id: '1',
  date: '2026-01-05',
  tag: ['tender'],
  buyer: { name: 'Harbour of Carrow' },
  tender: { id: 1, title: 'A quay', items: [{ id: '1', description: 'Stone', quantity: 3 }] },
};

describe('the command line imports and exports', () => {
  let kongsi: Kongsi;
  const folder = mkdtempSync(join(tmpdir(), 'kongsi-files-'));
  const at = (name: string): string => join(folder, name);

  beforeAll(async () => {
    kongsi = await startKongsi();
    writeFileSync(at('notices.jsonl.gz'), gzipSync(`${JSON.stringify(release)}\n`));
    writeFileSync(at('broken.jsonl'), `${JSON.stringify({ ...release, ocid: 'ocds-x-2' })}\n{"ocid":\n`);
  });
  afterAll(async () => {
    await kongsi.stop();
    rmSync(folder, { recursive: true });
  });

  const run = (...words: string[]): ReturnType<typeof commandLine> => {
    const { DATABASE_URL, dataDir } = kongsi.app.get<Config>(CONFIG);

    return commandLine({ DATABASE_URL, KONGSI_DATA_DIR: dataDir }, ...words);
  };

  it('takes a file in, with a summary; the same again changes nothing', async () => {
    const first = await run('import', '--source', 'Carrow', at('notices.jsonl.gz'));
    expect(first.out).toContain('1 releases were new, 0 were here already.');
    expect(first.out).toMatch(/Carrow +1 +1 +1 \(100 %\)/);
    expect(first.code).toBe(0);
    const again = await run('import', '--source', 'Carrow', '--strict', at('notices.jsonl.gz'));
    expect(again.out).toContain('0 releases were new, 1 were here already.');
    expect(again.out).toContain('Carrow: 0 of 1 releases keep to the standard');
    expect(again.code).toBe(3);
  }, 180_000);

  it('says where a file is broken, takes the rest, and ends with 1', async () => {
    const { code, out } = await run('import', at('broken.jsonl'));
    expect(out).toContain('broken.jsonl, line 2');
    expect(out).toContain('1 releases were new');
    expect(code).toBe(1);
    expect((await run('import', at('nowhere.json'))).code).toBe(2);
    expect((await run('import')).code).toBe(2);
  }, 180_000);

  it('writes what was told of public tenders as one package', async () => {
    expect((await run('export')).out).toContain('No public tender was published here yet');
    await aTender(await aFirm(kongsi));
    const { code, out } = await run('export', '--out', at('out.json'));
    expect(out).toContain('1 releases are in');
    expect(code).toBe(0);
    const written = JSON.parse(readFileSync(at('out.json'), 'utf8')) as {
      version: string;
      releases: { tag: string[] }[];
    };
    expect(written).toMatchObject({ version: '1.1', releases: [{ tag: ['tender'] }] });
  }, 180_000);
});
