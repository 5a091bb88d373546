import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyFile } from '#libs/seal-format';
import {
  type AllianceKnown,
  allianceSeenBy,
  consent,
  inviteFirm,
  propose,
  signAgreement,
} from '../support/alliances.js';
import {
  agreeScore,
  awardLot,
  criteriaOf,
  decisionSeenBy,
  declareInterests,
  evaluationSeenBy,
  scoreBid,
} from '../support/awards.js';
import { type Submitted, bidsSeenBy, openBids, openingSeenBy, submitBid } from '../support/bids.js';
import {
  type NoticeRead,
  aSkilledFirm,
  aloneCovers,
  beginFrom,
  fireEngineNotice,
  mailboxes,
  referencesOf,
  strengths,
  takeIn,
  timesTold,
  togetherCover,
  verifyFirm,
  wholeNotice,
} from '../support/chain.js';
import { aDelegate } from '../support/delegates.js';
import { type FirmActing, aFirm } from '../support/firms.js';
import { type Kongsi, days, minutes, startKongsi } from '../support/kongsi.js';
import { type NotaryActing, startNotary } from '../support/notary.js';
import { anOperator } from '../support/operator.js';
import { Browser, type PersonActing, aPerson } from '../support/people.js';
import {
  type ProjectKnown,
  confirmAsClient,
  confirmProject,
  kept,
  projectSeenBy,
  projectsFound,
  showcase,
} from '../support/showcase.js';
import { type TenderKnown, publishTender, tenderSeenBy } from '../support/tenders.js';

const tenderTitle = 'Twelve fire engines for the villages of the bay';

