import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PublishHooks, SealingUnavailable, TenderLots } from '#libs/tenders';
import { Db } from '#libs/platform';
import { type FirmActing, aFirm } from '../support/firms.js';
import { type Kongsi, days, hours, startKongsi } from '../support/kongsi.js';
import { type Outcome, aPerson } from '../support/people.js';
import {
  type NoticeFacts,
  type TenderKnown,
  aDraft,
  aLot,
  aNotice,
  aRequirement,
  aTender,
  publishTender,
  tenderSeenBy,
} from '../support/tenders.js';

describe('a firm publishes a tender', () => {
  let kongsi: Kongsi;
  let buyer: FirmActing;
  let stranger: FirmActing;

  beforeAll(async () => {
    kongsi = await startKongsi();
    buyer = await aFirm(kongsi, { name: 'Sekolah Embun' });
    stranger = await aFirm(kongsi, { name: 'Kusen Jauh' });
  }, 60_000);
  afterAll(() => kongsi.stop());

  it('drafts it unseen by others, publishes it, and everybody reads it', async () => {
    const draft = await aDraft(buyer, { lots: [aLot({ requirements: [aRequirement()] })] });
    expect(draft.phase).toBe('DRAFT');
    expect(await tenderSeenBy(stranger, draft.id)).toBeNull();

    const published = await publishTender(buyer, draft.id);
    expect(published).toMatchObject({ __typename: 'Tender', phase: 'OPEN' });

    const { data, errors } = await kongsi.ask<{ tender: Record<string, unknown> }>(
      `query ($id: ID!) { tender(id: $id) {
        title phase buyer { name verifiedAt } place { town } estimate { exact { amount } from { amount currency } to { amount } }
        closing { at shifts { cause } } rules { envelopes standstillDays } priceTerms { validityDays } origin { source }
        lots { number phase items { description quantity unitCode } criteria { weight }
          requirements { title mode measure { declaration cpv } parts { name } reading { firmId } } } } }`,
      { id: draft.id },
    );
    expect(errors).toBeUndefined();
    expect(data.tender).toMatchObject({
      title: 'Windows for the village school',
      phase: 'OPEN',
      buyer: { name: 'Sekolah Embun', verifiedAt: null },
      estimate: { exact: null, from: { amount: '100000000', currency: 'IDR' }, to: { amount: '200000000' } },
      closing: { shifts: [] },
      rules: { envelopes: [], standstillDays: 0 },
      lots: [{ phase: 'OPEN', requirements: [{ measure: { declaration: 'All taxes are paid.', cpv: null } }] }],
    });
  });

  it('revises a draft; what keeps its place keeps its id', async () => {
    const draft = await aDraft(buyer, { lots: [aLot({ requirements: [aRequirement()] }), aLot({ title: 'Doors' })] });
    const revised = await buyer.act<TenderKnown>(
      'reviseTender',
      {
        tenderId: draft.id,
        notice: await aNotice(buyer, { lots: [aLot({ requirements: [aRequirement({ title: 'Changed' })] })] }),
      },
      '... on Tender { id lots { id items { id } requirements { id title } } }',
    );

    expect(revised.lots).toEqual([
      {
        id: draft.lots[0]!.id,
        items: draft.lots[0]!.items,
        requirements: [{ id: draft.lots[0]!.requirements[0]!.id, title: 'Changed' }],
      },
    ]);
  });

  it('throws a draft away', async () => {
    const draft = await aDraft(buyer);
    expect(await buyer.act('discardTender', { tenderId: draft.id })).toMatchObject({ __typename: 'Tender' });
    expect(await tenderSeenBy(buyer, draft.id)).toBeNull();
  });

  it('calls a published one off with a reason', async () => {
    const tender = await aTender(buyer);
    const cancelled = await buyer.act(
      'cancelTender',
      { tenderId: tender.id, reason: 'The school was given windows by a former pupil.' },
      '... on Tender { phase cancelReason }',
    );
    expect(cancelled).toMatchObject({ phase: 'CANCELLED', cancelReason: expect.stringContaining('former pupil') });
    expect(
      await buyer.act('cancelTender', { tenderId: tender.id, reason: 'Once more, for good measure.' }),
    ).toMatchObject({ code: 'TENDER_NOT_OPEN' });
  });

  it('is published once, even when it is asked twice at once', async () => {
    const draft = await aDraft(buyer);
    const answers = await Promise.all([publishTender(buyer, draft.id), publishTender(buyer, draft.id)]);

    expect(answers.map((answer) => answer.code ?? 'PUBLISHED').sort()).toEqual(['ALREADY_PUBLISHED', 'PUBLISHED']);
    const { rows } = await kongsi.pool.query<{ kind: string }>(
      `SELECT "kind" FROM "tenderEvent" WHERE "tenderId" = $1 ORDER BY "seq"`,
      [draft.id],
    );
    expect(rows.map((row) => row.kind)).toEqual(['DRAFTED', 'PUBLISHED']);
  });

  it('has one effect however often the request is repeated', async () => {
    const idempotencyKey = randomUUID();
    const input = { idempotencyKey, notice: await aNotice(buyer, { title: 'Only one of these' }) };
    const first = await buyer.act<TenderKnown>('draftTender', input, '... on Tender { id }');
    const again = await buyer.act<TenderKnown>('draftTender', input, '... on Tender { id }');

    expect(again.id).toBe(first.id);
    const { rows } = await kongsi.pool.query(`SELECT 1 FROM "tender" WHERE "title" = 'Only one of these'`);
    expect(rows).toHaveLength(1);
  });

  const turnover = { factKey: 'ANNUAL_TURNOVER' };
  const fact = (facts: Record<string, unknown>): NoticeFacts => ({
    lots: [aLot({ requirements: [aRequirement({ kind: 'FINANCIAL', ...facts })] })],
  });
  const price = { title: 'Price', kind: 'PRICE', weight: 6_000 };

  it.each<[string, NoticeFacts, Record<string, unknown>]>([
    ['CLOSING_MISSING', { closesAt: null }, {}],
    ['CRITERIA_NOT_WHOLE', { lots: [aLot({ criteria: [price] })] }, { lotNumber: 1, total: 6_000 }],
    ['CPV_UNKNOWN', { cpv: '45421999' }, { codes: ['45421999'] }],
    ['VERIFICATION_NEEDED', { procedure: 'SEALED' }, {}],
    ['PROCEDURE_NOT_OFFERED', { procedure: 'TWO_STAGE' }, { procedure: 'TWO_STAGE' }],
    ['PROCEDURE_NOT_OFFERED', { procedure: 'CALL_OFF' }, { procedure: 'CALL_OFF' }],
    [
      'REQUIREMENT_MISFIT',
      fact({ mode: 'SUM', measure: { factKey: 'YEARS_IN_BUSINESS' }, threshold: { value: '10' } }),
      { reason: 'YEARS_NEVER_ADD', source: 'GPPB, Philippines', lotNumber: 1, requirementNumber: 1 },
    ],
    [
      'REQUIREMENT_MISFIT',
      fact({ mode: 'ANY_ONE', measure: turnover, threshold: { value: '5', currency: 'EUR' } }),
      { reason: 'REASON_WANTED', source: null },
    ],
  ])('refuses %s', async (code, facts, named) => {
    const draft = await aDraft(buyer, facts);
    const selection = `... on CriteriaNotWhole { lotNumber total } ... on CpvUnknown { codes } ... on ProcedureNotOffered { procedure }
      ... on RequirementMisfit { reason source lotNumber requirementNumber explanation }`;
    const refused = await buyer.act<{ message: string }>('publishTender', { tenderId: draft.id }, selection);

    expect(refused).toMatchObject({ code, ...named });
    expect(refused.message).not.toMatch(/\{\{|refusals:/);
    expect((await tenderSeenBy(buyer, draft.id))?.phase).toBe('DRAFT');
  });

  it.each([
    ['nothing', {}],
    ['two things', { scheme: 'ISO 9001', declaration: 'We are careful.' }],
    ['a fact and a paper', { factKey: 'STAFF', scheme: 'ISO 9001' }],
  ])('refuses a requirement that looks at %s', async (_, measure) => {
    const notice = await aNotice(buyer, { lots: [aLot({ requirements: [aRequirement({ measure })] })] });

    expect(
      await buyer.act('draftTender', { notice }, '... on MeasureUnclear { lotNumber requirementNumber }'),
    ).toMatchObject({ code: 'MEASURE_UNCLEAR', lotNumber: 1, requirementNumber: 1 });
  });

  it('refuses questions that end after the closing', async () => {
    const notice = await aNotice(buyer, { closesIn: days(2), questionsEndIn: days(3) });
    expect(await buyer.act('draftTender', { notice })).toMatchObject({ code: 'QUESTIONS_END_TOO_LATE' });
  });

  it('refuses a closing that has passed meanwhile', async () => {
    const draft = await aDraft(buyer, { closesIn: hours(1) });
    await kongsi.clock.pass(hours(2));
    expect(await publishTender(buyer, draft.id)).toMatchObject({ code: 'CLOSING_NOT_AHEAD' });
  });

  it('is not published when bids cannot be locked, and nothing of it is left', async () => {
    kongsi.app.get(PublishHooks).register(async (tender) => {
      if (tender.title === 'No key at hand') throw new SealingUnavailable();
    });
    const draft = await aDraft(buyer, { title: 'No key at hand' });

    expect(await publishTender(buyer, draft.id)).toMatchObject({ code: 'SEALING_UNAVAILABLE' });
    expect(await tenderSeenBy(stranger, draft.id)).toBeNull();
  });

  it('lets a public body publish when it names its law', async () => {
    const town = await aFirm(kongsi, { name: 'Kantor Desa', kind: 'PUBLIC_BODY' });
    const draft = await aDraft(town);
    expect(await publishTender(town, draft.id)).toMatchObject({ code: 'LEGAL_GROUND_MISSING' });

    await town.act('reviseTender', {
      tenderId: draft.id,
      notice: await aNotice(town, { legalGround: 'Perpres 12/2021' }),
    });
    expect(await publishTender(town, draft.id)).toMatchObject({ phase: 'OPEN' });
  });

  it('is refused once published: it no longer revises or goes away', async () => {
    const tender = await aTender(buyer);
    const notice = await aNotice(buyer);
    const verbs = [
      buyer.act('reviseTender', { tenderId: tender.id, notice }),
      buyer.act('discardTender', { tenderId: tender.id }),
      publishTender(buyer, tender.id),
    ];
    expect((await Promise.all(verbs)).map((answer) => answer.code)).toEqual(Array(3).fill('ALREADY_PUBLISHED'));
  });

  it('a stranger’s firm cannot do anything with it, nor learn that it is there', async () => {
    const draft = await aDraft(buyer);
    const firm = stranger;
    const input = { actingFor: firm.firmId, idempotencyKey: randomUUID(), tenderId: draft.id };
    const verbs: [string, Record<string, unknown>][] = [
      ['reviseTender', { ...input, notice: await aNotice(firm) }],
      ['discardTender', input],
      ['publishTender', input],
      ['cancelTender', { ...input, reason: 'I would like it gone.' }],
    ];
    for (const [verb, given] of verbs) {
      const type = `${upper(verb)}Input`;
      const ask = (tenderId: string) =>
        firm.ask(`mutation ($input: ${type}!) { ${verb}(input: $input) { __typename } }`, {
          input: { ...given, tenderId, idempotencyKey: randomUUID() },
        });
      const theirs = await ask(draft.id);
      expect(theirs.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
      expect(theirs.errors).toEqual((await ask(randomUUID())).errors);
    }
  });

  it('takes a role: a person without one is told so, an outsider is not', async () => {
    const outsider = await aPerson(kongsi);
    const answer = await outsider.ask<Record<string, Outcome>>(
      'mutation ($input: DraftTenderInput!) { draftTender(input: $input) { __typename } }',
      { input: { actingFor: buyer.firmId, idempotencyKey: randomUUID(), notice: await aNotice(buyer) } },
    );
    expect(answer.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
  });

  it('keeps closing and opening in microseconds, and the phase follows', async () => {
    const tender = await aTender(buyer, { closesIn: days(1) });
    await kongsi.clock.pass(days(1));
    const lots = kongsi.app.get(TenderLots);
    const exact = await kongsi.app.get(Db).transaction(async () => {
      const { lot, now, phase, closing } = await lots.lockLot(tender.lots[0]!.id, 'FOR UPDATE');
      expect(phase).toBe('EVALUATION');
      expect(closing!.at.toISOString()).toBe(tender.closesAt);
      await lots.markClosed(lot, now);
      await lots.markOpened(lot, now);

      return now.exact;
    });
    const { rows } = await kongsi.pool.query<{ at: string }>(
      `SELECT to_char("openedAt" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at FROM "lot" WHERE "id" = $1`,
      [tender.lots[0]!.id],
    );
    expect(rows[0]!.at).toBe(exact);
    expect((await tenderSeenBy(stranger, tender.id))?.phase).toBe('EVALUATION');
  });
});

function upper(verb: string): string {
  return verb.charAt(0).toUpperCase() + verb.slice(1);
}
