import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PersonalDataRegistry } from '#libs/platform';
import { People } from '#libs/people';
import { type Kongsi, hours, minutes, startKongsi } from '../support/kongsi.js';
import { Browser, type PersonActing, aPerson, anAddress, goodPassword } from '../support/people.js';

const newPassword = 'perahu layar pagi hari';

describe('an account', () => {
  let kongsi: Kongsi;

  beforeAll(async () => {
    kongsi = await startKongsi();
  });
  afterAll(() => kongsi.stop());

  const askForReset = (email: string) => new Browser(kongsi).carryOut('requestPasswordReset', { email }, '');
  const reset = (token: string, password = newPassword) =>
    new Browser(kongsi).carryOut('resetPassword', { token, password }, '... on PasswordReset { email }');
  const setPassword = (person: Browser, currentPassword: string | undefined, password = newPassword) =>
    person.carryOut('setPassword', { currentPassword, newPassword: password }, '... on Me { hasPassword }');
  const changeEmail = (person: Browser, email: string) =>
    person.carryOut('changeEmail', { email }, '... on EmailChange { email }');
  const confirmEmail = (token: string, browser = new Browser(kongsi)) =>
    browser.carryOut<{ email?: string }>('confirmEmail', { token }, '... on EmailChange { email }');
  const erase = (person: Browser, email: string) =>
    person.carryOut<{ erasedAt?: string; reasons?: string[] }>(
      'eraseMe',
      { email },
      '... on Erasure { erasedAt } ... on ErasureStopped { reasons }',
    );
  const exportData = (person: Browser) =>
    person
      .get<{ exportMyData: { json?: string; code?: string } }>(
        'mutation { exportMyData { ... on PersonalDataExport { json madeAt } ... on Refusal { code } } }',
      )
      .then((data) => data.exportMyData);
  const isOut = async (browser: Browser) => expect(await browser.get('{ me { id } }')).toEqual({ me: null });
  const isIn = async (browser: Browser, person: PersonActing) =>
    expect(await browser.get('{ me { id } }')).toEqual({ me: { id: person.id } });

  it('gets a new password by a mailed link, which ends all sessions', async () => {
    const sari = await aPerson(kongsi);
    await askForReset(sari.email);
    const older = await sari.mailedToken();
    await askForReset(sari.email);
    const token = await sari.mailedToken();
    expect(await reset(token, 'password123')).toMatchObject({ code: 'PASSWORD_TOO_EASY' });
    expect(await reset(token)).toMatchObject({ email: sari.email });

    await isOut(sari);
    expect(await sari.signIn(sari.email, goodPassword)).toMatchObject({ code: 'SIGN_IN_FAILED' });
    expect(await sari.signIn(sari.email, newPassword)).toHaveProperty('id');
    expect((await sari.mails()).at(-1)!.subject).toBe('Your Kongsi password was changed');
    expect(await reset(token)).toMatchObject({ code: 'LINK_NO_LONGER_VALID' });
    expect(await reset(older)).toMatchObject({ code: 'LINK_NO_LONGER_VALID' });
  });

  it('does not get a new password by an old link, or one meant for something else', async () => {
    const sari = await aPerson(kongsi);
    await changeEmail(sari, anAddress());
    await askForReset(sari.email);
    const token = await sari.mailedToken();
    expect(await confirmEmail(token)).toMatchObject({ code: 'LINK_NO_LONGER_VALID' });
    await kongsi.clock.pass(minutes(60));
    expect(await reset(token)).toMatchObject({ code: 'LINK_NO_LONGER_VALID' });
  });

  it('changes its password knowing the present one, and only this device stays signed in', async () => {
    const sari = await aPerson(kongsi);
    const phone = await sari.elsewhere();
    expect(await setPassword(sari, 'not the one')).toMatchObject({ code: 'PASSWORD_WRONG' });
    expect(await setPassword(sari, undefined)).toMatchObject({ code: 'PASSWORD_WRONG' });
    expect(await setPassword(sari, sari.password, 'qwertyuiop')).toMatchObject({ code: 'PASSWORD_TOO_EASY' });
    await isIn(phone, sari);
    const before = sari.cookie;
    expect(await setPassword(sari, sari.password)).toMatchObject({ hasPassword: true });

    expect(sari.cookie).not.toBe(before);
    await isIn(sari, sari);
    await isOut(phone);
  });

  it('moves to a new address by the link mailed there, and the old address is told', async () => {
    const sari = await aPerson(kongsi);
    const phone = await sari.elsewhere();
    const [old, fresh] = [sari.email, anAddress()];
    await askForReset(old);
    const resetToken = await sari.mailedToken();
    expect(await changeEmail(sari, fresh)).toMatchObject({ email: fresh });
    expect(await sari.get('{ me { email } }')).toEqual({ me: { email: old } });

    const token = await sari.mailedToken(fresh);
    const outcomes = await Promise.all([1, 2, 3, 4, 5, 6].map(() => confirmEmail(token, sari)));
    expect(outcomes.filter((outcome) => outcome.__typename === 'EmailChange')).toHaveLength(1);
    expect(await sari.get('{ me { email } }')).toEqual({ me: { email: fresh } });
    await isOut(phone);
    expect((await kongsi.mailsTo(old)).at(-1)!.subject).toBe('Your Kongsi account has a new e-mail address');
    expect(await reset(resetToken)).toMatchObject({ code: 'LINK_NO_LONGER_VALID' });
    expect(await new Browser(kongsi).signIn(fresh, sari.password)).toHaveProperty('id');
  });

  it('does not move to an address that came to belong to somebody meanwhile', async () => {
    const sari = await aPerson(kongsi);
    const email = anAddress();
    await changeEmail(sari, email);
    const token = await sari.mailedToken(email);
    await aPerson(kongsi, { email });

    expect(await confirmEmail(token)).toMatchObject({ code: 'LINK_NO_LONGER_VALID' });
    expect(await sari.get('{ me { email } }')).toEqual({ me: { email: sari.email } });
  });

  it('says how to be called, in which language and zone; a retry changes nothing twice', async () => {
    const sari = await aPerson(kongsi);
    const input = { name: 'Bu Sari', language: 'ID', timeZone: 'Asia/Jayapura', idempotencyKey: 'profile-1' };
    const selection = '... on Me { name language timeZone }';
    const changed = await sari.carryOut('changeProfile', input, selection);
    expect(changed).toMatchObject({ name: 'Bu Sari', language: 'ID', timeZone: 'Asia/Jayapura' });
    expect(await sari.carryOut('changeProfile', input, selection)).toEqual(changed);
    expect(await sari.carryOut('changeProfile', { ...input, name: 'Other' }, selection)).toMatchObject({
      code: 'IDEMPOTENCY_KEY_REUSED',
      message: expect.stringContaining('Permintaan ini'),
    });
  });

  it('can be taken along whole, without secrets', async () => {
    const sari = await aPerson(kongsi, { name: 'Sari Wijaya' });
    const { json } = await exportData(sari);
    const { people } = JSON.parse(json!) as { people: Record<string, unknown> };

    expect(people).toMatchObject({ name: 'Sari Wijaya', email: sari.email, hasPassword: true });
    expect(people.sessions).toHaveLength(1);
    expect(json).not.toMatch(/argon2|Digest|token=/);
  });

  it('is erased whole when its owner types the address; nothing but the id is left', async () => {
    const sari = await aPerson(kongsi, { name: 'Ratna Kusumawardhani' });
    await sari.carryOut('createApiToken', { name: 'x', scope: 'READ', days: 3 }, '');
    await sari.get('mutation { beginSecondFactor { __typename } }');
    expect(await erase(sari, 'other@example.org')).toMatchObject({ code: 'CONFIRMATION_DOES_NOT_MATCH' });
    await isIn(sari, sari);
    expect(await erase(sari, sari.email.toUpperCase())).toHaveProperty('erasedAt');

    expect(sari.cookie).toBeUndefined();
    expect(await sari.signIn(sari.email, sari.password)).toMatchObject({ code: 'SIGN_IN_FAILED' });
    expect((await sari.mails()).map((mail) => mail.subject)).toEqual(['Your Kongsi account is erased']);
    await kongsi.clock.pass(hours(25));
    const { rows: tables } = await kongsi.pool.query<{ name: string }>(
      `SELECT format('%I.%I', table_schema, table_name) AS "name" FROM information_schema.tables
       WHERE table_type = 'BASE TABLE' AND table_schema IN ('public', 'graphile_worker')`,
    );
    for (const { name } of tables) {
      const { rows } = await kongsi.pool.query(`SELECT 1 FROM ${name} AS it WHERE to_jsonb(it)::text ~* $1`, [
        `${sari.email}|kusumawardhani`,
      ]);
      expect({ name, left: rows.length }).toEqual({ name, left: 0 });
    }
    const again = await aPerson(kongsi, { email: sari.email });
    expect(again.id).not.toBe(sari.id);
  });

  it('is not erased while others depend on the person', async () => {
    const sari = await aPerson(kongsi);
    const registry = kongsi.app.get(PersonalDataRegistry);
    registry.register({
      name: 'story',
      export: async () => null,
      erase: async () => undefined,
      veto: async (personId) => (personId === sari.id ? ['Hand over the joinery first.'] : []),
    });

    expect(await erase(sari, sari.email)).toMatchObject({
      code: 'ERASURE_STOPPED',
      reasons: ['Hand over the joinery first.'],
      message: 'Your account cannot be erased yet. Hand over the joinery first.',
    });
    await isIn(sari, sari);
    registry.parts.pop();
  });

  it('asks for a fresh sign-in before anything that could lock its owner out', async () => {
    const sari = await aPerson(kongsi);
    await kongsi.clock.pass(minutes(31));
    const stale = { code: 'SIGN_IN_AGAIN' };
    expect(await setPassword(sari, sari.password)).toMatchObject(stale);
    expect(await changeEmail(sari, anAddress())).toMatchObject(stale);
    expect(await erase(sari, sari.email)).toMatchObject(stale);
    expect(await exportData(sari)).toMatchObject(stale);
    await sari.signInAgain();
    expect(await exportData(sari)).toHaveProperty('json');
  });

  it('is closed to who is not signed in', async () => {
    for (const mutation of [
      'changeProfile(input: { name: "x", language: EN, timeZone: "UTC", idempotencyKey: "12345678" })',
      'setPassword(input: { newPassword: "perahu layar pagi hari" })',
      'changeEmail(input: { email: "a@example.org" })',
      'exportMyData',
      'eraseMe(input: { email: "a@example.org" })',
    ]) {
      const answer = await kongsi.ask(`mutation { ${mutation} { __typename } }`);
      expect(answer.errors?.[0]!.extensions.code).toBe('UNAUTHENTICATED');
    }
  });

  it('becomes an operator’s by the command line only, and its sessions end with that', async () => {
    const sari = await aPerson(kongsi);
    await kongsi.app.get(People).makeOperator(sari.email);
    await isOut(sari);
    await sari.signInAgain();
    expect(await sari.get('{ me { operator } }')).toEqual({ me: { operator: true } });
    await expect(kongsi.app.get(People).makeOperator(anAddress())).rejects.toThrow('nothing here');
  });
});
