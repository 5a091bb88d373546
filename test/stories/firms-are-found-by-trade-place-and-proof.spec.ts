import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { UseCounts } from '#libs/firms';
import { type FirmActing, aFirm } from '../support/firms.js';
import { type Kongsi, days, startKongsi } from '../support/kongsi.js';
import { anOperator } from '../support/operator.js';
import { aVerifiedPaper, addCapability } from '../support/profiles.js';

interface Facet {
  value: string;
  label: string;
  count: number;
  capped: boolean;
}

interface Found {
  firms: {
    nodes: {
      id: string;
      name: string;
      distanceKm: number | null;
      evidenceCount: number;
      capabilities: { cpv: string }[];
    }[];
    facets: Record<'kinds' | 'sizes' | 'divisions' | 'towns', Facet[]>;
    pageInfo: { hasNextPage: boolean; endCursor: string };
  };
}

const query = `query ($text: String, $cpv: String, $near: NearInput, $evidenceScheme: String, $sizes: [FirmSize!], $kinds: [FirmKind!],
    $verifiedOnly: Boolean, $sort: FirmSort, $first: Int, $after: String) {
  firms(text: $text, cpv: $cpv, near: $near, evidenceScheme: $evidenceScheme, sizes: $sizes, kinds: $kinds, verifiedOnly: $verifiedOnly,
    sort: $sort, first: $first, after: $after) {
    nodes { id name distanceKm evidenceCount capabilities { cpv classification { name } } }
    facets { kinds { value label count capped } sizes { value label count } divisions { value label count } towns { value label count } }
    pageInfo { hasNextPage endCursor }
  } }`;
const device = { 'user-agent': 'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/131.0 Mobile Safari/537.36' };

