import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Kongsi, startKongsi } from '../support/kongsi.js';
import { Browser, aPerson, anAddress } from '../support/people.js';

describe('guessing a password', () => {
  let kongsi: Kongsi;

  beforeAll(async () => {
    kongsi = await startKongsi({ RATE_SIGN_IN_PER_QUARTER_HOUR: '3' });
  });
  afterAll(() => kongsi.stop());

  const attempt = (email: string, password: string) =>
    kongsi.ask<{ signIn: { __typename: string } }>(
      'mutation ($input: SignInInput!) { signIn(input: $input) { __typename } }',
      { input: { email, password } },
    );
  const quarterHourPasses = () =>
    kongsi.pool.query(`UPDATE "throttle" SET "expire" = "expire" - 900000 WHERE "key" LIKE 'SIGN_IN:%'`);

  it('is stopped after some tries, even with the right one, and goes on later', async () => {
    const sari = await aPerson(kongsi);
    for (let i = 0; i < 3; i += 1) {
      expect((await attempt(sari.email, `wrong guess ${i}`)).data.signIn.__typename).toBe('SignInFailed');
    }
    const stopped = await attempt(sari.email, sari.password);
    expect(stopped.errors?.[0]!.extensions).toMatchObject({ code: 'TOO_MANY_REQUESTS' });
    const { retryAfterSeconds } = stopped.errors![0]!.extensions as { retryAfterSeconds?: number };
    expect(retryAfterSeconds).toBeGreaterThan(0);
    expect(retryAfterSeconds).toBeLessThanOrEqual(900);

    await quarterHourPasses();
    expect((await attempt(sari.email, sari.password)).data.signIn.__typename).toBe('Me');
  });

  it('is stopped just so for an address that nobody has', async () => {
    const email = anAddress();
    for (let i = 0; i < 3; i += 1) await attempt(email, 'any password at all');

    expect((await attempt(email, 'any password at all')).errors?.[0]!.extensions.code).toBe('TOO_MANY_REQUESTS');
  });

  it('does not stop others, nor those who get it right each time', async () => {
    const budi = await aPerson(kongsi);
    for (let i = 0; i < 5; i += 1) expect((await attempt(budi.email, budi.password)).data.signIn.__typename).toBe('Me');
  });

  it('counts two at the same moment as two', async () => {
    const email = anAddress();
    const answers = await Promise.all([1, 2, 3, 4, 5, 6].map(() => attempt(email, 'any password at all')));

    expect(answers.filter((answer) => answer.errors)).toHaveLength(3);
  });

  it('lets nobody flood a mailbox', async () => {
    const email = anAddress();
    const browser = new Browser(kongsi);
    for (let i = 0; i < 3; i += 1) await browser.carryOut('requestPasswordReset', { email }, '');
    const stopped = await kongsi.ask(
      'mutation ($input: RequestSignInCodeInput!) { requestSignInCode(input: $input) { __typename } }',
      { input: { email } },
    );

    expect(stopped.errors?.[0]!.extensions.code).toBe('TOO_MANY_REQUESTS');
    expect(await kongsi.mailsTo(email)).toHaveLength(3);
  });

  it('leaves no address in the counts', async () => {
    const sari = await aPerson(kongsi);
    await attempt(sari.email, 'wrong guess');
    const { rows } = await kongsi.pool.query('SELECT "key" FROM "throttle"');

    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toMatch(/@|127\.0\.0\.1/);
  });
});
