import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Kongsi, startKongsi } from '../support/kongsi.js';

interface Codes {
  classifications: { nodes: { code: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
}

interface Found {
  code: string;
  printed: string;
  name: string;
  nameLanguage: string;
  isFallback: boolean;
  matchedWord: string | null;
}

describe('trades are found by the words people use', () => {
  let kongsi: Kongsi;

  beforeAll(async () => {
    kongsi = await startKongsi();
  }, 60_000);
  afterAll(() => kongsi.stop());

  const find = async (args: Record<string, unknown>): Promise<Found[]> => {
    const { data, errors } = await kongsi.ask<{ classifications: { nodes: Found[] } }>(
      `query ($search: String, $language: String, $under: String, $first: Int) {
        classifications(search: $search, language: $language, under: $under, first: $first) {
          nodes { code printed name nameLanguage isFallback matchedWord } } }`,
      { first: 10, ...args },
    );
    expect(errors).toBeUndefined();

    return data.classifications.nodes;
  };

  it.each([
    ['joinery', '45421000'],
    ['jonery', '45421000'],
    ['tukang kayu halus', '45421000'],
    ['KUSEN PINTU', '44221211'],
    ['pasang kusn pintu', '45421111'],
    ['demolition', '45111100'],
  ])('%s leads to %s', async (search, code) => {
    expect((await find({ search }))[0]?.code).toBe(code);
  });

  it('puts words of the trades before names, and says by which word it found', async () => {
    const found = await find({ search: 'joinery' });

    expect(found[0]).toMatchObject({ code: '45421000', printed: '45421000-4', matchedWord: 'joinery' });
    const firstByName = found.findIndex((each) => each.matchedWord === null);
    expect(found.slice(firstByName).every((each) => each.matchedWord === null)).toBe(true);
  });

  it('looks through the names in the asked language and in English, with or without accents', async () => {
    expect((await find({ search: 'Tischler', language: 'de' })).map((each) => each.code)).toContain('45422000');
    expect((await find({ search: 'menuiserie', language: 'fr' })).every((each) => each.nameLanguage === 'fr')).toBe(
      true,
    );
    expect((await find({ search: 'travaux de platrerie', language: 'fr' })).map((each) => each.code)).toContain(
      '45410000',
    );
  });

  it('shows English where there is no translation, and tags it so', async () => {
    const [indonesian] = await find({ search: 'tukang kayu halus', language: 'id' });
    expect(indonesian).toMatchObject({ nameLanguage: 'id', isFallback: false });
    const [irish] = await find({ search: 'joinery', language: 'ga' });
    expect(irish).toMatchObject({ name: 'Joinery work', nameLanguage: 'en', isFallback: true });
  });

  it('walks the tree: what is above, what is below', async () => {
    const { data } = await kongsi.ask(
      `{ classification(code: "45421000-4") { name level tradeWords parents { code level } children { code } } }`,
    );
    expect(data).toMatchObject({
      classification: {
        name: 'Joinery work',
        level: 4,
        tradeWords: expect.arrayContaining(['joinery', 'joiner']),
        parents: [{ code: '45000000' }, { code: '45400000' }, { code: '45420000' }],
        children: expect.arrayContaining([{ code: '45421100' }]),
      },
    });
    const below = await find({ under: '45421000', first: 100 });
    expect(below.length).toBeGreaterThan(10);
    expect(below.every((each) => each.code.startsWith('45421'))).toBe(true);
    expect(below[0]!.code).toBe('45421000');
  });

  it('hands out page after page, each code once', async () => {
    const codes: string[] = [];
    let after: string | null = null;
    do {
      const { data }: { data: Codes } = await kongsi.ask<Codes>(
        `query ($after: String) { classifications(search: "pintu", first: 7, after: $after) { nodes { code } pageInfo { hasNextPage endCursor } } }`,
        { after },
      );
      codes.push(...data.classifications.nodes.map((node) => node.code));
      after = data.classifications.pageInfo.hasNextPage ? data.classifications.pageInfo.endCursor : null;
    } while (after !== null);

    expect(codes.length).toBeGreaterThan(14);
    expect(new Set(codes).size).toBe(codes.length);
  });

  it('says what a code looks like, and that there is none', async () => {
    const wrong = await kongsi.ask('{ classification(code: "4542") { name } }');
    expect(wrong.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    const none = await kongsi.ask('{ classification(code: "99999999") { name } }');
    expect(none.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
  });
});
