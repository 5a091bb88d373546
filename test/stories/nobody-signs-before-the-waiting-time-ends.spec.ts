import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Awards } from '#libs/bids';
import { anAlliance } from '../support/alliances.js';
import { awardLot, closedWithQuotes, decisionSeenBy, quote } from '../support/awards.js';
import { type FirmActing, aFirm } from '../support/firms.js';
import { type Kongsi, days, hours, startKongsi } from '../support/kongsi.js';
import type { Outcome } from '../support/people.js';
import { aTender } from '../support/tenders.js';
import { aPdf, upload } from '../support/uploads.js';

describe('nobody signs before the waiting time ends', () => {
  let kongsi: Kongsi;
  let buyer: FirmActing;
  let wood: FirmActing;
  let glass: FirmActing;
  let steel: FirmActing;

  beforeAll(async () => {
    kongsi = await startKongsi();
    [buyer, wood, glass, steel] = (await Promise.all(
      ['Sekolah Embun', 'Kayu Teduh', 'Kaca Bening', 'Baja Bandar'].map((name) => aFirm(kongsi, { name })),
    )) as [FirmActing, FirmActing, FirmActing, FirmActing];
  });
  afterAll(() => kongsi.stop());

  const sign = (
    firm: FirmActing,
    lotId: string,
    more: Record<string, unknown> = {},
  ): Promise<Outcome & { until?: string; phase?: string }> =>
    firm.act(
      'signContract',
      { lotId, buyerSigner: 'Ibu Ratna', supplierSigner: 'Sari Wijaya', ...more },
      '... on Lot { id phase } ... on StandstillRunning { until }',
    );
  const complete = (firm: FirmActing, lotId: string): Promise<Outcome & { phase?: string }> =>
    firm.act('completeContract', { lotId }, '... on Lot { phase }');
  const end = (firm: FirmActing, lotId: string): Promise<Outcome & { phase?: string }> =>
    firm.act('endWithoutAward', { lotId, reason: 'All are beyond our means.' }, '... on Lot { phase }');

  it('an alliance wins, waits, signs and finishes', async () => {
    const tender = await aTender(buyer, { closesIn: days(1), flags: { standstillDays: 3 } });
    const lotId = tender.lots[0]!.id;
    const alliance = await anAlliance(wood, [glass], tender);
    const joint = await quote(wood, tender, { allianceId: alliance.id, unitPrice: '400000' });
    const other = await quote(steel, tender, { unitPrice: '500000' });
    await kongsi.clock.pass(days(1));
    const bidIds = [joint.bidId, other.bidId];
    expect((await sign(buyer, lotId)).code).toBe('TENDER_NOT_OPEN');
    const { id: awardId } = await awardLot(buyer, { lotId, bidIds }, joint.bidId);
    const { award } = await decisionSeenBy(glass, tender);
    expect(award).toMatchObject({
      id: awardId,
      value: { amount: '4800000', currency: 'IDR' },
      suppliers: expect.arrayContaining([
        { firm: { id: wood.firmId }, roles: ['LEAD'], shareBasisPoints: 5_000 },
        { firm: { id: glass.firmId }, roles: ['PARTNER'], shareBasisPoints: 5_000 },
      ]),
    });
    expect(new Date(award!.standstillUntil).getTime() - new Date(award!.decidedAt).getTime()).toBe(days(3));

    await kongsi.clock.pass(days(3) - hours(1));
    expect(await sign(buyer, lotId)).toMatchObject({ code: 'STANDSTILL_RUNNING', until: award!.standstillUntil });
    expect((await complete(buyer, lotId)).code).toBe('TENDER_NOT_OPEN');
    await kongsi.clock.pass(hours(1));
    const fileId = await upload(buyer.person, 'CONTRACT', aPdf('contract'), 'contract.pdf');
    expect(await sign(buyer, lotId, { fileId })).toMatchObject({ phase: 'SIGNED' });
    expect((await sign(buyer, lotId)).code).toBe('TENDER_NOT_OPEN');

    const signing = { buyerSigner: 'Ibu Ratna', supplierSigner: 'Sari Wijaya', paperUrl: `/files/${fileId}` };
    expect((await decisionSeenBy(glass, tender)).award!.signing).toEqual(signing);
    expect((await decisionSeenBy(steel, tender)).award!.signing).toBeNull();
    const fetched = (firm: FirmActing): Promise<number> =>
      fetch(`${kongsi.url}/files/${fileId}`, { headers: { cookie: firm.person.cookie ?? '' } }).then((it) => it.status);
    expect(await Promise.all([buyer, glass, steel].map(fetched))).toEqual([200, 200, 404]);

    expect(await complete(buyer, lotId)).toMatchObject({ phase: 'COMPLETE' });
    expect((await complete(buyer, lotId)).code).toBe('TENDER_NOT_OPEN');
    expect((await glass.person.mails()).at(-1)!.subject).toContain('Done');

    // What the showcase drafts a project from, and what the world may read of it.
    const source = await kongsi.app.get(Awards).sourceFor(awardId!);
    expect(source).toMatchObject({
      allianceId: alliance.id,
      clientFirmId: buyer.firmId,
      tenderTitle: tender.title,
      place: { town: 'Sawah Embun', country: 'ID' },
      suppliers: expect.arrayContaining([expect.objectContaining({ firmId: glass.firmId, shareBasisPoints: 5_000 })]),
    });
    expect(source!.value!.amount).toBe('4800000');
    expect(source!.completedAt).toBeInstanceOf(Date);
    expect(await kongsi.app.get(Awards).published(tender.id)).toMatchObject([{ id: awardId, chosen: null, lines: [] }]);
  });

  it('where the notice waits for nothing, the contract is signed at once', async () => {
    const { lotId, bidIds } = await closedWithQuotes(buyer, [[wood, '400000']]);
    await awardLot(buyer, { lotId, bidIds }, bidIds[0]!);
    expect(await sign(buyer, lotId)).toMatchObject({ phase: 'SIGNED' });
  });

  it('a lot ends without an award, with a reason all tenderers are told', async () => {
    const { tender, lotId, bidIds } = await closedWithQuotes(buyer, [[wood, '400000']]);
    expect(await end(buyer, lotId)).toMatchObject({ phase: 'UNSUCCESSFUL' });
    expect((await end(buyer, lotId)).code).toBe('TENDER_NOT_OPEN');
    expect((await awardLot(buyer, { lotId, bidIds }, bidIds[0]!)).code).toBe('TENDER_NOT_OPEN');
    const { body } = (await wood.person.mails()).at(-1)!;
    expect(body).toContain('All are beyond our means.');
    expect((await decisionSeenBy(wood, tender)).scoreLines).toEqual([]);
  });

  it('an awarded lot does not end unsuccessful', async () => {
    const { lotId, bidIds } = await closedWithQuotes(buyer, [[wood, '400000']]);
    await awardLot(buyer, { lotId, bidIds }, bidIds[0]!);
    expect((await end(buyer, lotId)).code).toBe('ALREADY_AWARDED');
  });

  it('for all but the buyer none of this is there', async () => {
    const { lotId, bidIds } = await closedWithQuotes(buyer, [[wood, '400000']]);
    const codeOf = async (verb: string, input: Record<string, unknown>): Promise<string | undefined> => {
      const type = `${verb[0]!.toUpperCase()}${verb.slice(1)}Input`;
      const { errors } = await wood.ask(`mutation ($input: ${type}!) { ${verb}(input: $input) { __typename } }`, {
        input: { actingFor: wood.firmId, idempotencyKey: `${verb} for a lot of others`, lotId, ...input },
      });

      return errors?.[0]?.extensions.code;
    };
    expect(await codeOf('endWithoutAward', { reason: 'I would rather not.' })).toBe('NOT_FOUND');
    await awardLot(buyer, { lotId, bidIds }, bidIds[0]!);
    expect(await codeOf('signContract', { buyerSigner: 'Me', supplierSigner: 'Me' })).toBe('NOT_FOUND');
    expect(await codeOf('completeContract', {})).toBe('NOT_FOUND');
  });
});