/** One story from the first mail to the public page. Each step stands on those before it. */
describe('an alliance of three wins what none could alone', () => {
  let kongsi: Kongsi;
  let notary: NotaryActing;
  let operator: PersonActing;
  let people: Record<'town' | 'chassis' | 'bodies' | 'pumps' | 'rival', PersonActing>;
  let town: FirmActing;
  let evaluator: FirmActing;
  let chassis: FirmActing;
  let bodies: FirmActing;
  let pumps: FirmActing;
  let rival: FirmActing;
  let visitor: Browser;
  let notice: NoticeRead;
  let draft: NoticeRead;
  let tender: TenderKnown;
  let alliance: AllianceKnown;
  let jointBid: Submitted;
  let rivalBid: Submitted;
  let project: ProjectKnown;

  const three = (): FirmActing[] => [chassis, bodies, pumps];
  const lotId = (): string => tender.lots[0]!.id;

  beforeAll(async () => {
    kongsi = await startKongsi();
    notary = await startNotary(kongsi);
    operator = await anOperator(kongsi);
    visitor = new Browser(kongsi);
  }, 90_000);
  afterAll(async () => {
    await notary?.stop();
    await kongsi?.stop();
  });

  it('five people join, each by the link in the one mail they get', async () => {
    const named = {
      town: 'Ibu Camat',
      chassis: 'Made Rangka',
      bodies: 'Wati Las',
      pumps: 'Ucok Selang',
      rival: 'Budi Api',
    };
    const joined = await Promise.all(
      Object.entries(named).map(async ([key, name]) => [key, await aPerson(kongsi, { name })]),
    );
    people = Object.fromEntries(joined) as typeof people;
    expect((await mailboxes(Object.values(people))).map(({ length }) => length)).toEqual([1, 1, 1, 1, 1]);
  });

  it('a town, three workshops and a rival found their firms; an operator verifies the town and the papers', async () => {
    town = await aFirm(kongsi, {
      name: 'Kecamatan Teluk Senja',
      kind: 'PUBLIC_BODY',
      founder: people.town,
      legalIds: [{ scheme: 'NIB', number: '9120001234567' }],
    });
    kept(await verifyFirm(operator, town));
    chassis = await aSkilledFirm(operator, people.chassis, strengths.chassis);
    bodies = await aSkilledFirm(operator, people.bodies, strengths.bodies);
    pumps = await aSkilledFirm(operator, people.pumps, strengths.pumps);
    rival = await aSkilledFirm(operator, people.rival, strengths.rival);
    const { firm } = await visitor.get<{ firm: { evidence: { scheme: string | null; state: string }[] } }>(
      'query ($id: ID!) { firm(id: $id) { evidence { scheme state } } }',
      { id: pumps.firmId },
    );
    expect(firm.evidence.map(({ state }) => state)).toEqual(['VERIFIED', 'VERIFIED']);
    expect(firm.evidence.map(({ scheme }) => scheme)).toContain('EN 1846');
  });

  it('the town takes in a notice that another town published, and begins its own draft with it', async () => {
    notice = await takeIn(town, fireEngineNotice());
    expect(notice).toMatchObject({ buyer: null, origin: { buyerName: expect.any(String) } });
    expect(notice.lots.flatMap(({ items }) => items.map(({ cpv }) => cpv))).toEqual([
      '34139100',
      '34211300',
      '35110000',
    ]);

    draft = await beginFrom(town, notice);
    expect(draft).toMatchObject({ phase: 'DRAFT', buyer: { id: town.firmId }, title: notice.title, lots: notice.lots });
    expect(await tenderSeenBy(rival, draft.id)).toBeNull();
  });

  it('the town writes the draft into one job for one hand, and publishes it sealed', async () => {
    const revised = await town.act(
      'reviseTender',
      { tenderId: draft.id, notice: await wholeNotice(town, draft) },
      '... on Tender { id }',
    );
    kept(revised);
    tender = kept(await publishTender(town, draft.id));
    await notary.rest();

    const seen = await tenderSeenBy<Record<string, unknown>>(
      visitor,
      tender.id,
      'title phase procedure description lots { items { cpv quantity } rankingRule { formula } }',
    );
    expect(seen).toMatchObject({
      title: tenderTitle,
      phase: 'OPEN',
      procedure: 'SEALED',
      description: expect.stringContaining(notice.title),
      lots: [{ items: [{ cpv: '34139100' }, { cpv: '34211300' }, { cpv: '35110000' }] }],
    });
    expect(seen!['lots']).toMatchObject([{ rankingRule: { formula: 'WEIGHTED_CRITERIA' } }]);
  });

  it('each workshop alone sees what it lacks', async () => {
    const gaps = await Promise.all(three().map(async (firm) => (await aloneCovers(firm, tender)).essentialGaps));
    expect(gaps.map((found) => found.map(({ title }) => title))).toEqual([
      ['All three trades', 'Twenty-four people', 'Fire vehicles by the norm'],
      ['All three trades', 'Twenty-four people', 'Fire vehicles by the norm'],
      ['All three trades', 'Twenty-four people'],
    ]);
  });

  it('three together cover all of it, and see by whom', async () => {
    for (const pair of [
      [chassis, bodies],
      [bodies, pumps],
      [chassis, pumps],
    ])
      expect((await togetherCover(pair, tender)).essentialGaps).not.toEqual([]);

    const { met, essentialGaps, verdicts } = await togetherCover(three(), tender);
    expect({ met, essentialGaps }).toEqual({ met: 4, essentialGaps: [] });
    const carried = verdicts.map(({ strength, carriedBy }) => [strength, carriedBy.map(({ name }) => name).sort()]);
    const all = ['Karoseri Teluk', 'Rangka Samudra', 'Selang Senja'];
    expect(carried).toEqual([
      ['DECLARED', all],
      ['DECLARED', all],
      ['PROVED', ['Selang Senja']],
      ['PROVED', all],
    ]);
  });

  it('one proposes, two are invited, each says its own yes and signs what all agreed on', async () => {
    const place = (part: string, shareBasisPoints: number, role: 'LEAD' | 'PARTNER') => [
      { lotId: lotId(), roles: [role], shareBasisPoints, part },
    ];
    const proposal = { name: 'Kongsi Api Teluk', places: place('Chassis and schedule', 4_500, 'LEAD') };
    const { id } = kept(await propose(chassis, tender, proposal));
    kept(await inviteFirm(chassis, id, bodies, place('Bodies and tanks', 3_500, 'PARTNER'), 'Ikut, Bu Wati?'));
    kept(await inviteFirm(chassis, id, pumps, place('Pumps and hoses', 2_000, 'PARTNER')));
    expect(await allianceSeenBy(rival, id)).toBeNull();
    expect(await timesTold([people.bodies, people.pumps], 'asks you to join “Kongsi Api Teluk”')).toEqual([1, 1]);

    for (const firm of three()) kept(await consent(firm, id));
    for (const firm of three()) kept(await signAgreement(firm, id, { name: firm.person.name }));
    alliance = (await allianceSeenBy(bodies, id))!;
    expect(alliance.lineUps).toMatchObject([{ isComplete: true, sharesTotal: 10_000, awaiting: [] }]);
    expect(await timesTold([people.chassis], 'said yes to “Kongsi Api Teluk”')).toEqual([2]);
  });

  it('the joint bid is locked on the lead’s own side and sent; the receipt proves it without Kongsi', async () => {
    const plans = { name: 'Rencana.txt', mediaType: 'text/plain', content: 'Six on Java, six by boat.' };
    jointBid = kept(
      await submitBid(chassis, tender, { allianceId: alliance.id, unitPrice: '450000000', documents: [plans] }),
    );
    const { receiptKey } = await visitor.get<{ receiptKey: { publicKey: string } }>('{ receiptKey { publicKey } }');
    const { ok, findings } = await verifyFile(JSON.parse(jointBid.receipt), { publicKeys: [receiptKey.publicKey] });
    expect({ ok, wrong: findings.filter((finding) => !finding.ok) }).toEqual({ ok: true, wrong: [] });
    expect(await timesTold(Object.values(people), `Your bid for “${tenderTitle}” is in`)).toEqual([0, 1, 1, 1, 0]);
  });

  it('the rival bids for less; until the closing nobody learns of either bid', async () => {
    rivalBid = kept(await submitBid(rival, tender, { unitPrice: '430000000' }));
    expect(await bidsSeenBy(town, tender)).toEqual({ count: null, bids: [] });
    expect((await bidsSeenBy(rival, tender)).bids.map(({ id }) => id)).toEqual([rivalBid.bidId]);
    expect(await openBids(town, tender)).toMatchObject({ code: 'NOT_YET_CLOSED' });
  });

  it('the time ends, the town opens, and anybody can check the opening', async () => {
    await notary.pass(days(14));
    const before = (await openingSeenBy(visitor, tender))!;
    expect(before).toMatchObject({ bids: 2, envelopes: [] });
    kept(await openBids(town, tender));
    await notary.pass(minutes(1));

    const { bids } = await bidsSeenBy(town, tender);
    expect(bids.map(({ total }) => total!.amount).toSorted()).toEqual(['15480000000', '16200000000']);
    const { receiptKey } = await visitor.get<{ receiptKey: { publicKey: string } }>('{ receiptKey { publicKey } }');
    const opening = (await openingSeenBy(chassis, tender))!;
    expect(opening.root).toBe(before.root);
    const given = { publicKeys: [receiptKey.publicKey], receipts: [JSON.parse(jointBid.receipt) as unknown] };
    const { ok, findings } = await verifyFile(JSON.parse(opening.file), given);
    expect({ ok, wrong: findings.filter((finding) => !finding.ok) }).toEqual({ ok: true, wrong: [] });
    expect(findings.map(({ code }) => code)).toContain('RECEIPT_COUNTED');
  });

  it('the bids are scored by the published rule, and anybody who may see them can compute it again', async () => {
    evaluator = await aDelegate(town, 'VIEWER');
    kept(
      await town.act(
        'appointEvaluator',
        { tenderId: tender.id, personId: evaluator.person.id },
        '... on Tender { id }',
      ),
    );
    kept(await declareInterests(evaluator.person, tender.id));
    const criteria = await criteriaOf(town, tender);
    const points: [Submitted, string, string][] = [
      [jointBid, '90', '80'],
      [rivalBid, '60', '70'],
    ];
    for (const [{ bidId }, roads, time] of points) {
      kept(await scoreBid(evaluator.person, bidId, criteria['Vehicle on steep roads']!, roads));
      kept(await scoreBid(evaluator.person, bidId, criteria['Time until the first one stands here']!, time));
    }
    for (const [{ bidId }, roads, time] of points) {
      kept(await agreeScore(town, bidId, criteria['Vehicle on steep roads']!, roads));
      kept(await agreeScore(town, bidId, criteria['Time until the first one stands here']!, time));
    }
    // 50 % price (430 ÷ 450 × 100 = 95.5556), 30 % roads, 20 % time.
    expect(await evaluationSeenBy(town, lotId())).toMatchObject({
      isComplete: true,
      bids: [
        { bidId: jointBid.bidId, bidder: 'Kongsi Api Teluk', rank: 1, points: '90.7778' },
        { bidId: rivalBid.bidId, bidder: 'Armada Merah', rank: 2, points: '82.0000' },
      ],
    });
  });

  it('no award without a reason for every bidder; with them all are told, once', async () => {
    const reasons = [{ bidId: jointBid.bidId, reason: 'The steepest road is climbed with a full tank.' }];
    const on = { lotId: lotId(), bidIds: [] };
    expect(await awardLot(town, on, jointBid.bidId, { reasons })).toMatchObject({
      code: 'REASON_MISSING',
      bids: [{ bidder: 'Armada Merah' }],
    });
    reasons.push({ bidId: rivalBid.bidId, reason: 'The vehicle is too long for two of the villages.' });
    kept(await awardLot(town, on, jointBid.bidId, { reasons }));

    expect(await timesTold(Object.values(people), `You have won: “${tenderTitle}”`)).toEqual([0, 1, 1, 1, 0]);
    expect(await timesTold(Object.values(people), `Not this time: “${tenderTitle}”`)).toEqual([0, 0, 0, 0, 1]);
    const told = (await people.rival.mails()).find(({ subject }) => subject.startsWith('Not this time'))!.body;
    expect(told).toContain('too long for two of the villages');
    expect(told).toContain('climbed with a full tank');
    const { award } = await decisionSeenBy(visitor, tender);
    expect(award).toMatchObject({ value: { amount: '16200000000' } });
    expect(award!.suppliers.map(({ firm, shareBasisPoints }) => [firm?.id, shareBasisPoints])).toEqual([
      [chassis.firmId, 4_500],
      [bodies.firmId, 3_500],
      [pumps.firmId, 2_000],
    ]);
  });

  it('the contract waits out the standstill, is signed, and the work is done', async () => {
    const signing = { lotId: lotId(), buyerSigner: 'Ibu Camat', supplierSigner: 'Made Rangka' };
    expect(await town.act('signContract', signing)).toMatchObject({ code: 'STANDSTILL_RUNNING' });
    await notary.pass(days(3));
    kept(await town.act('signContract', signing, '... on Lot { id }'));
    expect(await decisionSeenBy(visitor, tender)).toMatchObject({ phase: 'SIGNED', award: { signing: null } });
    await kongsi.clock.pass(days(25));
    kept(await town.act('completeContract', { lotId: lotId() }, '... on Lot { id }'));
    expect((await decisionSeenBy(visitor, tender)).phase).toBe('COMPLETE');
    expect(
      await timesTold(
        three().map(({ person }) => person),
        `Done: “${tenderTitle}”`,
      ),
    ).toEqual([1, 1, 1]);
  });

  it('out of the award comes a page of the joint work, seen by nobody else before all said yes', async () => {
    // Six weeks went by since most of them were here.
    for (const firm of [town, ...three()]) await firm.person.signInAgain();
    const { award } = await decisionSeenBy(chassis, tender);
    const now = (await kongsi.clock.now()).getTime();
    const day = (before: number): string => new Date(now - days(before)).toISOString().slice(0, 10);
    project = kept(
      await showcase(chassis, 'draftProject', {
        awardId: award!.id,
        title: { en: 'Twelve fire engines climb to the villages', id: 'Dua belas mobil pemadam naik ke desa' },
        story: { en: 'One workshop had the chassis, one the bodies, one the pumps.' },
        outcome: { en: 'Every village is reached in a quarter of an hour.' },
        startedOn: day(25),
        finishedOn: day(1),
      }),
    );
    expect(project).toMatchObject({
      isToldFreely: false,
      isPublic: false,
      missingConfirmations: 3,
      client: { id: town.firmId },
      value: { amount: '16200000000', currency: 'IDR' },
      tender: { id: tender.id },
      partners: three().map(({ firmId }, at) => ({
        firm: { id: firmId },
        shareBasisPoints: [4_500, 3_500, 2_000][at],
      })),
    });
    expect(await projectsFound(visitor)).toEqual([]);
    expect(await projectSeenBy(visitor, project.id)).toBeNull();
    for (const firm of three()) kept(await confirmProject(firm, project.id));
    kept(await showcase(chassis, 'askClient', { projectId: project.id }));
    expect(await showcase(chassis, 'publishProject', { projectId: project.id })).toMatchObject({
      code: 'CLIENT_STILL_THINKING',
    });
    kept(await confirmAsClient(town, project.id, 'They came up the hill with full tanks.'));
    kept(await showcase(chassis, 'publishProject', { projectId: project.id }));
  });

  it('a visitor without an account finds it, with who did what and the client’s word', async () => {
    expect(await projectsFound(visitor, { text: 'fire engines' })).toEqual([project.id]);
    expect(await projectSeenBy(visitor, project.id)).toMatchObject({
      isPublic: true,
      myStanding: null,
      client: { name: 'Kecamatan Teluk Senja' },
      clientWord: 'They came up the hill with full tanks.',
      tender: { id: tender.id },
    });
  });

  it('the page is proof for each firm, of its own share alone', async () => {
    const shown = await Promise.all(three().map((firm) => referencesOf(visitor, firm)));
    expect(shown).toEqual(
      [
        { shareBasisPoints: 4_500, value: { amount: '7290000000' } },
        { shareBasisPoints: 3_500, value: { amount: '5670000000' } },
        { shareBasisPoints: 2_000, value: { amount: '3240000000' } },
      ].map((reference) => [{ kind: 'REFERENCE', state: 'VERIFIED', issuer: 'Kecamatan Teluk Senja', reference }]),
    );
    expect(await referencesOf(visitor, rival)).toEqual([]);
  });

  it('nobody got the same mail twice', async () => {
    const everybody = [...Object.values(people), evaluator.person, operator];
    for (const box of await mailboxes(everybody)) {
      const mails = box.map(({ subject, body }) => `${subject}\n${body}`);
      expect(mails).toHaveLength(new Set(mails).size);
    }
    expect(await timesTold(everybody.slice(0, 5), 'is public')).toEqual([1, 0, 1, 1, 0]);
  });
});
