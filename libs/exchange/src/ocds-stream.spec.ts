import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import type { FileFinding } from './finding.js';
import { MalformedFile, releasesOf, type FoundRelease, type StreamHooks } from './ocds-stream.js';

const release = (id: string): object => ({ ocid: `ocds-x-${id}`, id, tender: { title: `Jalan é ${id}` } });
const ids = (found: FoundRelease[]): unknown[] => found.map((one) => one.release['id']);

async function read(content: string | Buffer, hooks: StreamHooks = {}, chunk = 16): Promise<FoundRelease[]> {
  const bytes = Buffer.from(content);
  const chunks = Array.from({ length: Math.ceil(bytes.length / chunk) }, (_, at) =>
    bytes.subarray(at * chunk, (at + 1) * chunk),
  );
  const found: FoundRelease[] = [];
  const source = { stream: Readable.from(chunks), name: 'notices', size: bytes.length };
  for await (const one of releasesOf(source, hooks)) found.push(one);

  return found;
}

async function told(content: string | Buffer): Promise<{ found: FoundRelease[]; findings: FileFinding[] }> {
  const findings: FileFinding[] = [];

  return { found: await read(content, { onFinding: (finding) => findings.push(finding) }), findings };
}

const shapes: [string, string][] = [
  ['a release package', JSON.stringify({ uri: 'u', releases: [release('1'), release('2')] })],
  ['a bare list', JSON.stringify([release('1'), release('2')], null, 2)],
  ['a bare list of packages', JSON.stringify([{ releases: [release('1')] }, { releases: [release('2')] }])],
  ['lines', `${JSON.stringify(release('1'))}\n${JSON.stringify(release('2'))}\n`],
  [
    'lines that name their source',
    [1, 2].map((id) => JSON.stringify({ source: 's', release: release(String(id)) })).join('\n'),
  ],
  ['lines of packages', [1, 2].map((id) => JSON.stringify({ releases: [release(String(id))] })).join('\n')],
  [
    'a record package',
    JSON.stringify({
      records: [
        { ocid: 'x', compiledRelease: release('1'), releases: [release('0')] },
        { ocid: 'x', releases: [release('2')] },
      ],
    }),
  ],
  ['a single record', JSON.stringify({ ocid: 'x', releases: [release('1'), release('2')] })],
  [
    'a line with U+2029 in a text',
    `${JSON.stringify({ ...release('1'), note: 'a\u2029b' })}\n${JSON.stringify(release('2'))}`,
  ],
];

describe('finding releases', () => {
  it.each(shapes)('finds them in %s', async (_, content) => {
    expect(ids(await read(content))).toEqual(['1', '2']);
    expect(ids(await read(gzipSync(content)))).toEqual(['1', '2']);
    expect(ids(await read(`\uFEFF${content}`))).toEqual(['1', '2']);
    expect(ids(await read(Buffer.from(`\uFEFF${content}`, 'utf16le')))).toEqual(['1', '2']);
  });

  it('finds a single release', async () => {
    expect(ids(await read(JSON.stringify(release('1'), null, 2)))).toEqual(['1']);
  });

  it('says where each came from and keeps the original text', async () => {
    const content = '{"source": "a.json", "release": {"id": "1", "ocid":  "x"}}\n{"id": "2", "ocid": "y"}';
    const [first, second] = await read(content);
    expect(first?.origin).toEqual({
      file: 'notices',
      index: 0,
      line: 1,
      kind: 'RELEASE',
      source: 'a.json',
      package: {},
    });
    expect(second?.origin).toMatchObject({ index: 1, line: 2, source: null });
    expect(second?.text).toBe('{"id": "2", "ocid": "y"}');
  });

  it('knows the package even when its facts come after the releases', async () => {
    const content = JSON.stringify({
      releases: [release('1')],
      uri: 'https://example.org/1',
      publisher: { name: 'Dinas PU' },
      license: 'CC0',
      version: '1.1',
      extensions: ['https://example.org/extension.json'],
    });
    const [found] = await read(content);
    expect(found?.origin.package).toEqual({
      uri: 'https://example.org/1',
      publisher: 'Dinas PU',
      license: 'CC0',
      version: '1.1',
      extensions: ['https://example.org/extension.json'],
    });
  });

  it('marks a compiled release, and reads a versioned one as its latest state', async () => {
    const [compiled] = await read(JSON.stringify({ ocid: 'x', compiledRelease: release('1') }));
    expect(compiled?.origin.kind).toBe('COMPILED');
    const version = (value: string): object => ({ releaseID: '1', releaseDate: 'd', releaseTag: ['tender'], value });
    const [versioned] = await read(JSON.stringify({ ocid: 'x', tender: { title: [version('old'), version('new')] } }));
    expect(versioned?.release).toEqual({ ocid: 'x', tender: { title: 'new' } });
  });

  it('reports releases that are only linked', async () => {
    const link = { url: 'https://example.org/r/1', date: '2020-01-01T00:00:00Z', tag: ['tender'] };
    const { found, findings } = await told(
      JSON.stringify({ records: [{ ocid: 'x', releases: [link], compiledRelease: release('1') }] }),
    );
    expect(ids(found)).toEqual(['1']);
    expect(findings).toMatchObject([{ kind: 'LINKED', file: 'notices', line: 1, reason: 'https://example.org/r/1' }]);
  });

  it('reads ISO-8859-1 and says so once', async () => {
    const { found, findings } = await told(Buffer.from(JSON.stringify([release('1'), release('2')]), 'latin1'));
    expect(found.map((one) => (one.release['tender'] as { title: string }).title)).toEqual(['Jalan é 1', 'Jalan é 2']);
    expect(findings).toMatchObject([{ kind: 'OTHER_ENCODING', reason: 'ISO-8859-1' }]);
  });

  it('says what is no release', async () => {
    const { found, findings } = await told('[{"name": "x"}, 5, {"ocid": "a"}]');
    expect(found).toHaveLength(1);
    expect(findings.map(({ kind, reason }) => [kind, reason])).toEqual([
      ['NOT_A_RELEASE', 'name'],
      ['NOT_A_RELEASE', '5'],
    ]);
  });
});

