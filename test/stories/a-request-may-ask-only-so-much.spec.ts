import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type FirmActing, aFirm } from '../support/firms.js';
import { type Kongsi, startKongsi } from '../support/kongsi.js';
import { aTender } from '../support/tenders.js';

const repeated = (count: number, text: (turn: number) => string): string =>
  Array.from({ length: count }, (_, turn) => text(turn)).join(' ');

describe('a request may ask only so much', () => {
  let kongsi: Kongsi;
  let firm: FirmActing;

  beforeAll(async () => {
    kongsi = await startKongsi();
    firm = await aFirm(kongsi);
    await aTender(firm);
  });
  afterAll(() => kongsi.stop());

  it('questions people really ask pass', async () => {
    const { errors } = await kongsi.ask(
      '{ tenders(first: 20) { nodes { id title buyer { name publicId } lots { id phase requirements { title measure { cpv } } } } pageInfo { endCursor } } }',
    );
    expect(errors).toBeUndefined();
  });

  const tooMuch: [string, string][] = [
    ['too deep', `{ tenders { nodes { ${repeated(8, () => 'lots { tender {')} id ${repeated(8, () => '} }')} } } }`],
    [
      'too dear',
      `{ ${repeated(14, (turn) => `t${turn}: tenders(first: 100) { nodes { id title description lots { id title items { id description } requirements { id title } criteria { id } } } }`)} }`,
    ],
    ['too many aliases', `{ ${repeated(16, (turn) => `a${turn}: installation { version }`)} }`],
    ['too many aliases of __typename', `{ ${repeated(16, (turn) => `a${turn}: __typename`)} }`],
    ['too many directives', `{ installation { version ${repeated(25, () => '@include(if: true)')} } }`],
    ['too many words', `{ installation { ${repeated(2_500, () => 'version')} } }`],
    [
      'fragments in a circle',
      '{ tenders { nodes { ...A } } } fragment A on Tender { lots { ...B } } fragment B on Lot { tender { ...A } }',
    ],
    [
      'fragments that double',
      `{ tenders { nodes { ...F0 } } } ${repeated(12, (turn) => `fragment F${turn} on Tender { a: lots { tender { ...F${turn + 1} } } b: lots { tender { ...F${turn + 1} } } }`)} fragment F12 on Tender { id }`,
    ],
    ['a fragment nobody uses, in itself', '{ __typename } fragment A on Tender { lots { tender { ...A } } }'],
    [
      'introspection in circles',
      `{ __schema { types { ${repeated(20, () => 'fields { type {')} name ${repeated(20, () => '} }')} } } }`,
    ],
  ];

  it.each(tooMuch)('%s is refused before anything is read', async (_, query) => {
    const { data, errors, status } = await kongsi.ask(query);
    expect(data ?? null).toBeNull();
    expect(status).toBe(400);
    expect(errors![0]!.extensions.code).toMatch(/^(GRAPHQL_VALIDATION_FAILED|GRAPHQL_PARSE_FAILED|LIMIT_EXCEEDED)$/);
    expect(errors![0]!.extensions).not.toHaveProperty('stacktrace');
  });

  it('pages end at a hundred', async () => {
    const { errors } = await kongsi.ask('{ tenders(first: 101) { nodes { id } } }');
    expect(errors![0]!.extensions).toMatchObject({ code: 'BAD_USER_INPUT', problems: [{ path: 'input.first' }] });
  });

  it('several requests in one are not taken', async () => {
    const body = [{ query: '{ __typename }' }, { query: '{ __typename }' }];
    const { status, code } = await post(JSON.stringify(body));
    expect([status, code]).toEqual([400, 'BAD_REQUEST']);
  });

  it('a body that is too large or no JSON is said so', async () => {
    const large = JSON.stringify({ query: `{ firms(text: "${'x'.repeat(600_000)}") { nodes { id } } }` });
    expect(await post(large)).toMatchObject({
      status: 413,
      code: 'BAD_REQUEST',
      message: expect.stringMatching(/large/i),
    });
    expect(await post('{"query": ')).toMatchObject({ status: 400, code: 'BAD_REQUEST' });
    expect(await post('null')).toMatchObject({ status: 400, code: 'BAD_REQUEST' });
  });

  it('what another site’s page makes a browser send is not taken', async () => {
    const query = 'mutation { signOut { __typename } }';
    const cookie = firm.person.cookie!;
    // A form's plain text needs no leave of ours; an address may be in an image.
    expect(await post(JSON.stringify({ query }), { 'content-type': 'text/plain', cookie })).toMatchObject({
      status: 400,
    });
    const { status } = await fetch(`${kongsi.url}/graphql?query=${encodeURIComponent(query)}`, { headers: { cookie } });
    expect(status).toBe(400);
    expect(await post(JSON.stringify({ query }), { cookie, origin: 'https://elsewhere.example' })).toMatchObject({
      status: 403,
      code: 'FORBIDDEN',
    });
    expect((await firm.person.ask('{ me { id } }')).data).toMatchObject({ me: { id: firm.person.id } });
  });

  it('one address gets so many answers a minute, and is told when to come again', async () => {
    const busy = await startKongsi({ RATE_REQUESTS_PER_MINUTE: '5' });
    try {
      for (let turn = 0; turn < 5; turn += 1) expect((await busy.ask('{ __typename }')).status).toBe(200);
      const { status, errors, headers } = await busy.ask('{ __typename }');
      expect([status, errors![0]!.extensions.code]).toEqual([429, 'TOO_MANY_REQUESTS']);
      expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    } finally {
      await busy.stop();
    }
  });

  async function post(
    body: string,
    headers: Record<string, string> = {},
  ): Promise<{ status: number; code?: string; message?: string }> {
    const response = await fetch(`${kongsi.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    });
    const { errors } = (await response.json()) as { errors?: { message: string; extensions: { code: string } }[] };

    return { status: response.status, code: errors?.[0]?.extensions.code, message: errors?.[0]?.message };
  }
});
