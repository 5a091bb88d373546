import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyFile } from '#libs/seal-format';
import { awardLot } from '../support/awards.js';
import {
  type Submitted,
  bidsSeenBy,
  handIn,
  openBids,
  openingSeenBy,
  sealByAge,
  submitBid,
  submitSealed,
  verified,
} from '../support/bids.js';
import { type FirmActing, aFirm } from '../support/firms.js';
import { type Kongsi, hours, minutes, startKongsi } from '../support/kongsi.js';
import { type NotaryActing, startNotary } from '../support/notary.js';
import { type Outcome, aPerson } from '../support/people.js';
import { type TenderKnown, aNotice, aTender } from '../support/tenders.js';
import { upload } from '../support/uploads.js';

describe('a bid is taken in time or not at all', () => {
  let kongsi: Kongsi;
  let notary: NotaryActing;
  let buyer: FirmActing;
  let one: FirmActing;
  let two: FirmActing;

  beforeAll(async () => {
    kongsi = await startKongsi();
    notary = await startNotary(kongsi);
    buyer = await verified(await aFirm(kongsi, { name: 'Sekolah Embun' }));
    one = await aFirm(kongsi, { name: 'Kusen Embun' });
    two = await aFirm(kongsi, { name: 'Kayu Jati' });
  });
  afterAll(async () => {
    await notary.stop();
    await kongsi.stop();
  });

  const sealed = (facts: Record<string, unknown> = {}): Promise<TenderKnown> =>
    aTender(buyer, { procedure: 'SEALED', closesIn: hours(24), ...facts });
  const withdraw = (firm: FirmActing, bidId: string): Promise<{ receipt: string } & Outcome> =>
    firm.act('withdrawBid', { bidId }, '... on BidWithdrawal { receipt }');

  it('a new version replaces, a withdrawal takes back, and receipts prove both', async () => {
    const tender = await sealed();
    const first = await submitBid(one, tender, { unitPrice: '450000' });
    const second = await submitBid(one, tender, { unitPrice: '440000' });
    const gone = await submitBid(two, tender);
    const taken = await withdraw(two, gone.bidId);
    expect([first.version, second.version, gone.version]).toEqual([1, 2, 1]);
    expect(await withdraw(two, gone.bidId)).toMatchObject({ code: 'NO_LIVE_BID' });

    await notary.pass(hours(24));
    await openBids(buyer, tender);
    await notary.pass(minutes(1));
    const { bids } = await bidsSeenBy(buyer, tender);
    expect(bids).toEqual([{ id: first.bidId, total: { amount: '5280000', currency: 'IDR' } }]);
    const { receiptKey } = await buyer.get<{ receiptKey: { publicKey: string } }>('{ receiptKey { publicKey } }');
    const receipts = [first, second, gone, taken].map(({ receipt }) => JSON.parse(receipt) as unknown);
    const file: unknown = JSON.parse((await openingSeenBy(one, tender))!.file);
    const checked = await verifyFile(file, { publicKeys: [receiptKey.publicKey], receipts });
    expect(checked.findings.filter(({ ok }) => !ok)).toEqual([]);
  });

  it('a withdrawn bid may come again', async () => {
    const tender = await sealed();
    const first = await submitBid(one, tender);
    await withdraw(one, first.bidId);
    expect(await submitBid(one, tender)).toMatchObject({ version: 2, bidId: first.bidId });
  });

  it('late is late, and the answer says by how much', async () => {
    const tender = await sealed({ closesIn: hours(1) });
    const late = await sealByAge(one, tender);
    await kongsi.clock.pass(hours(1) + minutes(2));
    const refused = await submitSealed(one, late);
    expect(refused).toMatchObject({ code: 'DEADLINE_PASSED', closedAt: tender.closesAt });
    expect(Number(refused.lateBySeconds)).toBeGreaterThan(119);
    expect(refused.message).toContain(refused.lateBySeconds);
    expect((await openingSeenBy(one, tender))!.bids).toBe(0);
  });

  it('closed stays closed, even if a clock steps back', async () => {
    const tender = await sealed({ closesIn: hours(1) });
    const sealedBid = await sealByAge(one, tender);
    await kongsi.clock.pass(hours(2));
    await kongsi.clock.pass(-hours(2));
    expect(await submitSealed(one, sealedBid)).toMatchObject({ code: 'DEADLINE_PASSED' });
    await kongsi.clock.pass(hours(2));
  });

  it('what does not hold together is refused with each thing that is wrong', async () => {
    const tender = await sealed();
    const good = await sealByAge(one, tender);
    const { lotId } = good.instructions;
    const fileId = await upload(one.person, 'SEALED_ENVELOPE', Buffer.from(good.ciphertext), 'bid.age');
    const manifest = JSON.parse(good.manifest) as Record<string, unknown> & { parts: Record<string, unknown>[] };
    const wrong: [Record<string, unknown> | string, string][] = [
      ['{]', 'manifest'],
      [{ ...manifest, version: 7 }, 'version'],
      [{ ...manifest, tendererId: two.firmId }, 'tendererId'],
      [{ ...manifest, addendum: 3 }, 'addendum'],
      [{ ...manifest, parts: [{ ...manifest.parts[0], kind: 'DOCUMENT' }] }, 'parts'],
      [{ ...manifest, parts: [{ ...manifest.parts[0], authorFirmId: two.firmId }] }, 'parts[0].authorFirmId'],
    ];
    for (const [text, path] of wrong) {
      const given = typeof text === 'string' ? text : JSON.stringify(text);
      const refused = await handIn(one, { lotId, manifest: given, fileId });
      expect(refused).toMatchObject({ code: 'SEAL_DAMAGED' });
      expect(refused.problems?.map((problem) => problem.path)).toContain(path);
    }
    expect(await handIn(one, { lotId, manifest: good.manifest, fileId: randomUUID() })).toMatchObject({
      code: 'SEAL_DAMAGED',
    });
    // Another firm cannot hand in what it did not upload.
    const theirs = await sealByAge(two, tender);
    expect(await handIn(two, { lotId, manifest: theirs.manifest, fileId })).toMatchObject({ code: 'SEAL_DAMAGED' });
    expect(await handIn(one, { lotId, manifest: good.manifest, fileId })).toMatchObject({ version: 1 });
  });

  it('a copied ciphertext is worthless, and its author can still show its own', async () => {
    const tender = await sealed();
    const original = await submitBid(one, tender, { unitPrice: '400000' });
    const copy = await sealByAge(two, tender);
    // The thief hands in the other's bytes under a manifest of its own.
    const stolen = await submitSealed(two, { ...copy, ciphertext: original.ciphertext });
    expect(stolen.version).toBe(1);
    await notary.pass(hours(24));
    await openBids(buyer, tender);
    await notary.pass(minutes(1));
    const fields = 'id total { amount } contents { outcome problems { path } }';
    const { bids } = await bidsSeenBy<{ id: string; contents: { outcome: string; problems: { path: string }[] }[] }>(
      buyer,
      tender,
      fields,
    );
    const thief = bids.find((bid) => bid.id === stolen.bidId)!;
    expect(thief).toMatchObject({ total: null, contents: [{ outcome: 'UNREADABLE' }] });
    expect(thief.contents[0]!.problems[0]!.path).toContain('SEALED_FOR_ANOTHER');
    expect(bids.find((bid) => bid.id === original.bidId)).toMatchObject({ total: { amount: '4800000' } });
    // Its own copy is not what was received, so revealing it changes nothing.
    const revealed = await two.act(
      'revealBid',
      { bidId: stolen.bidId, envelope: 'BID', identity: copy.identity },
      '... on SealDamaged { problems { path } }',
    );
    expect(revealed).toMatchObject({ code: 'SEAL_DAMAGED' });
  });

  it('a bid locked to a wrong key is shown as such, and counts once its author reveals it', async () => {
    const tender = await sealed();
    const other = await sealed();
    const wrongKey = await sealByAge(two, other);
    const lost = await sealByAge(one, tender, { unitPrice: '430000' }, (instructions) => ({
      ...instructions,
      recipients: wrongKey.instructions.recipients,
    }));
    const submitted = await submitSealed(one, lost);
    await notary.pass(hours(24));
    await openBids(buyer, tender);
    await notary.pass(minutes(1));
    expect((await bidsSeenBy(buyer, tender)).bids).toEqual([{ id: submitted.bidId, total: null }]);
    const { bidId } = submitted;
    expect(await awardLot(buyer, { lotId: tender.lots[0]!.id, bidIds: [bidId] }, bidId)).toMatchObject({
      code: 'BID_NOT_COMPARABLE',
    });
    const reveal = (identity: string): Promise<Outcome> =>
      one.act('revealBid', { bidId: submitted.bidId, envelope: 'BID', identity }, '... on Bid { id }');
    expect(await reveal(wrongKey.identity)).toMatchObject({ code: 'SEAL_DAMAGED' });
    expect(await reveal(lost.identity)).toMatchObject({ __typename: 'Bid' });
    expect((await bidsSeenBy(buyer, tender)).bids).toMatchObject([{ total: { amount: '5160000' } }]);
    expect(await reveal(lost.identity)).toMatchObject({ code: 'NOTHING_LEFT_TO_OPEN' });
  });

  it('the buyer’s own side does not bid', async () => {
    const tender = await sealed();
    const own = await sealByAge(buyer, tender);
    expect(await submitSealed(buyer, own)).toMatchObject({ code: 'ON_BUYERS_SIDE' });
  });

  it('a firm alone is refused where alliances are asked for, and a quote where bids are sealed', async () => {
    const tender = await sealed({ tenderers: 'ALLIANCES' });
    expect(await submitSealed(one, await sealByAge(one, tender))).toMatchObject({ code: 'ALLIANCES_ONLY' });
    const plain = await sealed();
    const { lotId } = (await sealByAge(one, plain)).instructions;
    expect(await one.act('submitQuote', { lotId, priceSchedule: '{}' })).toMatchObject({ code: 'SEALING_EXPECTED' });
  });

  it('what is sealed is refused where quotes are asked for, where there is nothing to open either', async () => {
    const tender = await aTender(buyer, { procedure: 'QUOTE', closesIn: hours(24) });
    const elsewhere = await sealByAge(one, await sealed());
    const fileId = await upload(one.person, 'SEALED_ENVELOPE', Buffer.from(elsewhere.ciphertext), 'bid.age');
    const lotId = tender.lots[0]!.id;
    expect(await handIn(one, { lotId, manifest: elsewhere.manifest, fileId })).toMatchObject({
      code: 'QUOTE_EXPECTED',
    });
    await notary.pass(hours(24));
    expect(await openBids(buyer, tender)).toMatchObject({ code: 'QUOTE_EXPECTED' });
  });

  it('a small correction asks nobody for a yes', async () => {
    const tender = await sealed({ closesIn: hours(24 * 10) });
    const { bidId } = await submitBid(one, tender);
    const { id: addendumId } = await buyer.act<{ id: string }>(
      'amendTender',
      {
        tenderId: tender.id,
        kind: 'CLERICAL',
        note: 'A letter was missing.',
        notice: await aNotice(buyer, {
          procedure: 'SEALED',
          closesIn: hours(24 * 10),
          title: 'Windows for the village schools',
        }),
      },
      '... on Addendum { id }',
    );
    expect(await one.act('confirmBid', { bidId, addendumId })).toMatchObject({ code: 'NOTHING_TO_CONFIRM' });
  });

  it('a stranger’s call finds nothing', async () => {
    const tender = await sealed();
    const bid = await submitBid(one, tender);
    for (const [verb, input] of [
      ['withdrawBid', { bidId: bid.bidId }],
      ['confirmBid', { bidId: bid.bidId, addendumId: randomUUID() }],
      ['revealBid', { bidId: bid.bidId, envelope: 'BID', identity: bid.identity }],
    ] as const) {
      const type = `${verb.charAt(0).toUpperCase()}${verb.slice(1)}Input`;
      const { errors } = await two.ask(`mutation ($input: ${type}!) { ${verb}(input: $input) { __typename } }`, {
        input: { actingFor: two.firmId, idempotencyKey: randomUUID(), ...input },
      });
      expect(errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    }
    const outsider = await aPerson(kongsi);
    const seen = await outsider.ask('query ($id: ID!) { bid(id: $id) { id } }', { id: bid.bidId });
    const nothing = await outsider.ask('query ($id: ID!) { bid(id: $id) { id } }', { id: randomUUID() });
    expect(seen.errors).toEqual(nothing.errors);
  });

  it('a material change asks for a yes; a bid without it counts, flagged', async () => {
    const tender = await sealed({ closesIn: hours(24 * 10) });
    const bid: Submitted = await submitBid(one, tender);
    const addendum = await buyer.act<{ id: string }>(
      'amendTender',
      {
        tenderId: tender.id,
        kind: 'MATERIAL',
        note: 'Thirteen windows now.',
        notice: await aNotice(buyer, {
          procedure: 'SEALED',
          closesIn: hours(24 * 10),
          description: 'Thirteen windows of teak, fitted.',
        }),
      },
      '... on Addendum { id }',
    );
    expect(addendum.code).toBeUndefined();
    const unconfirmed = async (): Promise<string[]> =>
      (await bidsSeenBy<{ unconfirmedAddenda: string[] }>(one, tender, 'unconfirmedAddenda')).bids[0]!
        .unconfirmedAddenda;
    expect(await unconfirmed()).toEqual([addendum.id]);
    const confirm = (): Promise<Outcome> => one.act('confirmBid', { bidId: bid.bidId, addendumId: addendum.id });
    expect(await confirm()).toMatchObject({ __typename: 'Bid' });
    expect(await unconfirmed()).toEqual([]);
    expect(await confirm()).toMatchObject({ __typename: 'Bid' });
    const mails = await one.person.mails();
    expect(mails.map((mail) => mail.subject).join('\n')).toContain('does your bid stand?');
  });
});