describe('firms are found by trade, place and proof', () => {
  let kongsi: Kongsi;
  let joiner: FirmActing;
  let roofer: FirmActing;
  let school: FirmActing;

  beforeAll(async () => {
    kongsi = await startKongsi();
    const operator = await anOperator(kongsi);
    joiner = await aFirm(kongsi, { name: 'Kayu Teduh', town: 'Sawah Embun' });
    await addCapability(joiner, { cpv: '45421100', level: 'SPECIALIST' });
    await aVerifiedPaper(joiner, operator, {
      validUntil: new Date((await kongsi.clock.now()).getTime() + days(90)).toISOString().slice(0, 10),
    });
    roofer = await aFirm(kongsi, {
      name: 'Café Atap Ñusantara',
      town: 'Muara Senja',
      kind: 'SOLE_TRADER',
      size: 'MICRO',
      latitude: -6.9,
      longitude: 123.8,
    });
    await addCapability(roofer, { cpv: '45261000', level: 'BASIC' });
    school = await aFirm(kongsi, {
      name: 'Dunlarrig School',
      town: 'Dunlarrig',
      country: 'IE',
      kind: 'PUBLIC_BODY',
      size: 'LARGE',
      sectors: ['80'],
      latitude: 53.4,
      longitude: -9.9,
    });
  }, 120_000);
  afterAll(() => kongsi.stop());

  const find = async (args: Record<string, unknown> = {}, headers = {}): Promise<Found['firms']> => {
    const { data, errors } = await kongsi.ask<Found>(query, args, headers);
    expect(errors).toBeUndefined();

    return data.firms;
  };
  const names = async (args: Record<string, unknown>): Promise<string[]> =>
    (await find(args)).nodes.map(({ name }) => name);

  it.each([
    ['its name', 'kayu teduh', 'Kayu Teduh'],
    ['a name with a typing error', 'kayu tedhu', 'Kayu Teduh'],
    ['a name without its accents', 'cafe atap nusantara', 'Café Atap Ñusantara'],
    ['the English trade', 'joinery', 'Kayu Teduh'],
    ['the trade with a typing error', 'jonery', 'Kayu Teduh'],
    ['what it fits, in Indonesian', 'kusen pintu', 'Kayu Teduh'],
    ['the trade and the town', 'joiner sawah embun', 'Kayu Teduh'],
    ['the Indonesian trade', 'tukang atap', 'Café Atap Ñusantara'],
    ['the beginning of a word', 'dunlar', 'Dunlarrig School'],
  ])('by %s', async (_, text, name) => {
    expect((await names({ text }))[0]).toBe(name);
  });

  it('nothing is found by words that fit nobody together, or by an empty plate of words', async () => {
    expect(await names({ text: 'joinery dunlarrig' })).toEqual([]);
    expect(await names({ text: 'xqzzwv' })).toEqual([]);
    expect(await names({ text: 'and the dan' })).toEqual([]);
  });

  it('by a code with everything below it', async () => {
    expect(await names({ cpv: '45421000' })).toEqual(['Kayu Teduh']);
    expect(await names({ cpv: '45421100-5' })).toEqual(['Kayu Teduh']);
    expect(await names({ cpv: '45421111' })).toEqual([]);
    expect((await names({ cpv: '45000000' })).toSorted()).toEqual(['Café Atap Ñusantara', 'Kayu Teduh']);
  });

  it('within a circle, nearest first, with the distance', async () => {
    const near = { latitude: -6.8431, longitude: 123.3506, radiusKm: 100 };
    const found = await find({ near });
    expect(found.nodes.map(({ name }) => name)).toEqual(['Kayu Teduh', 'Café Atap Ñusantara']);
    expect(found.nodes[0]!.distanceKm).toBe(0);
    // 0.4494° of longitude at 6.87° south and 0.0569° of latitude, by the haversine: 50.0 km.
    expect(found.nodes[1]!.distanceKm).toBeCloseTo(50, 0);
    expect(await names({ near: { ...near, radiusKm: 49 } })).toEqual(['Kayu Teduh']);
    const answer = await kongsi.ask(query, { sort: 'NEAREST' });
    expect(answer.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', problems: [{ path: 'near' }] });
  });

  it('by kind and size, and facets that leave their own filter out', async () => {
    expect(await names({ kinds: ['SOLE_TRADER'] })).toEqual(['Café Atap Ñusantara']);
    const { facets } = await find({ kinds: ['SOLE_TRADER'] });
    expect(facets.kinds.toSorted((a, b) => (a.value < b.value ? -1 : 1))).toEqual([
      { value: 'BUSINESS', label: 'Business', count: 1, capped: false },
      { value: 'PUBLIC_BODY', label: 'Public body', count: 1, capped: false },
      { value: 'SOLE_TRADER', label: 'Sole trader', count: 1, capped: false },
    ]);
    expect(facets.sizes).toEqual([{ value: 'MICRO', label: 'Up to 9 people', count: 1 }]);
    expect(facets.divisions).toEqual([{ value: '45', label: 'Construction work', count: 1 }]);
    expect(facets.towns).toEqual([{ value: 'Muara Senja', label: 'Muara Senja', count: 1 }]);
  });

  it('page after page in every order, each firm once', async () => {
    const near = { latitude: -6.8431, longitude: 123.3506, radiusKm: 20_000 };
    const inOrder = async (args: Record<string, unknown>): Promise<string[]> => {
      const seen: string[] = [];
      let after: string | null = null;
      do {
        const page: Found['firms'] = await find({ ...args, first: 1, after });
        seen.push(...page.nodes.map(({ name }) => name));
        after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
      } while (after !== null);

      return seen;
    };

    expect(await inOrder({})).toEqual(['Café Atap Ñusantara', 'Dunlarrig School', 'Kayu Teduh']);
    expect(await inOrder({ sort: 'NEWEST' })).toEqual(['Dunlarrig School', 'Café Atap Ñusantara', 'Kayu Teduh']);
    expect(await inOrder({ near })).toEqual(['Kayu Teduh', 'Café Atap Ñusantara', 'Dunlarrig School']);
    expect(await inOrder({ cpv: '45000000' })).toEqual(['Kayu Teduh', 'Café Atap Ñusantara']);
    const wrong = await kongsi.ask(query, { after: 'nonsense' });
    expect(wrong.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });

  it('with what its card shows', async () => {
    const [card] = (await find({ text: 'kayu teduh' })).nodes;

    expect(card).toMatchObject({
      evidenceCount: 1,
      distanceKm: null,
      capabilities: [{ cpv: '45421100', classification: { name: expect.stringMatching(/doors and windows/i) } }],
    });
  });

  it('not while it hides its page, and again once it shows it', async () => {
    await roofer.act('hideFirmPage');
    expect(await names({ text: 'atap' })).toEqual([]);
    expect(await names({ cpv: '45261000' })).toEqual([]);
    expect((await find()).facets.towns.map(({ value }) => value)).not.toContain('Muara Senja');
    const own = await roofer.get<Found>(query, { text: 'atap' });
    expect(own.firms.nodes).toEqual([]);
    await roofer.act('publishFirmPage');
    expect(await names({ text: 'atap' })).toEqual(['Café Atap Ñusantara']);
  });

  it('and each appearance is counted for the firm, machines left out', async () => {
    const before = await kongsi.pool.query(`SELECT 1 FROM "dailyCount" WHERE "subjectId" = $1`, [school.firmId]);
    expect(before.rows).toEqual([]);
    await find({ text: 'dunlarrig' }, device);
    await find({ text: 'dunlarrig' }, device);
    await find({ text: 'dunlarrig' }, { 'user-agent': 'Googlebot/2.1' });
    await kongsi.app.get(UseCounts).flush();
    const { rows } = await kongsi.pool.query(`SELECT "kind", "count" FROM "dailyCount" WHERE "subjectId" = $1`, [
      school.firmId,
    ]);

    expect(rows).toEqual([{ kind: 'SEARCH_APPEARANCE', count: 2 }]);
  });

  it('by a verified paper, as long as it holds', async () => {
    expect(await names({ evidenceScheme: 'svlk' })).toEqual(['Kayu Teduh']);
    expect(await names({ evidenceScheme: 'ISO 9001' })).toEqual([]);
    await kongsi.clock.pass(days(91));
    expect(await names({ evidenceScheme: 'SVLK' })).toEqual([]);
    expect((await find({ text: 'kayu teduh' })).nodes[0]!.evidenceCount).toBe(0);
  }, 30_000);
});
