import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Money } from '#libs/platform';
import { type ExternalItem, type ExternalLot, type ExternalTender, ExternalTenders } from '#libs/tenders';
import { anAlliance } from '../support/alliances.js';
import { type FirmActing, aFirm } from '../support/firms.js';
import { type Kongsi, days, startKongsi } from '../support/kongsi.js';
import type { Outcome } from '../support/people.js';
import { type TenderKnown, aRequirement, aTender, tenderSeenBy } from '../support/tenders.js';

const item = (originId: string, description: string): ExternalItem => ({
  originId,
  description,
  quantity: '3.5',
  unitCode: null,
  unitName: 'buah',
  cpv: '45421000',
  classification: { scheme: 'UNSPSC', id: '30171500', description: 'Doors' },
});
const lot = (originId: string, title: string, items: ExternalItem[]): ExternalLot => ({
  originId,
  originStatus: 'active',
  title,
  description: null,
  cpv: null,
  estimate: new Money(5_000n, 'EUR'),
  awardDecidedAt: null,
  signedAt: null,
  completedAt: null,
  unsuccessfulAt: null,
  unsuccessfulReason: null,
  items,
  requirements: [],
  criteria: [],
});

describe('notices from elsewhere are read here', () => {
  let kongsi: Kongsi;
  let reader: FirmActing;
  let other: FirmActing;
  let external: ExternalTenders;
  let notice: ExternalTender;

  beforeAll(async () => {
    kongsi = await startKongsi();
    [reader, other] = [await aFirm(kongsi), await aFirm(kongsi)];
    external = kongsi.app.get(ExternalTenders);
    const now = await kongsi.clock.now();
    notice = {
      origin: {
        source: 'Portal of the Bay',
        ocid: 'ocds-bay-1',
        link: 'https://bay.example/1',
        buyerName: 'Harbour Office',
        buyerLegalIds: [{ scheme: 'XX-BAY', number: '17' }],
      },
      title: 'Doors for the harbour',
      description: 'Doors that withstand salt.',
      language: 'en',
      cpv: '45421000',
      place: { town: 'Teluk Salju', region: null, country: 'ID', latitude: null, longitude: null },
      estimate: new Money(9_000_00n, 'EUR'),
      timeZone: 'UTC',
      publishedAt: now,
      questionsUntil: null,
      closesAt: new Date(now.getTime() + days(20)),
      cancelledAt: null,
      cancelReason: null,
      lots: [lot('L1', 'Quay', [item('a', 'Gate'), item('b', 'Door')]), lot('L2', 'Office', [item('c', 'Door')])],
      documents: [{ link: 'https://bay.example/1.pdf', type: 'biddingDocuments', title: 'Terms', language: 'en' }],
    };
  }, 60_000);
  afterAll(() => kongsi.stop());

  it('keeps lots and lines by the publisher’s ids, whatever their order, and is the same when put twice', async () => {
    const put = await external.put(notice);
    const fields = 'lots { id title items { id description } } documents { title link } changedAt';
    type Seen = { lots: { id: string; title: string; items: { id: string }[] }[] };
    const first = (await tenderSeenBy<Seen>(reader, put.id, fields))!;
    await external.put(notice);
    const again = (await tenderSeenBy<Seen>(reader, put.id, fields))!;
    expect({ ...again, changedAt: null }).toEqual({ ...first, changedAt: null });

    const [quay, office] = notice.lots as [ExternalLot, ExternalLot];
    await external.put({ ...notice, lots: [office, { ...quay, items: quay.items.toReversed() }] });
    const turned = (await tenderSeenBy<Seen>(reader, put.id, fields))!;
    expect(turned.lots.map(({ id }) => id)).toEqual(first.lots.map(({ id }) => id).reverse());
    expect(turned.lots[1]!.items.map(({ id }) => id)).toEqual(first.lots[0]!.items.map(({ id }) => id).reverse());
    const { rows } = await kongsi.pool.query(`SELECT 1 FROM "tender" WHERE "origin" ->> 'ocid' = 'ocds-bay-1'`);
    expect(rows).toHaveLength(1);
  });

  it('says where it comes from, and takes no question', async () => {
    const { id } = await external.put(notice);
    const fields = 'buyer { id } origin { source ocid link buyerName buyerLegalIds { scheme number } } phase';
    expect(await tenderSeenBy(reader, id, fields)).toMatchObject({
      buyer: null,
      phase: 'OPEN',
      origin: { source: 'Portal of the Bay', buyerName: 'Harbour Office', buyerLegalIds: [{ number: '17' }] },
    });
    expect(
      await reader.act(
        'askQuestion',
        { tenderId: id, text: 'May we visit?' },
        '... on PublishedElsewhere { publisher }',
      ),
    ).toMatchObject({ code: 'PUBLISHED_ELSEWHERE', publisher: 'Portal of the Bay' });
    const { data } = await kongsi.ask<{ here: { nodes: unknown[] }; all: { nodes: unknown[] } }>(
      '{ here: tenders(text: "harbour", biddableHere: true) { nodes { id } } all: tenders(text: "harbour") { nodes { id } } }',
    );
    expect([data.here.nodes.length, data.all.nodes.length]).toEqual([0, 1]);
  });

  it('takes no bid for it; a bid sent there is recorded here, and for no tender of our own', async () => {
    const { id } = await external.put(notice);
    const { lots } = (await tenderSeenBy<{ lots: { id: string }[] }>(reader, id, 'lots { id }'))!;
    const bid = { lotId: lots[0]!.id, priceSchedule: '{}' };
    expect(await reader.act('submitQuote', bid, '... on TenderElsewhere { link }')).toMatchObject({
      code: 'TENDER_ELSEWHERE',
      link: 'https://bay.example/1',
    });
    const sentAt = (await kongsi.clock.now()).toISOString();
    const record = (tenderId: string): Promise<Outcome> => reader.act('recordOutsideBid', { tenderId, sentAt });
    expect(await record(id)).toMatchObject({ __typename: 'OutsideBid' });
    expect(await record((await aTender(other)).id)).toMatchObject({ code: 'NOT_AN_EXTERNAL_NOTICE' });
  });

  it('a lot the publisher drops goes, but stays as withdrawn where an alliance stands for it', async () => {
    const origin = { ...notice.origin, ocid: 'ocds-bay-2' };
    const [quay, office] = notice.lots as [ExternalLot, ExternalLot];
    const { id } = await external.put({ ...notice, origin });
    const fields = 'lots { id number title originStatus }';
    type Seen = { lots: { id: string; title: string; originStatus: string }[] };
    await external.put({ ...notice, origin, lots: [quay] });
    expect((await tenderSeenBy<Seen>(reader, id, fields))!.lots).toMatchObject([{ title: 'Quay' }]);

    await external.put({ ...notice, origin });
    const { lots } = (await tenderSeenBy<Seen>(reader, id, fields))!;
    await anAlliance(reader, [other], { id, lots: lots.map((lot) => ({ id: lot.id })) } as TenderKnown);
    for (let twice = 0; twice < 2; twice += 1) {
      await external.put({ ...notice, origin, lots: [office] });
      expect((await tenderSeenBy<Seen>(reader, id, fields))!.lots).toEqual([
        expect.objectContaining({ number: 1, title: 'Office', originStatus: 'active' }),
        expect.objectContaining({ id: lots[0]!.id, number: 2, title: 'Quay', originStatus: 'withdrawn' }),
      ]);
    }
  });

  it('firms enter requirements as they read them, for themselves or for all; importing again keeps them', async () => {
    const tender = await external.put(notice);
    const known = (await tenderSeenBy(reader, tender.id))!;
    const read = (title: string, share: boolean) =>
      reader.act<{ id: string }>(
        'readRequirement',
        { lotId: known.lots[0]!.id, page: '14', share, requirement: aRequirement({ title }) },
        '... on Requirement { id reading { page isShared } }',
      );
    const own = await read('Only for us', false);
    expect(await read('For everybody', true)).toMatchObject({ reading: { page: '14', isShared: true } });
    await external.put(notice);

    const titlesFor = async (firm: FirmActing) =>
      (await tenderSeenBy<{ lots: { requirements: { title: string }[] }[] }>(
        firm,
        tender.id,
        'lots { requirements { title } }',
      ))!.lots[0]!.requirements.map(({ title }) => title);
    expect(await titlesFor(reader)).toEqual(['Only for us', 'For everybody']);
    expect(await titlesFor(other)).toEqual(['For everybody']);

    const forget = { actingFor: other.firmId, idempotencyKey: 'forget-theirs', requirementId: own.id };
    const theirs = await other.ask(
      'mutation ($input: ForgetRequirementInput!) { forgetRequirement(input: $input) { __typename } }',
      { input: forget },
    );
    expect(theirs.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    await reader.act('forgetRequirement', { requirementId: own.id });
    expect(await titlesFor(reader)).toEqual(['For everybody']);
  });

  it('refuses readings of what states its requirements itself, and of what cannot be', async () => {
    const own = await aTender(other);
    const read = (lotId: string, requirement: Record<string, unknown>) =>
      reader.act('readRequirement', { lotId, requirement: aRequirement(requirement) });
    expect(await read(own.lots[0]!.id, {})).toMatchObject({ code: 'NOTICE_SAYS_ITSELF' });
    const known = (await tenderSeenBy(reader, (await external.put(notice)).id))!;
    expect(await read(known.lots[0]!.id, { measure: {} })).toMatchObject({ code: 'MEASURE_UNCLEAR' });
    expect(await read(known.lots[0]!.id, { measure: { cpv: ['45421999'] } })).toMatchObject({ code: 'CPV_UNKNOWN' });
    const years = { mode: 'SUM', measure: { factKey: 'YEARS_IN_BUSINESS' }, threshold: { value: '3' } };
    expect(await read(known.lots[0]!.id, years)).toMatchObject({ code: 'REQUIREMENT_MISFIT' });
  });

  it('becomes the beginning of an own draft, without dates and with ids of its own', async () => {
    const tender = await external.put(notice);
    const draft = await reader.act<TenderKnown>(
      'draftFrom',
      { tenderId: tender.id, title: 'Doors for our own harbour' },
      '... on Tender { id title phase closesAt lots { id items { id } } }',
    );
    expect(draft).toMatchObject({ title: 'Doors for our own harbour', phase: 'DRAFT', closesAt: null });
    expect(draft.lots.map((own) => own.items.length)).toEqual([2, 1]);
    expect(await tenderSeenBy(other, draft.id)).toBeNull();
    const ids = (await tenderSeenBy(reader, tender.id))!.lots.map(({ id }) => id);
    expect(draft.lots.some(({ id }) => ids.includes(id))).toBe(false);
  });
});