describe('files that are damaged', () => {
  const broken = `${JSON.stringify(release('1'))}\n{"ocid": oops}\n${JSON.stringify(release('3'))}`;

  it('gives all that is whole, and then throws with the place when nobody listens', async () => {
    const found: FoundRelease[] = [];
    const reading = async (): Promise<void> => {
      for await (const one of releasesOf({ stream: Readable.from([Buffer.from(broken)]), name: 'notices' }))
        found.push(one);
    };
    await expect(reading()).rejects.toThrow(
      new MalformedFile({
        kind: 'MALFORMED',
        file: 'notices',
        byte: 0,
        line: 2,
        column: 10,
        reason: 'a value was expected',
      }),
    );
    expect(ids(found)).toEqual(['1', '3']);
  });

  it('tells the place to whoever listens', async () => {
    const { found, findings } = await told(broken);
    expect(ids(found)).toEqual(['1', '3']);
    expect(findings).toMatchObject([{ kind: 'MALFORMED', line: 2, column: 10 }]);
  });

  it('gives what was before the damage of a gzip file', async () => {
    const many = Array.from({ length: 3000 }, (_, at) =>
      JSON.stringify({ ...release(String(at)), noise: Math.sin(at) }),
    ).join('\n');
    const zipped = gzipSync(many);
    const { found, findings } = await told(zipped.subarray(0, zipped.length - 2000));
    expect(found.length).toBeGreaterThan(100);
    expect(findings.at(-1)).toMatchObject({ kind: 'MALFORMED', reason: 'the compressed data is damaged' });
  });

  it('says when a file is not there', async () => {
    await expect(releasesOf('/nowhere/notices.json').next()).rejects.toThrow('ENOENT');
  });
});

describe('large files', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kongsi-exchange-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('are read in bounded memory, and tell how far they came', async () => {
    const path = join(folder, 'large.json.gz');
    const one = JSON.stringify({ ...release('1'), text: 'x'.repeat(20_000) });
    await writeFile(path, gzipSync(`{"releases": [${Array.from({ length: 1500 }, () => one).join(',')}]}`));
    const progress: [number, number | null][] = [];
    let count = 0;
    let most = 0;
    const before = process.memoryUsage().arrayBuffers;
    for await (const _ of releasesOf(path, { onProgress: (...at) => progress.push(at) })) {
      count++;
      most = Math.max(most, process.memoryUsage().arrayBuffers - before);
    }
    expect(count).toBe(1500);
    // the file holds 30 MB
    expect(most).toBeLessThan(15_000_000);
    const [last] = progress.slice(-1);
    expect(last?.[0]).toBe(last?.[1]);
    expect(progress.every(([read], at) => at === 0 || read > (progress[at - 1]?.[0] ?? 0))).toBe(true);
  });

  it('are let go when the reader stops early', async () => {
    const stream = Readable.from([
      Buffer.from(`[${JSON.stringify(release('1'))},`),
      Buffer.from(`${JSON.stringify(release('2'))}]`),
    ]);
    for await (const found of releasesOf({ stream, name: 'x' })) {
      expect(found.origin.index).toBe(0);
      break;
    }
    expect(stream.destroyed).toBe(true);
  });
});
