import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { afterAll, describe, expect, it } from '@jest/globals';
import { digestOf } from './digest.js';
import { openEnvelope } from './envelope.js';
import { readManifest } from './manifest.js';

const folder = mkdtempSync(join(tmpdir(), 'kongsi-seal-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The first shell block of docs/sealing.md, with the age command replaced by a file: a machine may lack that command. */
function documentedScript(): string {
  const page = readFileSync(new URL('../../../docs/sealing.md', import.meta.url), 'utf8');
  const [, script = ''] = /```sh\n([\s\S]*?)```/.exec(page) ?? [];
  const withoutAge = script.replace('| age -r "$ENVELOPE_RECIPIENT" -r "$MY_RECIPIENT" -o bid.age', '> bid.age');
  if (withoutAge === script) throw new Error('The documented script no longer ends in the age command.');

  // macOS calls the same program otherwise.
  return `command -v sha256sum >/dev/null || sha256sum() { shasum -a 256 "$@"; }\n${withoutAge}`;
}

describe('the shell script in docs/sealing.md', () => {
  it('makes a bid that opens', async () => {
    writeFileSync(join(folder, 'prices.json'), '{"format":"kongsi-price-schedule/1"}');
    writeFileSync(join(folder, 'drawing.pdf'), Buffer.from([37, 80, 68, 70, 0, 10, 255]));
    const printed = execFileSync('sh', ['-c', documentedScript()], { cwd: folder, encoding: 'utf8' });
    const text = readFileSync(join(folder, 'manifest.json'), 'utf8');
    const read = readManifest(JSON.parse(text));
    if (!read.ok) throw new Error(JSON.stringify(read.problems));
    const manifestDigest = await digestOf(read.manifest);
    expect(printed).toContain(manifestDigest.replace('sha256:', ''));

    const identity = await generateX25519Identity();
    const encrypter = new Encrypter();
    encrypter.addRecipient(await identityToRecipient(identity));
    const sealed = await encrypter.encrypt(new Uint8Array(readFileSync(join(folder, 'bid.age'))));
    const authorFirmId = read.manifest.parts[0]?.authorFirmId ?? '';
    const opened = await openEnvelope(sealed, identity, {
      ...read.manifest,
      envelope: 'BID',
      authorFirmId,
      manifestDigest,
    });
    if (!opened.ok) throw new Error(JSON.stringify(opened.problem));
    expect([...opened.parts].map(([id, { name }]) => `${id}: ${name}`)).toEqual([
      'prices: prices.json',
      'drawing: Drawing of the doors.pdf',
    ]);
    expect(Array.from(opened.parts.get('drawing')?.content ?? [])).toEqual([37, 80, 68, 70, 0, 10, 255]);
  });
});
