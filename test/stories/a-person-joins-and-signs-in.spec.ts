import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Kongsi, days, hours, minutes, startKongsi } from '../support/kongsi.js';
import { Browser, aPerson, anAddress, goodPassword } from '../support/people.js';

describe('a person', () => {
  let kongsi: Kongsi;

  beforeAll(async () => {
    kongsi = await startKongsi();
  });
  afterAll(() => kongsi.stop());

  const register = (email: string, name = 'Sari', browser = new Browser(kongsi)) =>
    browser.carryOut('register', { email, name }, '... on Registration { email }');
  const confirm = (token: string, password: string | undefined = goodPassword, browser = new Browser(kongsi)) =>
    browser.carryOut<{ id?: string; reason?: string }>(
      'confirmRegistration',
      { token, password },
      '... on Me { id } ... on PasswordTooEasy { reason }',
    );
  const tokenTo = async (address: string, nth = -1) =>
    /token=([\w-]+)/.exec((await kongsi.mailsTo(address)).at(nth)!.body)![1]!;
  const code = (challengeId: string, code: string, browser = new Browser(kongsi)) =>
    browser.carryOut<{ id?: string }>('signInWithCode', { challengeId, code }, '... on Me { id }');
  const askForCode = (email: string) =>
    new Browser(kongsi).carryOut<{ id: string }>('requestSignInCode', { email }, '... on SignInCode { id }');
  const codeTo = async (address: string) => /^\d{6}/.exec((await kongsi.mailsTo(address)).at(-1)!.subject)![0];

  it('joins by the link of a mail and is signed in', async () => {
    const sari = await aPerson(kongsi, { name: 'Sari Wijaya', language: 'ID', timeZone: 'Asia/Makassar' });
    const { me } = await sari.get<{ me: Record<string, unknown> }>(
      '{ me { id name email language timeZone operator hasPassword hasSecondFactor recoveryCodesLeft seenByOthers { id name } } }',
    );

    expect(me).toEqual({
      id: sari.id,
      name: 'Sari Wijaya',
      email: sari.email,
      language: 'ID',
      timeZone: 'Asia/Makassar',
      operator: false,
      hasPassword: true,
      hasSecondFactor: false,
      recoveryCodesLeft: 0,
      seenByOthers: { id: sari.id, name: 'Sari Wijaya' },
    });
    expect((await sari.mails())[0]!.subject).toBe('Konfirmasi alamat surel Anda untuk Kongsi');
  });

  it('gets a cookie that scripts and other sites cannot use', async () => {
    const email = anAddress();
    await register(email);
    const answer = await kongsi.ask(
      'mutation ($input: ConfirmRegistrationInput!) { confirmRegistration(input: $input) { __typename } }',
      { input: { token: await tokenTo(email), password: goodPassword } },
    );

    const cookie = answer.headers.getSetCookie()[0]!;
    expect(cookie).toMatch(/^kongsi=[\w-]{43}; /);
    expect(cookie).toContain('HttpOnly');
    expect(cookie).toContain('SameSite=Lax');
    const { rows } = await kongsi.pool.query('SELECT * FROM "session"');
    expect(JSON.stringify(rows)).not.toContain(cookie.slice(7, 50));
  });

  it('signs in with the password on another device, and out again', async () => {
    const sari = await aPerson(kongsi);
    const phone = new Browser(kongsi);
    expect(await phone.signIn(sari.email.toUpperCase(), sari.password)).toMatchObject({ id: sari.id });
    expect(await phone.get('{ me { id } }')).toEqual({ me: { id: sari.id } });

    const { cookie } = phone;
    await phone.get('mutation { signOut }');
    expect(phone.cookie).toBeUndefined();
    phone.cookie = cookie;
    expect(await phone.get('{ me { id } }')).toEqual({ me: null });
    expect(await sari.get('{ me { id } }')).toEqual({ me: { id: sari.id } });
  });

  it('cannot sign out without being signed in', async () => {
    const answer = await kongsi.ask('mutation { signOut }');

    expect(answer.errors?.[0]!.extensions.code).toBe('UNAUTHENTICATED');
  });

  it('is made once, however often the link is followed, and also by two at the same moment', async () => {
    const email = anAddress();
    await register(email);
    const token = await tokenTo(email);
    const outcomes = await Promise.all([1, 2, 3, 4].map(() => confirm(token)));
    expect(outcomes.map((outcome) => outcome.__typename).sort()).toEqual([
      'LinkNoLongerValid',
      'LinkNoLongerValid',
      'LinkNoLongerValid',
      'Me',
    ]);
    expect(await confirm(token)).toMatchObject({ code: 'LINK_NO_LONGER_VALID' });

    const { rows } = await kongsi.pool.query('SELECT 1 FROM "person" WHERE "email" = $1', [email]);
    expect(rows).toHaveLength(1);
  });

  it('is made once when two registrations of one address are confirmed at the same moment', async () => {
    const email = anAddress();
    await register(email, 'First');
    await register(email, 'Second');
    const tokens = [await tokenTo(email, 0), await tokenTo(email, 1)];
    const outcomes = await Promise.all(tokens.map((token) => confirm(token)));

    expect(outcomes.map((outcome) => outcome.__typename).sort()).toEqual(['LinkNoLongerValid', 'Me']);
  });

  it('cannot confirm with a made-up link, or one that is older than a day', async () => {
    expect(await confirm('a-token-that-was-never-mailed')).toMatchObject({ code: 'LINK_NO_LONGER_VALID' });
    const email = anAddress();
    await register(email);
    await kongsi.clock.pass(hours(24) + minutes(1));

    expect(await confirm(await tokenTo(email))).toMatchObject({ code: 'LINK_NO_LONGER_VALID' });
  });

  it('is told that a password is too easy, and may choose another with the same link', async () => {
    const email = anAddress();
    await register(email, 'Sari Wijaya');
    const token = await tokenTo(email);
    expect(await confirm(token, 'password123')).toMatchObject({ code: 'PASSWORD_TOO_EASY', reason: 'COMMON' });
    expect(await confirm(token, 'sariwijaya7')).toMatchObject({ code: 'PASSWORD_TOO_EASY', reason: 'ABOUT_YOU' });
    expect(await confirm(token)).toHaveProperty('id');
  });

  it('is told which fields are wrong, without its password being repeated', async () => {
    const answer = await kongsi.ask(
      'mutation ($input: ConfirmRegistrationInput!) { confirmRegistration(input: $input) { __typename } }',
      { input: { token: 'short', password: 'tooshort' } },
    );

    expect(answer.errors?.[0]!.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      problems: [{ path: 'input.token' }, { path: 'input.password' }],
    });
    expect(JSON.stringify(answer.errors)).not.toContain('tooshort');
    const noZone = await kongsi.ask('mutation ($input: RegisterInput!) { register(input: $input) { __typename } }', {
      input: { email: 'nobody', name: ' ', timeZone: 'Mars/Olympus' },
    });
    expect(noZone.errors?.[0]!.extensions.problems?.map((problem) => problem.path)).toEqual([
      'input.email',
      'input.name',
      'input.timeZone',
    ]);
  });

  it('may have no password at all and sign in with mailed digits', async () => {
    const email = anAddress();
    await register(email);
    const joined = await new Browser(kongsi).carryOut<{ id: string; hasPassword: boolean }>(
      'confirmRegistration',
      { token: await tokenTo(email) },
      '... on Me { id hasPassword }',
    );
    expect(joined.hasPassword).toBe(false);
    expect(await new Browser(kongsi).signIn(email, goodPassword)).toMatchObject({ code: 'SIGN_IN_FAILED' });

    const { id } = await askForCode(email);
    const phone = new Browser(kongsi);
    expect(await code(id, await codeTo(email), phone)).toMatchObject({ id: joined.id });
    expect(await phone.get('{ me { id } }')).toEqual({ me: { id: joined.id } });
    expect(await code(id, await codeTo(email))).toMatchObject({ code: 'SIGN_IN_FAILED' });
  });

  it('gets in with mailed digits for ten minutes, only with the request they answer, and with five tries', async () => {
    const sari = await aPerson(kongsi);
    const first = await askForCode(sari.email);
    const digits = await codeTo(sari.email);
    const second = await askForCode(sari.email);
    // One in a million times both mails carry the same digits; then any others are as foreign to the second request.
    const foreign = digits === (await codeTo(sari.email)) ? '314159' : digits;
    expect(await code(second.id, foreign)).toMatchObject({ code: 'SIGN_IN_FAILED' });
    await kongsi.clock.pass(minutes(10));
    expect(await code(first.id, digits)).toMatchObject({ code: 'SIGN_IN_FAILED' });

    const third = await askForCode(sari.email);
    const right = await codeTo(sari.email);
    const wrong = right === '123456' ? '654321' : '123456';
    for (let attempt = 0; attempt < 5; attempt += 1)
      expect(await code(third.id, wrong)).toMatchObject({ code: 'SIGN_IN_FAILED' });
    const sixth = await kongsi.ask(
      'mutation ($input: SignInWithCodeInput!) { signInWithCode(input: $input) { __typename } }',
      { input: { challengeId: third.id, code: right } },
    );
    expect(sixth.errors?.[0]!.extensions.code).toBe('TOO_MANY_REQUESTS');
  });

  it('uses mailed digits once, also at the same moment', async () => {
    const sari = await aPerson(kongsi);
    const { id } = await askForCode(sari.email);
    const digits = await codeTo(sari.email);
    // As many as there are tries, so that several of them are sure to be inside at once.
    const outcomes = await Promise.all([1, 2, 3, 4, 5].map(() => code(id, digits)));

    expect(outcomes.filter((outcome) => outcome.__typename === 'Me')).toHaveLength(1);
  });

  it('leaves nothing behind of links, codes and sessions that count no more', async () => {
    await register(anAddress());
    await kongsi.clock.pass(days(200));
    await kongsi.pool.query(`SELECT graphile_worker.add_job('sweep-sign-in')`);
    await kongsi.settle();

    const { rows } = await kongsi.pool.query('SELECT "id" FROM "addressProof" UNION ALL SELECT "id" FROM "session"');
    expect(rows).toEqual([]);
  });
});
