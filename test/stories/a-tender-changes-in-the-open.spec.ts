import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AmendHooks, Pulse } from '#libs/tenders';
import { type FirmActing, aFirm } from '../support/firms.js';
import { type Kongsi, days, hours, minutes, startKongsi } from '../support/kongsi.js';
import { type NoticeFacts, aLot, aNotice, aRequirement, aTender, tenderSeenBy } from '../support/tenders.js';

interface Talk {
  closesAt: string;
  closing: { at: string; shifts: { cause: string }[] };
  addenda: { number: number; kind: string; note: string; changes: { path: string; before: string; after: string }[] }[];
  questions: { id: string; text: string; answer: string | null; isOwn: boolean }[];
}
const talk = `closesAt closing { at shifts { cause } } addenda { number kind note changes { path before after } }
  questions { id text answer isOwn }`;

describe('a published tender changes in the open', () => {
  let kongsi: Kongsi;
  let buyer: FirmActing;
  let joiner: FirmActing;
  let roofer: FirmActing;

  beforeAll(async () => {
    kongsi = await startKongsi();
    [buyer, joiner, roofer] = [await aFirm(kongsi), await aFirm(kongsi), await aFirm(kongsi)];
  }, 60_000);
  afterAll(() => kongsi.stop());

  const seen = (tenderId: string, firm = joiner): Promise<Talk> =>
    tenderSeenBy<Talk>(firm, tenderId, talk).then((found) => found!);
  const amend = async (
    tenderId: string,
    kind: string,
    facts: NoticeFacts,
    firm = buyer,
  ): Promise<{ code?: string; number?: number; paths?: string[] }> =>
    firm.act(
      'amendTender',
      { tenderId, kind, note: 'As the measuring showed.', notice: await aNotice(firm, facts) },
      '... on Addendum { number changes { path } } ... on MaterialChange { paths } ... on NoticeFixed { paths }',
    );
  const titles = async (firm: FirmActing): Promise<string[]> => (await firm.person.mails()).map((mail) => mail.subject);

  it('shows what changed, item by item, and tells followers and invited firms', async () => {
    const tender = await aTender(buyer, { title: 'Doors for the clinic', invitedFirmIds: [roofer.firmId] });
    await joiner.person.carryOut(
      'watch',
      { subjectKind: 'TENDER', subjectId: tender.id },
      '... on Watch { watchedAt }',
    );
    expect(await tenderSeenBy(joiner, tender.id, 'isFollowed')).toEqual({ isFollowed: true });
    expect(await tenderSeenBy(roofer, tender.id, 'isFollowed')).toEqual({ isFollowed: false });
    const lot = aLot({ items: [{ description: 'Window with frame', quantity: '14', unitCode: 'H87' }] });
    const told: string[] = [];
    kongsi.app.get(AmendHooks).register(async (changed, addendum, lots) => {
      told.push(`${changed.id} ${addendum.kind} ${lots.length}`);
    });

    const facts = { title: 'Doors for the clinic', closesAt: tender.closesAt, lots: [lot] };
    expect(await amend(tender.id, 'MATERIAL', facts)).toMatchObject({ number: 1 });

    expect((await seen(tender.id)).addenda).toEqual([
      {
        number: 1,
        kind: 'MATERIAL',
        note: 'As the measuring showed.',
        changes: [{ path: 'lots.1.items.1.quantity', before: '12', after: '14' }],
      },
    ]);
    expect(told).toEqual([`${tender.id} MATERIAL 1`]);
    const after = await tenderSeenBy(buyer, tender.id);
    expect(after!.lots[0]!.items).toEqual(tender.lots[0]!.items);
    expect(await titles(joiner)).toContain('Change 1: Doors for the clinic');
    expect(await titles(roofer)).toEqual(
      expect.arrayContaining(['You are invited: Doors for the clinic', 'Change 1: Doors for the clinic']),
    );
  });

  it('gives three days to react to a late change that matters, none for a clerical one', async () => {
    const tender = await aTender(buyer, { closesIn: hours(30) });
    const closesAt = tender.closesAt;
    await amend(tender.id, 'CLERICAL', { closesAt, title: 'Windows for the school, corrected' });
    expect((await seen(tender.id)).closesAt).toBe(closesAt);

    const title = 'Windows for the school, corrected';
    await amend(tender.id, 'MATERIAL', { closesAt, title, lots: [aLot({ requirements: [aRequirement()] })] });
    const left = Date.parse((await seen(tender.id)).closesAt) - (await kongsi.clock.now()).getTime();
    expect(left).toBeGreaterThan(days(3) - minutes(1));
    expect(left).toBeLessThanOrEqual(days(3) + minutes(1));
  });

  it.each<[string, string, NoticeFacts]>([
    ['NOTHING_CHANGED', 'CLERICAL', {}],
    ['MATERIAL_CHANGE', 'CLERICAL', { lots: [aLot({ requirements: [aRequirement()] })] }],
    ['NOTICE_FIXED', 'MATERIAL', { procedure: 'SEALED' }],
    ['NOTICE_FIXED', 'MATERIAL', { visibility: 'INVITED' }],
    ['NOTICE_FIXED', 'MATERIAL', { priceTerms: { currency: 'EUR', bidLanguages: ['en', 'id'] } }],
    ['CLOSING_ONLY_LATER', 'MATERIAL', { closesIn: days(9) }],
    ['CPV_UNKNOWN', 'CLERICAL', { cpv: '45421999' }],
  ])('refuses %s', async (code, kind, facts) => {
    const tender = await aTender(buyer);
    const given = 'closesIn' in facts ? facts : { closesAt: tender.closesAt, ...facts };

    expect(await amend(tender.id, kind, given)).toMatchObject({ code });
    expect((await seen(tender.id)).addenda).toEqual([]);
  });

  it('keeps its lots, and its draft and its end out of addenda', async () => {
    const tender = await aTender(buyer, { lots: [aLot({ title: 'Windows' }), aLot({ title: 'Doors' })] });
    const fewer = { closesAt: tender.closesAt, lots: [aLot({ title: 'Windows' })] };
    expect(await amend(tender.id, 'MATERIAL', fewer)).toMatchObject({ code: 'NOTICE_FIXED', paths: ['lots.2'] });
    await buyer.act('cancelTender', { tenderId: tender.id, reason: 'We will build it ourselves.' });
    expect(await amend(tender.id, 'MATERIAL', fewer)).toMatchObject({ code: 'TENDER_NOT_OPEN' });
  });

  it('a stranger cannot amend or answer', async () => {
    const tender = await aTender(buyer);
    const input = { actingFor: joiner.firmId, idempotencyKey: randomUUID() };
    const answer = await joiner.ask(
      'mutation ($input: AmendTenderInput!) { amendTender(input: $input) { __typename } }',
      {
        input: { ...input, tenderId: tender.id, kind: 'CLERICAL', note: 'Mine now.', notice: await aNotice(joiner) },
      },
    );
    expect(answer.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
  });

  it('answers questions for everybody without saying who asked', async () => {
    const tender = await aTender(buyer, { title: 'Gates' });
    const asked = await joiner.act<{ id: string }>(
      'askQuestion',
      { tenderId: tender.id, text: 'Is meranti good enough?' },
      '... on Question { id }',
    );
    expect((await seen(tender.id, joiner)).questions).toMatchObject([{ isOwn: true, answer: null }]);
    expect((await seen(tender.id, buyer)).questions).toMatchObject([{ isOwn: false }]);
    expect((await seen(tender.id, roofer)).questions).toEqual([]);

    await buyer.act('answerQuestion', { questionId: asked.id, answer: 'Yes, when it is dried.' });
    expect((await seen(tender.id, roofer)).questions).toEqual([
      { id: asked.id, text: 'Is meranti good enough?', answer: 'Yes, when it is dried.', isOwn: false },
    ]);
    expect(await titles(joiner)).toContain('Answered: Gates');
    expect(await titles(buyer)).toContain('A question about Gates');
    expect(await buyer.act('answerQuestion', { questionId: asked.id, answer: 'Or not.' })).toMatchObject({
      code: 'ALREADY_ANSWERED',
    });
  });

  it('refuses questions of the buyer itself, after their time, and after the closing', async () => {
    const tender = await aTender(buyer, { closesIn: days(6), questionsEndIn: days(2) });
    const ask = (firm: FirmActing) => firm.act('askQuestion', { tenderId: tender.id, text: 'May we come and look?' });
    expect(await ask(buyer)).toMatchObject({ code: 'OWN_TENDER' });
    await kongsi.clock.pass(days(3));
    expect(await ask(joiner)).toMatchObject({ code: 'QUESTIONS_ENDED' });
    await kongsi.clock.pass(days(4));
    expect(await ask(joiner)).toMatchObject({ code: 'TENDER_NOT_OPEN' });
  });

  it('moves the deadline once for a question that has no answer 24 hours before, and says so', async () => {
    const tender = await aTender(buyer, { title: 'Stairs', closesIn: days(6), questionsEndIn: days(4) });
    for (const text of ['How many steps?', 'Which wood?'])
      await joiner.act('askQuestion', { tenderId: tender.id, text }, '... on Question { id }');
    await kongsi.clock.pass(days(5) + minutes(1));

    const { closesAt, closing, addenda } = await seen(tender.id);
    expect(closesAt).toBe(tender.closesAt);
    expect(Date.parse(closing.at) - Date.parse(closesAt)).toBe(hours(48));
    expect(addenda).toMatchObject([{ number: 1, kind: 'CLERICAL', changes: [{ path: 'closing' }] }]);
    expect(addenda[0]!.note).toMatch(/^The deadline moved to .* because a question/);
    expect(await titles(buyer)).toContain('More time: Stairs');

    await kongsi.clock.pass(hours(49));
    const phases = await tenderSeenBy(joiner, tender.id);
    expect([phases!.phase, (await seen(tender.id)).addenda.length]).toEqual(['OPEN', 1]);
    await kongsi.clock.pass(hours(23));
    expect((await tenderSeenBy(joiner, tender.id))!.phase).toBe('EVALUATION');
    expect((await titles(buyer)).filter((title) => title === 'More time: Stairs')).toHaveLength(1);
  });

  it('moves the deadline for all when Kongsi was away in the last two hours', async () => {
    const pulse = kongsi.app.get(Pulse);
    await pulse.beat();
    const [late, early] = [
      await aTender(buyer, { title: 'Roof tiles', closesIn: hours(3) }),
      await aTender(buyer, { title: 'Floor', closesIn: days(9) }),
    ];
    await kongsi.clock.pass(hours(2));
    await pulse.beat();
    await kongsi.settle();
    const back = await kongsi.clock.now();

    const moved = await seen(late.id);
    expect(moved.closing.shifts).toEqual([{ cause: 'OUTAGE' }]);
    expect(Math.abs(Date.parse(moved.closing.at) - back.getTime() - hours(2))).toBeLessThan(minutes(1));
    expect(moved.addenda[0]!.note).toMatch(/could not be reached/);
    expect((await seen(early.id)).closing.shifts).toEqual([]);
  });
});
