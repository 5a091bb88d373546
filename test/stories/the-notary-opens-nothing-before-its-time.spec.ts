import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Decrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { NotaryFolder, opensWithFolder, restoreKeys } from '#libs/bids';
import { CONFIG, type Config } from '#libs/platform';
import { type Submitted, bidsSeenBy, openBids, submitBid, verified } from '../support/bids.js';
import { type FirmActing, aFirm } from '../support/firms.js';
import { type Kongsi, hours, minutes, startKongsi } from '../support/kongsi.js';
import { type NotaryActing, startNotary } from '../support/notary.js';
import { type TenderKnown, aDraft, aTender, publishTender } from '../support/tenders.js';

describe('the notary opens nothing before its time', () => {
  let kongsi: Kongsi;
  let buyer: FirmActing;
  let bidder: FirmActing;
  let recovery: string;
  let notary: NotaryActing;

  beforeAll(async () => {
    kongsi = await startKongsi();
    recovery = await generateX25519Identity();
    buyer = await verified(await aFirm(kongsi, { name: 'Sekolah Embun' }));
    bidder = await aFirm(kongsi, { name: 'Kusen Embun' });
  });
  afterAll(async () => {
    await notary.stop();
    await kongsi.stop();
  });

  const sealed = (closesIn = hours(24)): Promise<TenderKnown> => aTender(buyer, { procedure: 'SEALED', closesIn });
  const keyOf = async (tender: TenderKnown): Promise<{ identity: string | null; recoveryCopy: string }> => {
    const { rows } = await kongsi.pool.query(
      'SELECT "identity", "recoveryCopy" FROM "envelopeKey" WHERE "lotId" = $1',
      [tender.lots[0]!.id],
    );

    return rows[0] as { identity: string | null; recoveryCopy: string };
  };

  it('without a notary nothing is published, rather than something that cannot be opened', async () => {
    const draft = await aDraft(buyer, { procedure: 'SEALED' });
    expect(await publishTender(buyer, draft.id)).toMatchObject({ code: 'SEALING_UNAVAILABLE' });
    notary = await startNotary(kongsi, { recoveryRecipient: await identityToRecipient(recovery) });
    expect(await publishTender(buyer, draft.id)).toMatchObject({ phase: 'OPEN' });
  });

  it('who steals database, files and the keys of the api decrypts nothing', async () => {
    const tender = await sealed();
    const documents = [{ name: 'offer.txt', mediaType: 'text/plain', content: 'Our price for the panes is low.' }];
    const bid = await submitBid(bidder, tender, { documents });
    const { dataDir } = kongsi.app.get<Config>(CONFIG);
    const stolen = readdirSync(dataDir, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name)));
    const { rows } = await kongsi.pool.query<{ dump: string }>(
      `SELECT query_to_xml(format('SELECT * FROM %I', table_name), true, false, '')::text AS dump
       FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`,
    );
    const everything = [...stolen.map((bytes) => bytes.toString('latin1')), ...rows.map((row) => row.dump)].join('\n');
    expect(everything).toContain((await keyOf(tender)).recoveryCopy.slice(40, 100));
    expect(everything.match(/AGE-SECRET-KEY-[0-9A-Z]+/g)).toBeNull();
    expect(everything).not.toContain('Our price for the panes');
    expect(stolen.some((bytes) => bytes.equals(Buffer.from(bid.ciphertext)))).toBe(true);
    // The control: the notary's folder is what opens it.
    const folder = await NotaryFolder.open(notary.folder);
    const opened = await Promise.all((await folder.held()).map((id) => folder.identity(id)));
    const plain = await Promise.all(opened.map((identity) => decrypted(bid.ciphertext, identity)));
    expect(plain.filter((text) => text?.includes('Our price for the panes'))).toHaveLength(1);
  });

  it('a database that lies about the closing gets no key', async () => {
    const tender = await sealed();
    await submitBid(bidder, tender);
    await notary.rest();
    const lotId = tender.lots[0]!.id;
    const ago = new Date((await kongsi.clock.now()).getTime() - hours(1));
    await kongsi.pool.query('UPDATE "lot" SET "closedAt" = $2 WHERE "id" = $1', [lotId, ago]);
    await kongsi.pool.query('UPDATE "tender" SET "closesAt" = $2, "publishedAt" = $3 WHERE "id" = $1', [
      tender.id,
      ago,
      new Date(ago.getTime() - hours(1)),
    ]);
    await kongsi.pool.query('UPDATE "envelopeKey" SET "closesAt" = $2, "releaseRequestedAt" = $2 WHERE "lotId" = $1', [
      lotId,
      ago,
    ]);
    await notary.rest();
    expect((await keyOf(tender)).identity).toBeNull();
    expect(notary.lines.join('\n')).toContain(
      `The key of lot ${lotId}, envelope BID, is not released: by the database’s clock`,
    );
  });

  it('a notary whose own clock is behind waits for it', async () => {
    const { folder } = notary;
    const tender = await sealed(hours(1));
    await submitBid(bidder, tender);
    await notary.stop({ keepFolder: true });
    notary = await startNotary(kongsi, { folder, ownTimeBehindMs: hours(5) });
    await notary.pass(hours(2));
    expect(await openBids(buyer, tender)).toMatchObject({ __typename: 'LotOpening' });
    await notary.pass(minutes(1));
    expect((await keyOf(tender)).identity).toBeNull();
    expect(notary.lines.join('\n')).toContain('by this machine’s clock');
    await notary.pass(hours(4));
    expect((await keyOf(tender)).identity).toMatch(/^AGE-SECRET-KEY-/);
    expect((await bidsSeenBy(buyer, tender)).bids).toHaveLength(1);
  });

  describe('when its folder is lost', () => {
    let tender: TenderKnown;
    let bid: Submitted;

    it('closing and receipts go on, and the lot waits', async () => {
      tender = await sealed();
      await notary.stop();
      bid = await submitBid(bidder, tender);
      expect(bid.receipt).toContain('kongsi-receipt/1');
      notary = await startNotary(kongsi, { recoveryRecipient: await identityToRecipient(recovery) });
      expect(notary.lines.join('\n')).toContain('are not in this folder');
      await notary.pass(hours(24));
      await openBids(buyer, tender);
      await notary.pass(minutes(1));
      expect(await bidsSeenBy(buyer, tender)).toEqual({ count: 1, bids: [] });
    });

    it('another identity brings nothing back; the recovery identity brings all, and the lot opens', async () => {
      const { databaseUrl } = urlOf(kongsi);
      const scratch = mkdtempSync(join(tmpdir(), 'kongsi-drill-'));
      const wrong = await restoreKeys(databaseUrl, await NotaryFolder.open(scratch), await generateX25519Identity());
      expect(wrong.restored).toBe(0);
      expect(wrong.failed.length).toBeGreaterThan(0);

      const folder = await NotaryFolder.open(scratch);
      const restored = await restoreKeys(databaseUrl, folder, recovery);
      expect(restored.failed).toEqual([]);
      expect(await opensWithFolder(databaseUrl, folder)).toBe(restored.restored);

      await notary.stop();
      notary = await startNotary(kongsi, { folder: scratch });
      await notary.pass(minutes(1));
      expect((await bidsSeenBy(buyer, tender)).bids).toEqual([
        { id: bid.bidId, total: { amount: '5400000', currency: 'IDR' } },
      ]);
      rmSync(scratch, { recursive: true, force: true });
    });
  });
});

function urlOf(kongsi: Kongsi): { databaseUrl: string } {
  return { databaseUrl: kongsi.app.get<Config>(CONFIG).DATABASE_URL };
}

async function decrypted(file: Uint8Array, identity: string): Promise<string | null> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  try {
    return await decrypter.decrypt(file, 'text');
  } catch {
    return null;
  }
}
