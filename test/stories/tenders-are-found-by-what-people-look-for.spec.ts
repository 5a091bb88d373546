import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Closings, Lot, Tender, TenderReading, phases } from '#libs/tenders';
import { Db, newId } from '#libs/platform';
import { type FirmActing, aFirm } from '../support/firms.js';
import { type Kongsi, days, hours, startKongsi } from '../support/kongsi.js';
import { type NoticeFacts, aDraft, aLot, aTender } from '../support/tenders.js';

interface Found {
  nodes: { title: string; phase: string }[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
  facets?: Record<string, { value: string; label: string; count: number }[]>;
}

describe('tenders are found by what people look for', () => {
  let kongsi: Kongsi;
  let buyer: FirmActing;
  let invited: FirmActing;

  beforeAll(async () => {
    kongsi = await startKongsi();
    [buyer, invited] = [await aFirm(kongsi), await aFirm(kongsi)];
    const facts: NoticeFacts[] = [
      { title: 'Kusen pintu for the clinic', cpv: '45421131', closesIn: days(3) },
      {
        title: 'Café tables of old boats',
        cpv: '39121200',
        closesIn: days(5),
        place: placeAt('Tanjung Biru', -8.5, 120),
      },
      { title: 'A sealed letter of zebrawood', visibility: 'INVITED', invitedFirmIds: [invited.firmId] },
      {
        title: 'Rooms for the ferry office',
        cpv: '45000000',
        lots: [aLot({ title: 'Walls' }), aLot({ title: 'Wiring', cpv: '45311000' })],
        estimateShown: 'HIDDEN',
      },
    ];
    for (const fact of facts) await aTender(buyer, fact);
    await aDraft(buyer, { title: 'Kusen that nobody sees' });
  }, 60_000);
  afterAll(() => kongsi.stop());

  const placeAt = (town: string, latitude: number, longitude: number) => ({ town, country: 'ID', latitude, longitude });
  const find = async (args: string, who: Pick<FirmActing, 'ask'> = kongsi, more = ''): Promise<Found> => {
    const query = `{ tenders(${args}) { nodes { title phase } pageInfo { hasNextPage endCursor } ${more} } }`;
    const { data, errors } = await who.ask<{ tenders: Found }>(query);
    if (errors) throw new Error(JSON.stringify(errors));

    return data.tenders;
  };
  const titles = async (args: string, who?: Pick<FirmActing, 'ask'>): Promise<string[]> =>
    (await find(args, who)).nodes.map((node) => node.title).sort();

  it.each([
    ['a word of the title', 'text: "clinic"', 'Kusen pintu for the clinic'],
    ['words without their accents', 'text: "cafe"', 'Café tables of old boats'],
    ['words with a typing error', 'text: "kuseen"', 'Kusen pintu for the clinic'],
    ['the beginning of a word', 'text: "ferr"', 'Rooms for the ferry office'],
    ['the name of a lot', 'text: "wiring ferry"', 'Rooms for the ferry office'],
    ['the town', 'town: "tanjung biru"', 'Café tables of old boats'],
    ['a code above its own', 'cpv: "39100000"', 'Café tables of old boats'],
    ['the code of a lot', 'cpv: "45310000-3"', 'Rooms for the ferry office'],
    ['a place nearby', 'near: { latitude: -8.51, longitude: 120.01, radiusKm: 5 }', 'Café tables of old boats'],
  ])('by %s', async (_, args, title) => expect(await titles(args)).toEqual([title]));

  it('finds no draft, and what is for invited firms only for those', async () => {
    expect(await titles('text: "nobody sees"', buyer)).toEqual([]);
    expect(await titles('text: "zebrawood"')).toEqual([]);
    expect(await titles('text: "zebrawood"', invited)).toEqual(['A sealed letter of zebrawood']);
  });

  it('by value, without giving away what the buyer hides', async () => {
    const value = (from: string, to: string) =>
      titles(`value: { from: { amount: "${from}", currency: "IDR" }, to: { amount: "${to}", currency: "IDR" } }`);
    const shown = ['Café tables of old boats', 'Kusen pintu for the clinic'];
    expect(await value('1', '999999999999')).toEqual(shown);
    // Shown as 100 to 200 million: every question within these bounds has the same answer, so the 120 million stay unknown.
    expect(await value('119000000', '119500000')).toEqual(shown);
    expect(await value('190000000', '195000000')).toEqual(shown);
    expect(await value('210000000', '300000000')).toEqual([]);
  });

  it('page by page, each once, while new ones are published', async () => {
    const first = await find('first: 2, sort: CLOSING_SOON');
    expect(first.nodes.map((node) => node.title)).toEqual(['Kusen pintu for the clinic', 'Café tables of old boats']);
    await aTender(buyer, { title: 'Published in between', closesIn: days(4) });
    const rest = await find(`first: 2, sort: CLOSING_SOON, after: "${first.pageInfo.endCursor}"`);
    expect(rest.nodes.map((node) => node.title)).toEqual(['Rooms for the ferry office']);
    expect(rest.pageInfo.hasNextPage).toBe(false);

    const ranked = await find('first: 1, text: "the"');
    const next = ranked.pageInfo.endCursor
      ? await find(`first: 9, text: "clinic ferry", after: "${ranked.pageInfo.endCursor}"`)
      : null;
    expect(next?.nodes ?? []).toEqual([]);
  });

  it('says what the others are like, each facet without its own filter', async () => {
    const more = 'facets { phases { value label count } divisions { value label count } towns { value count } }';
    const { facets } = await find('town: "Tanjung Biru"', kongsi, more);

    expect(facets!['phases']).toEqual([{ value: 'OPEN', label: 'Open', count: 1 }]);
    expect(facets!['divisions']).toMatchObject([{ value: '39', count: 1 }]);
    expect(facets!['towns']!.map((facet) => facet.value)).toEqual(
      expect.arrayContaining(['Sawah Embun', 'Tanjung Biru']),
    );
  });

  it('lists a firm’s own, drafts too, for its delegates only', async () => {
    const query = 'query ($firmId: ID!) { myTenders(firmId: $firmId, first: 1) { nodes { title phase } } }';
    const { data } = await buyer.ask<{ myTenders: Found }>(query, { firmId: buyer.firmId });
    expect(data.myTenders.nodes).toHaveLength(1);
    const theirs = await invited.ask(query, { firmId: buyer.firmId });
    expect(theirs.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
  });

  it('by phase, for which the database computes the same as the program', async () => {
    const db = kongsi.app.get(Db);
    const reading = kongsi.app.get(TenderReading);
    const closings = kongsi.app.get(Closings);
    const now = await kongsi.clock.now();
    const tender = await aTender(buyer, {
      title: 'Twins',
      closesIn: days(9),
      questionsEndIn: days(8),
      lots: [aLot(), aLot()],
    });
    const hour = (offset: number): Date => new Date(now.getTime() + hours(offset));
    const moment = fc.option(fc.integer({ min: -80, max: 80 }), { nil: null, freq: 1 });
    const lotTimes = fc.record({
      closedAt: moment,
      openedAt: moment,
      awardDecidedAt: moment,
      signedAt: moment,
      completedAt: moment,
      unsuccessfulAt: moment,
    });
    await fc.assert(
      fc.asyncProperty(
        fc.tuple(lotTimes, lotTimes),
        fc.integer({ min: -80, max: 80 }),
        fc.array(fc.tuple(fc.integer({ min: -150, max: 60 }), moment), { maxLength: 3 }),
        fc.array(fc.tuple(fc.integer({ min: -60, max: 60 }), fc.integer({ min: 1, max: 9 })), { maxLength: 3 }),
        fc.boolean(),
        async (lots, closing, questions, outages, sealed) => {
          await db.sql(
            `UPDATE "tender" SET "publishedAt" = $2, "closesAt" = $3, "questionsUntil" = $3, "flags" = "flags" || $4 WHERE "id" = $1`,
            [tender.id, hour(-500), hour(closing), { envelopes: sealed ? ['BID'] : [] }],
          );
          for (const [at, times] of lots.entries()) {
            const values = Object.values(times).map((offset) => (offset === null ? null : hour(offset)));
            if (times.closedAt === null) values[1] = null;
            await db.sql(
              `UPDATE "lot" SET "closedAt" = $2, "openedAt" = $3, "awardDecidedAt" = $4, "signedAt" = $5, "completedAt" = $6, "unsuccessfulAt" = $7 WHERE "id" = $1`,
              [tender.lots[at]!.id, ...values],
            );
          }
          await db.sql('DELETE FROM "question" WHERE "tenderId" = $1', [tender.id]);
          await db.sql('DELETE FROM "outage"');
          for (const [asked, answered] of questions) {
            await db.sql(
              `INSERT INTO "question" ("id", "tenderId", "askerFirmId", "text", "askedAt", "answer", "answeredAt") VALUES ($1, $2, $3, 'What?', $4, $5, $6)`,
              [
                newId(),
                tender.id,
                invited.firmId,
                hour(asked),
                answered === null ? null : 'That.',
                answered === null ? null : hour(answered),
              ],
            );
          }
          for (const [from, length] of outages)
            await db.sql('INSERT INTO "outage" VALUES ($1, $2, $3)', [newId(), hour(from), hour(from + length)]);

          const row = await db.get(Tender, tender.id);
          const [twin] = await db.sql<{ phase: string; closing: Date }>(
            'SELECT tender_phase(it, $2) AS phase, effective_closing(it) AS closing FROM "tender" it WHERE it."id" = $1',
            [tender.id, now],
          );
          expect(twin!.phase).toBe(await reading.phase(row, now));
          expect(twin!.closing).toEqual((await closings.of(row))!.at);
        },
      ),
      { numRuns: 60 },
    );
    expect(phases).toContain((await find('phases: [OPEN]')).nodes[0]!.phase);
    expect(await db.of(Lot).countBy({ tenderId: tender.id })).toBe(2);
  });
});
