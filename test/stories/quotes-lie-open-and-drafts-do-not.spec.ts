import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { wrapIdentity } from '#libs/seal-format';
import { anAlliance } from '../support/alliances.js';
import { bidsSeenBy, pricesFor, sealByAge, submitBid, submitSealed, verified } from '../support/bids.js';
import { type FirmActing, aFirm } from '../support/firms.js';
import { type Kongsi, hours, startKongsi } from '../support/kongsi.js';
import { type NotaryActing, startNotary } from '../support/notary.js';
import type { Outcome } from '../support/people.js';
import { type TenderKnown, aTender } from '../support/tenders.js';
import { aPdf, upload } from '../support/uploads.js';

describe('quotes lie open, and drafts do not', () => {
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

  const quote = (
    firm: FirmActing,
    tender: TenderKnown,
    unitPrice: string,
    more = {},
  ): Promise<{ version: number } & Outcome> =>
    firm.act(
      'submitQuote',
      { lotId: tender.lots[0]!.id, priceSchedule: pricesFor(tender.lots[0]!, { unitPrice }), ...more },
      '... on BidVersion { version receipt } ... on SealDamaged { problems { path } }',
    );

  it('the buyer reads a quote on arrival; a later one replaces it; rivals read none', async () => {
    const tender = await aTender(buyer, { closesIn: hours(24) });
    const fileId = await upload(one.person, 'BID_DOCUMENT', aPdf('drawing'), 'drawing.pdf');
    expect(await quote(one, tender, '450000', { documentFileIds: [fileId] })).toMatchObject({
      version: 1,
      receipt: null,
    });
    expect(await quote(one, tender, '440000')).toMatchObject({ version: 2 });
    expect(await bidsSeenBy(buyer, tender)).toMatchObject({ count: 1, bids: [{ total: { amount: '5280000' } }] });
    expect(await bidsSeenBy(two, tender)).toEqual({ count: null, bids: [] });
  });

  it('what cannot be read or does not fit the notice is not taken', async () => {
    const tender = await aTender(buyer, { closesIn: hours(24) });
    const lotId = tender.lots[0]!.id;
    expect(await one.act('submitQuote', { lotId, priceSchedule: '{}' })).toMatchObject({ code: 'SEAL_DAMAGED' });
    const other = await aTender(buyer, { closesIn: hours(24) });
    const elsewhere = await one.act(
      'submitQuote',
      { lotId, priceSchedule: pricesFor(other.lots[0]!, {}) },
      '... on SealDamaged { problems { path } }',
    );
    expect(elsewhere).toMatchObject({
      code: 'SEAL_DAMAGED',
      problems: [{ path: 'prices: lines[0].itemId' }, { path: 'prices: lines' }],
    });
    expect(await one.act('submitBid', { lotId, manifest: '{}', files: [] }).catch(String)).toContain('BAD_USER_INPUT');
  });

  it('after the closing there is one best and last offer, when the buyer asks', async () => {
    const tender = await aTender(buyer, { closesIn: hours(24) });
    const lotId = tender.lots[0]!.id;
    const ask = async (): Promise<Outcome> =>
      buyer.act('askFinalOffers', {
        lotId,
        until: new Date((await kongsi.clock.now()).getTime() + hours(48)).toISOString(),
      });
    await quote(one, tender, '450000');
    expect(await ask()).toMatchObject({ code: 'NOT_YET_CLOSED' });
    await kongsi.clock.pass(hours(24));
    expect(await quote(one, tender, '440000')).toMatchObject({ code: 'DEADLINE_PASSED' });
    expect(await ask()).toMatchObject({ __typename: 'Lot' });
    expect(await ask()).toMatchObject({ code: 'FINAL_ROUND_ASKED' });
    expect(await quote(two, tender, '400000')).toMatchObject({ code: 'DEADLINE_PASSED' });
    expect(await quote(one, tender, '430000')).toMatchObject({ version: 2 });
    expect(await quote(one, tender, '420000')).toMatchObject({ code: 'FINAL_OFFER_GIVEN' });
    expect((await bidsSeenBy(buyer, tender)).bids).toMatchObject([{ total: { amount: '5160000' } }]);
  });

  it('a draft is read by its firm and those it lets in, encrypted at rest, and gone once the bid is sealed', async () => {
    const tender = await aTender(buyer, { procedure: 'SEALED', closesIn: hours(24) });
    const lotId = tender.lots[0]!.id;
    const { id: allianceId } = await anAlliance(one, [two], tender);
    const save = (
      firm: FirmActing,
      content: string,
      revision: number,
      readerFirmIds: string[] = [],
    ): Promise<Outcome> =>
      firm.act(
        'saveBidDraft',
        { lotId, allianceId, content, revision, readerFirmIds },
        '... on BidDraft { revision } ... on DraftChanged { revision }',
      );
    const seen = async (firm: FirmActing): Promise<string[]> => {
      const data = await firm.get<{ bidDrafts: { content: string }[] }>(
        'query ($f: ID!, $l: ID!, $a: ID) { bidDrafts(firmId: $f, lotId: $l, allianceId: $a) { content } }',
        { f: firm.firmId, l: lotId, a: allianceId },
      );

      return data.bidDrafts.map((draft) => draft.content);
    };
    expect(await save(one, 'Perhaps 450000 a window', 0)).toMatchObject({ revision: 1 });
    expect(await seen(one)).toEqual(['Perhaps 450000 a window']);
    expect(await seen(two)).toEqual([]);
    expect(await save(one, 'Perhaps 440000', 0)).toMatchObject({ code: 'DRAFT_CHANGED', revision: 1 });
    expect(await save(one, 'Perhaps 440000', 1, [two.firmId])).toMatchObject({ revision: 2 });
    expect(await seen(two)).toEqual(['Perhaps 440000']);
    const { rows } = await kongsi.pool.query<{ bytes: string }>(
      `SELECT encode("ciphertext", 'escape') AS bytes FROM "bidDraft"`,
    );
    expect(rows[0]!.bytes).not.toContain('440000');
    await submitSealed(one, await sealByAge(one, tender, { allianceId }), { allianceId });
    expect(await seen(one)).toEqual([]);
  });

  it('an author’s key is kept only locked by a passphrase', async () => {
    const tender = await aTender(buyer, { procedure: 'SEALED', closesIn: hours(24) });
    const lotId = tender.lots[0]!.id;
    const bid = await submitBid(one, tender);
    const wrappedIdentity = await wrapIdentity(bid.identity, 'rotan kuat di dermaga');
    const keep = (text: string): Promise<Outcome> => one.act('keepAuthorKey', { lotId, wrappedIdentity: text });
    await expect(keep(`${bid.identity} ${'x'.repeat(60)}`)).rejects.toThrow('BAD_USER_INPUT');
    expect(await keep(wrappedIdentity)).toMatchObject({ __typename: 'KeptAuthorKey' });
    const { authorKey } = await one.get<{ authorKey: string }>(
      'query ($f: ID!, $l: ID!) { authorKey(firmId: $f, lotId: $l) }',
      { f: one.firmId, l: lotId },
    );
    expect(authorKey).toBe(wrappedIdentity);
  });

  it('too few bids: the deadline moves once, then the lot ends, as the notice said', async () => {
    const flags = { minimumBids: 2, whenFewer: 'EXTEND', extensionDays: 7 };
    const tender = await aTender(buyer, { procedure: 'SEALED', closesIn: hours(24), flags });
    await submitBid(one, tender);
    await notary.pass(hours(24));
    const { tender: moved } = await one.get<{ tender: { phase: string; closesAt: string } }>(
      'query ($id: ID!) { tender(id: $id) { phase closesAt } }',
      { id: tender.id },
    );
    expect(moved.phase).toBe('OPEN');
    expect(new Date(moved.closesAt).getTime() - new Date(tender.closesAt).getTime()).toBe(hours(24 * 7));
    await notary.pass(hours(24 * 7));
    expect((await bidsSeenBy(one, tender)).count).toBe(1);

    const ending = await aTender(buyer, {
      procedure: 'SEALED',
      closesIn: hours(24),
      flags: { minimumBids: 2, whenFewer: 'END' },
    });
    await submitBid(one, ending);
    await notary.pass(hours(24));
    const { tender: ended } = await one.get<{ tender: { phase: string } }>(
      'query ($id: ID!) { tender(id: $id) { phase } }',
      {
        id: ending.id,
      },
    );
    expect(ended.phase).toBe('UNSUCCESSFUL');
    expect(await buyer.act('openBids', { lotId: ending.lots[0]!.id })).toMatchObject({ code: 'TENDER_NOT_OPEN' });
  });
});
