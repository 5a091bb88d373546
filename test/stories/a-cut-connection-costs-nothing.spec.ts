import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { foundingInput } from '../support/firms.js';
import { type Kongsi, startKongsi } from '../support/kongsi.js';
import { type Outcome, type PersonActing, aPerson } from '../support/people.js';

const selection = '... on Firm { id publicId }';
const document = `mutation ($input: FoundFirmInput!) { foundFirm(input: $input) { __typename ... on Refusal { code message } ${selection} } }`;

describe('a cut connection costs nothing', () => {
  let kongsi: Kongsi;
  let person: PersonActing;

  beforeAll(async () => {
    kongsi = await startKongsi({ DATABASE_POOL: '12' });
    person = await aPerson(kongsi);
  });
  afterAll(() => kongsi.stop());

  it('who heard no answer asks again with the same key, and has one firm', async () => {
    const input = await founding('Sanggar Tali');
    await cutAfterSending(input);
    const first = await found(input);
    expect(first).toMatchObject({ __typename: 'Firm' });
    expect(await found(input)).toEqual(first);
    expect(await firmsNamed('Sanggar Tali')).toBe(1);
  });

  it('ten at once with one key have one effect and one answer', async () => {
    const input = await founding('Sanggar Jala');
    const answers = await Promise.all(Array.from({ length: 10 }, () => found(input)));
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    expect(await firmsNamed('Sanggar Jala')).toBe(1);
  });

  it('the same key for something else is refused, and says what it was used for', async () => {
    const input = await founding('Sanggar Layar');
    await found(input);
    expect(await found({ ...input, name: 'Sanggar Dayung' })).toMatchObject({
      code: 'IDEMPOTENCY_KEY_REUSED',
      message: expect.stringContaining('foundFirm'),
    });
    expect(await firmsNamed('Sanggar Dayung')).toBe(0);
  });

  it('a refusal uses up no key: what was mended passes with it', async () => {
    const input = await founding('Sanggar Kemudi');
    const refused = await found({ ...input, housePolicyVersion: 'of last year' });
    expect(refused.code).toBeDefined();
    expect(await found(input)).toMatchObject({ __typename: 'Firm' });
  });

  it('another person’s same key is another key', async () => {
    const other = await aPerson(kongsi);
    const input = await founding('Sanggar Jangkar');
    const mine = await found(input);
    const theirs = await found({ ...input, name: 'Sanggar Haluan' }, other);
    expect(theirs).toMatchObject({ __typename: 'Firm' });
    expect(theirs.id).not.toBe(mine.id);
  });

  it('the control: without the key’s uniqueness a retry founds a second firm', async () => {
    await kongsi.pool.query('ALTER TABLE "idempotencyKey" DROP CONSTRAINT "idempotencyKey_pkey"');
    try {
      const input = await founding('Sanggar Buritan');
      await Promise.all([found(input), found(input)]);
      expect(await firmsNamed('Sanggar Buritan')).toBe(2);
    } finally {
      await kongsi.pool.query('DELETE FROM "idempotencyKey"');
      await kongsi.pool.query('ALTER TABLE "idempotencyKey" ADD PRIMARY KEY ("personId", "key")');
    }
  });

  async function founding(name: string): Promise<Record<string, unknown>> {
    return { ...(await foundingInput(kongsi, { name })), idempotencyKey: randomUUID() };
  }

  function found(input: Record<string, unknown>, by = person): Promise<Outcome & { id?: string }> {
    return by.carryOut<{ id?: string }>('foundFirm', input, selection);
  }

  async function firmsNamed(name: string): Promise<number> {
    const { rows } = await kongsi.pool.query('SELECT 1 FROM "firm" WHERE "name" = $1', [name]);

    return rows.length;
  }

  /** Sends the whole request and hangs up without listening. */
  function cutAfterSending(input: Record<string, unknown>): Promise<void> {
    return new Promise((resolve, reject) => {
      const call = request(`${kongsi.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', cookie: person.cookie! },
      });
      call.on('error', reject);
      call.end(JSON.stringify({ query: document, variables: { input } }), () => {
        call.removeAllListeners('error').on('error', () => undefined);
        call.destroy();
        resolve();
      });
    });
  }
});
