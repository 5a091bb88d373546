import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { generateSync } from 'otplib';
import { type Kongsi, minutes, startKongsi } from '../support/kongsi.js';
import { Browser, type PersonActing, aPerson } from '../support/people.js';

describe('a second factor', () => {
  let kongsi: Kongsi;

  beforeAll(async () => {
    kongsi = await startKongsi();
  });
  afterAll(() => kongsi.stop());

  /** What the authenticator app shows now, or so many steps of half a minute later. */
  const shown = async (secret: string, steps = 0) =>
    generateSync({ secret, epoch: Math.floor((await kongsi.clock.now()).getTime() / 1_000) + steps * 30 });
  const seconds = (count: number) => count * 1_000;
  const begin = async (person: Browser) => {
    const { beginSecondFactor } = await person.get<{
      beginSecondFactor: { secret: string; uri: string; code: string };
    }>(
      'mutation { beginSecondFactor { __typename ... on SecondFactorEnrolment { secret uri } ... on Refusal { code } } }',
    );

    return beginSecondFactor;
  };
  const withCode = (mutation: string, person: Browser, code: string, selection = '... on RecoveryCodes { codes }') =>
    person
      .get<Record<string, { __typename: string; code?: string; codes?: string[] }>>(
        `mutation ($input: SecondFactorCodeInput!) { ${mutation}(input: $input) { __typename ... on Refusal { code } ${selection} } }`,
        { input: { code } },
      )
      .then((data) => data[mutation]!);
  const signIn = (person: PersonActing, secondFactor?: string, browser = new Browser(kongsi)) =>
    browser.carryOut<{ id?: string }>(
      'signIn',
      { email: person.email, password: person.password, secondFactor },
      '... on Me { id }',
    );

  /** Somebody whose app is linked, in a step whose code is not used yet. */
  async function linked() {
    const person = await aPerson(kongsi);
    const { secret } = await begin(person);
    const { codes } = await withCode('confirmSecondFactor', person, await shown(secret));
    await kongsi.clock.pass(seconds(60));

    return { person, secret, codes: codes! };
  }

  it('asks nothing before a first code proves that the app is linked', async () => {
    const person = await aPerson(kongsi);
    const { secret, uri } = await begin(person);
    expect(uri).toMatch(/^otpauth:\/\/totp\/Kongsi:/);
    expect(await withCode('confirmSecondFactor', person, '000000')).toMatchObject({ code: 'SECOND_FACTOR_WRONG' });
    expect(await signIn(person)).toHaveProperty('id');

    const again = await begin(person);
    expect(again.secret).not.toBe(secret);
    const on = await withCode('confirmSecondFactor', person, await shown(again.secret));
    expect(on.codes).toHaveLength(10);
    expect(await person.get('{ me { hasSecondFactor recoveryCodesLeft } }')).toEqual({
      me: { hasSecondFactor: true, recoveryCodesLeft: 10 },
    });
    expect((await person.mails()).at(-1)!.subject).toBe('Your authenticator app is linked to Kongsi');
  });

  it('ends the other sessions and renews the token of this one', async () => {
    const person = await aPerson(kongsi);
    const phone = await person.elsewhere();
    const { secret } = await begin(person);
    const before = person.cookie;
    await withCode('confirmSecondFactor', person, await shown(secret));

    expect(person.cookie).not.toBe(before);
    expect(await phone.get('{ me { id } }')).toEqual({ me: null });
    expect(await person.get('{ me { id } }')).toEqual({ me: { id: person.id } });
  });

  it('cannot be linked twice, nor confirmed when none was begun', async () => {
    const { person, secret } = await linked();
    expect(await begin(person)).toMatchObject({ code: 'SECOND_FACTOR_ALREADY_ON' });
    expect(await withCode('confirmSecondFactor', person, await shown(secret))).toMatchObject({
      code: 'SECOND_FACTOR_ALREADY_ON',
    });
    const other = await aPerson(kongsi);
    for (const mutation of ['confirmSecondFactor', 'renewRecoveryCodes']) {
      const answer = await other.ask(`mutation { ${mutation}(input: { code: "123456" }) { __typename } }`);
      expect(answer.errors?.[0]!.extensions.code).toBe('NOT_FOUND');
    }
  });

  it('is asked for only after the password was right', async () => {
    const { person } = await linked();
    const wrong = await new Browser(kongsi).signIn(person.email, 'not the password');
    expect(wrong).toMatchObject({ code: 'SIGN_IN_FAILED' });
    expect(await signIn(person)).toMatchObject({ code: 'SECOND_FACTOR_NEEDED' });
    expect(await signIn(person, '000000')).toMatchObject({ code: 'SECOND_FACTOR_WRONG' });
  });

  it('takes each code once, also at the same moment and from a clock that is a little off', async () => {
    const { person, secret } = await linked();
    const code = await shown(secret);
    const outcomes = await Promise.all([signIn(person, code), signIn(person, code)]);
    expect(outcomes.map((outcome) => outcome.__typename).sort()).toEqual(['Me', 'SecondFactorWrong']);
    expect(await signIn(person, code)).toMatchObject({ code: 'SECOND_FACTOR_WRONG' });
    // The step before is within the tolerance, but lies before the one that was used.
    expect(await signIn(person, await shown(secret, -1))).toMatchObject({ code: 'SECOND_FACTOR_WRONG' });
    expect(await signIn(person, await shown(secret, 1))).toHaveProperty('id');
    expect(await signIn(person, await shown(secret, 3))).toMatchObject({ code: 'SECOND_FACTOR_WRONG' });
  });

  it('guards mailed codes too, and the mailed code stays good meanwhile', async () => {
    const { person, secret } = await linked();
    const { id } = await new Browser(kongsi).carryOut<{ id: string }>(
      'requestSignInCode',
      { email: person.email },
      '... on SignInCode { id }',
    );
    const code = /^\d{6}/.exec((await person.mails()).at(-1)!.subject)![0];
    const mailed = (secondFactor?: string) =>
      new Browser(kongsi).carryOut('signInWithCode', { challengeId: id, code, secondFactor }, '... on Me { id }');
    expect(await mailed()).toMatchObject({ code: 'SECOND_FACTOR_NEEDED' });
    expect(await mailed('000000')).toMatchObject({ code: 'SECOND_FACTOR_WRONG' });
    expect(await mailed(await shown(secret))).toHaveProperty('id');
  });

  it('can be replaced by a recovery code, once each, however it is typed', async () => {
    const { person, codes } = await linked();
    const [first, second] = codes;
    expect(await signIn(person, first!.toUpperCase().replaceAll('-', ' '))).toHaveProperty('id');
    expect(await signIn(person, first)).toMatchObject({ code: 'SECOND_FACTOR_WRONG' });
    const outcomes = await Promise.all([signIn(person, second), signIn(person, second)]);
    expect(outcomes.map((outcome) => outcome.__typename).sort()).toEqual(['Me', 'SecondFactorWrong']);
    expect(await person.get('{ me { recoveryCodesLeft } }')).toEqual({ me: { recoveryCodesLeft: 8 } });
    const { rows } = await kongsi.pool.query('SELECT "digest" FROM "recoveryCode"');
    expect(JSON.stringify(rows)).not.toContain(codes[2]!.replaceAll('-', ''));
  });

  it('gets new recovery codes, and the old ones are worth nothing', async () => {
    const { person, secret, codes } = await linked();
    expect(await withCode('renewRecoveryCodes', person, '000000')).toMatchObject({ code: 'SECOND_FACTOR_WRONG' });
    const renewed = await withCode('renewRecoveryCodes', person, await shown(secret));
    expect(renewed.codes).toHaveLength(10);
    expect(await signIn(person, codes[0])).toMatchObject({ code: 'SECOND_FACTOR_WRONG' });
    expect(await signIn(person, renewed.codes![0])).toHaveProperty('id');
  });

  it('is unlinked with a code, and then asks nothing any more', async () => {
    const { person, secret, codes } = await linked();
    const removing = (code: string) => withCode('removeSecondFactor', person, code, '... on Me { hasSecondFactor }');
    expect(await removing('000000')).toMatchObject({ code: 'SECOND_FACTOR_WRONG' });
    expect(await removing(await shown(secret))).toMatchObject({ hasSecondFactor: false });
    expect(await signIn(person)).toHaveProperty('id');
    expect(await signIn(person, codes[0])).toHaveProperty('id');
    expect((await person.mails()).at(-1)!.subject).toBe('Your authenticator app was unlinked from Kongsi');
  });

  it('cannot be guessed: ten tries in a quarter of an hour', async () => {
    const { person, secret } = await linked();
    for (let attempt = 0; attempt < 10; attempt += 1) await signIn(person, '000000');
    const answer = await kongsi.ask('mutation ($input: SignInInput!) { signIn(input: $input) { __typename } }', {
      input: { email: person.email, password: person.password, secondFactor: await shown(secret) },
    });
    expect(answer.errors?.[0]!.extensions.code).toBe('TOO_MANY_REQUESTS');
  });

  it('takes a fresh sign-in to change, and a person to change it', async () => {
    const { person, secret } = await linked();
    await kongsi.clock.pass(minutes(31));
    for (const mutation of ['confirmSecondFactor', 'removeSecondFactor', 'renewRecoveryCodes'])
      expect(await withCode(mutation, person, await shown(secret), '')).toMatchObject({ code: 'SIGN_IN_AGAIN' });
    expect(await begin(person)).toMatchObject({ code: 'SIGN_IN_AGAIN' });
    for (const mutation of [
      'beginSecondFactor',
      ...['confirmSecondFactor', 'removeSecondFactor', 'renewRecoveryCodes'].map(
        (name) => `${name}(input: { code: "123456" })`,
      ),
    ]) {
      const answer = await kongsi.ask(`mutation { ${mutation} { __typename } }`);
      expect(answer.errors?.[0]!.extensions.code).toBe('UNAUTHENTICATED');
    }
  });
});
