import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CONFIG, type Config } from '#libs/platform';
import { submitBid, verified } from '../support/bids.js';
import { commandLine } from '../support/command-line.js';
import { type FirmActing, aFirm } from '../support/firms.js';
import { type Kongsi, startKongsi } from '../support/kongsi.js';
import { startNotary } from '../support/notary.js';
import { aTender } from '../support/tenders.js';

describe('anybody checks a receipt offline', () => {
  let kongsi: Kongsi;
  let firm: FirmActing;
  let receipt: string;
  let publicKey: string;
  const folder = mkdtempSync(join(tmpdir(), 'kongsi-verify-'));

  beforeAll(async () => {
    kongsi = await startKongsi();
    const notary = await startNotary(kongsi);
    const buyer = await verified(await aFirm(kongsi, { name: 'Sekolah Embun' }));
    firm = await aFirm(kongsi, { name: 'Kusen Embun' });
    const tender = await aTender(buyer, { procedure: 'SEALED' });
    await notary.rest();
    ({ receipt } = await submitBid(firm, tender));
    ({ publicKey } = (
      await kongsi.ask<{ receiptKey: { publicKey: string } }>('{ receiptKey { publicKey } }')
    ).data.receiptKey);
    await notary.stop();
  });
  afterAll(async () => {
    await kongsi.stop();
    rmSync(folder, { recursive: true });
  });

  it('on any machine, with the public key', async () => {
    const { code, out } = await verify(receipt, folder, '--key', publicKey);
    expect([code, out]).toEqual([
      0,
      expect.stringContaining('Everything that can be checked in this kongsi-receipt/1 holds.'),
    ]);
  });

  it('where it was given out, without naming the key', async () => {
    const { dataDir } = kongsi.app.get<Config>(CONFIG);
    const { code, out } = await verify(receipt, dataDir);
    expect([code, out]).toEqual([0, expect.stringContaining(`Checked by the key of this installation, ${publicKey}.`)]);
  });

  it('is told which key is missing elsewhere', async () => {
    const { code, out } = await verify(receipt, folder);
    expect([code, out]).toEqual([2, expect.stringContaining('Give the installation’s public key by --key')]);
  });

  it('sees any letter that was changed, and another installation’s key', async () => {
    const letters = [...receipt.matchAll(/[0-9a-f]{8}/g)].map(({ index }) => index);
    for (const at of letters.filter((_, turn) => turn % 9 === 0)) {
      const other = receipt[at] === '0' ? '1' : '0';
      expect(
        await verify(`${receipt.slice(0, at)}${other}${receipt.slice(at + 1)}`, folder, '--key', publicKey),
      ).toMatchObject({ code: 1 });
    }
    const foreign = Buffer.alloc(32, 7).toString('base64');
    expect((await verify(receipt, folder, '--key', foreign)).code).toBe(1);
  }, 120_000);

  /** As people do: no database, no network, another folder. */
  function verify(text: string, dataDir: string, ...words: string[]): ReturnType<typeof commandLine> {
    const file = join(folder, 'receipt.json');
    writeFileSync(file, text);

    return commandLine({ KONGSI_DATA_DIR: dataDir }, 'verify', file, ...words);
  }
});
