import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyFile } from '#libs/seal-format';
import {
  type Offer,
  type Submitted,
  bidsSeenBy,
  openBids,
  openingSeenBy,
  submitBid,
  verified,
} from '../support/bids.js';
import { type FirmActing, aFirm } from '../support/firms.js';
import { type Kongsi, hours, minutes, startKongsi } from '../support/kongsi.js';
import { type NotaryActing, startNotary } from '../support/notary.js';
import { statementsOf } from '../support/sql-watch.js';
import { type TenderKnown, aTender } from '../support/tenders.js';

describe('bids stay sealed until the opening', () => {
  let kongsi: Kongsi;
  let notary: NotaryActing;
  let buyer: FirmActing;
  let joiner: FirmActing;
  let rival: FirmActing;
  let tender: TenderKnown;
  let first: Submitted;
  const offer: Offer = {
    unitPrice: '450000',
    statedTotal: '5000000',
    documents: [{ name: 'Gambar jendela.txt', mediaType: 'text/plain', content: 'Two panes, teak, brass hinges.' }],
  };

  beforeAll(async () => {
    kongsi = await startKongsi();
    notary = await startNotary(kongsi);
    buyer = await verified(await aFirm(kongsi, { name: 'Sekolah Embun' }));
    joiner = await aFirm(kongsi, { name: 'Kusen Embun' });
    rival = await aFirm(kongsi, { name: 'Kayu Jati' });
    tender = await aTender(buyer, { procedure: 'SEALED', closesIn: hours(24) });
  });
  afterAll(async () => {
    await notary.stop();
    await kongsi.stop();
  });

  it('nobody learns that a bid came, not by bytes and not by work done', async () => {
    const asked = async (): Promise<{ bytes: string; statements: string[] }[]> => {
      const answers: { bytes: string; statements: string[] }[] = [];
      for (const reader of [buyer, rival]) {
        let bytes = '';
        const statements = await statementsOf(async () => {
          bytes = JSON.stringify([await bidsSeenBy(reader, tender), await openingSeenBy(reader, tender)]);
        });
        answers.push({ bytes, statements });
      }

      return answers;
    };
    const before = await asked();
    first = await submitBid(joiner, tender, offer);
    expect(first.code).toBeUndefined();
    expect(await asked()).toEqual(before);
    expect(await bidsSeenBy(buyer, tender)).toEqual({ count: null, bids: [] });
    expect((await bidsSeenBy(joiner, tender)).bids).toEqual([{ id: first.bidId, total: null }]);
  });

  it('the buyer cannot open before the closing, nor can anybody else ever', async () => {
    expect(await openBids(buyer, tender)).toMatchObject({ code: 'NOT_YET_CLOSED' });
    const { errors } = await rival.ask('mutation ($input: OpenBidsInput!) { openBids(input: $input) { __typename } }', {
      input: { actingFor: rival.firmId, idempotencyKey: 'not my lot', lotId: tender.lots[0]!.id },
    });
    expect(errors?.[0]?.extensions.code).toBe('NOT_FOUND');
  });

  it('after the closing a list of digests stands before anything is opened', async () => {
    await submitBid(rival, tender, { unitPrice: '500000' });
    await notary.pass(hours(24));
    expect(await openingSeenBy(rival, tender)).toMatchObject({ bids: 2, envelopes: [] });
    expect(await bidsSeenBy(buyer, tender)).toEqual({ count: 2, bids: [] });
  });

  it('the opening makes all readable at once, prices recomputed from the unit prices', async () => {
    expect(await openBids(buyer, tender)).toMatchObject({ __typename: 'LotOpening' });
    await notary.pass(minutes(1));
    const fields = `id total { amount } leadFirm { name } receivedAt contents { outcome problems { path }
      prices { statedTotal difference total { amount } lines { amount } } documents { name url } }`;
    const { bids } = await bidsSeenBy<Record<string, unknown>>(buyer, tender, fields);
    expect(bids).toHaveLength(2);
    expect(bids.find((bid) => bid.id === first.bidId)).toMatchObject({
      total: { amount: '5400000' },
      leadFirm: { name: 'Kusen Embun' },
      contents: [
        {
          outcome: 'OPENED',
          problems: [],
          prices: { statedTotal: '5000000', difference: '400000', lines: [{ amount: '5400000' }] },
          documents: [{ name: 'Gambar jendela.txt' }],
        },
      ],
    });
    const [{ url }] = (bids.find((bid) => bid.id === first.bidId) as { contents: { documents: [{ url: string }] }[] })
      .contents[0]!.documents;
    const read = (reader: FirmActing): Promise<Response> =>
      fetch(`${kongsi.url}${url}`, { headers: { cookie: reader.person.cookie ?? '' } });
    expect(await (await read(buyer)).text()).toBe('Two panes, teak, brass hinges.');
    expect((await read(rival)).status).toBe(404);
    // The notice shows tenderers the number of bids and their own, no more.
    expect((await bidsSeenBy(rival, tender)).bids).toHaveLength(1);
    expect((await openingSeenBy(rival, tender))!.envelopes).toMatchObject([{ files: 2, decrypted: 2 }]);
  });

  it('the opening log verifies offline, with the receipts, and a flipped byte is found', async () => {
    const { receiptKey } = await buyer.get<{ receiptKey: { publicKey: string } }>('{ receiptKey { publicKey } }');
    const opening = (await openingSeenBy(joiner, tender))!;
    const given = { publicKeys: [receiptKey.publicKey], receipts: [JSON.parse(first.receipt) as unknown] };
    const checked = await verifyFile(JSON.parse(opening.file), given);
    expect(checked.findings.filter(({ ok }) => !ok)).toEqual([]);
    expect(checked.ok).toBe(true);
    expect(checked.findings.map(({ code }) => code)).toContain('RECEIPT_COUNTED');

    const receipt = JSON.parse(first.receipt) as { receivedAt: string };
    expect((await verifyFile(receipt, given)).ok).toBe(true);
    const flipped = {
      ...receipt,
      receivedAt: receipt.receivedAt.replace(/.Z$/, (end) => (end === '0Z' ? '1Z' : '0Z')),
    };
    expect((await verifyFile(flipped, given)).ok).toBe(false);
    const dropped = JSON.parse(opening.file) as { lines: unknown[] };
    dropped.lines.splice(1, 1);
    expect((await verifyFile(dropped, given)).ok).toBe(false);
  });

  it('asking again changes nothing', async () => {
    expect(await openBids(buyer, tender)).toMatchObject({ code: 'NOTHING_LEFT_TO_OPEN' });
  });
});
