import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Kongsi, startKongsi } from '../support/kongsi.js';
import { Browser, type PersonActing, aPerson, anAddress } from '../support/people.js';
import { statementsOf } from '../support/sql-watch.js';

describe('whether an address is known', () => {
  let kongsi: Kongsi;
  let known: PersonActing;

  beforeAll(async () => {
    kongsi = await startKongsi();
    known = await aPerson(kongsi);
  });
  afterAll(() => kongsi.stop());

  /** What an outsider can see of an answer: status, headers and body, without what differs for every request. */
  async function seen(query: string, input: Record<string, unknown>, asker: { cookie?: string } = {}) {
    const headers: Record<string, string> = asker.cookie ? { cookie: asker.cookie } : {};
    const response = await fetch(`${kongsi.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query, variables: { input } }),
    });
    const varying = new Set(['x-request-id', 'date', 'etag']);
    const email = String(input.email);
    const body = (await response.text())
      .replaceAll(email, '<address>')
      .replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '<id>')
      .replaceAll(/\d{4}-\d{2}-\d{2}T[\d:.]+Z/g, '<time>');

    return {
      status: response.status,
      headers: [...response.headers].filter(([name]) => !varying.has(name)),
      body,
    };
  }

  async function expectTheSame(query: string, more: Record<string, unknown>, asker: { cookie?: string } = {}) {
    // The addresses are equally long, so that even lengths can be compared.
    const stranger = anAddress();
    expect(stranger).toHaveLength(known.email.length);
    const answers: unknown[] = [];
    const statements: string[][] = [];
    for (const email of [known.email, stranger]) {
      statements.push(await statementsOf(async () => answers.push(await seen(query, { ...more, email }, asker))));
    }
    expect(answers[0]).toEqual(answers[1]);
    expect(statements[0]!.length).toBeGreaterThan(3);
    expect(statements[0]).toEqual(statements[1]);

    return { answer: answers[0] as { status: number; body: string }, stranger };
  }

  it('is not told by registering; the known address gets a mail instead', async () => {
    const { answer, stranger } = await expectTheSame(
      'mutation ($input: RegisterInput!) { register(input: $input) { __typename ... on Registration { email } } }',
      { name: 'Sari' },
    );
    expect(answer).toMatchObject({
      status: 200,
      body: '{"data":{"register":{"__typename":"Registration","email":"<address>"}}}\n',
    });

    const told = (await known.mails()).at(-1)!;
    expect(told.subject).toBe('You already have a Kongsi account');
    expect(told.body).not.toContain('token=');
    expect((await kongsi.mailsTo(stranger)).at(-1)!.body).toContain('token=');
  });

  it('is not told by a wrong password', async () => {
    const { answer } = await expectTheSame(
      'mutation ($input: SignInInput!) { signIn(input: $input) { __typename ... on Refusal { code message } } }',
      { password: 'not the password at all' },
    );
    expect(answer.body).toContain('SIGN_IN_FAILED');
  });

  it('is not told by asking for a code', async () => {
    const { stranger } = await expectTheSame(
      'mutation ($input: RequestSignInCodeInput!) { requestSignInCode(input: $input) { __typename ... on SignInCode { id email expiresAt } } }',
      {},
    );
    expect((await kongsi.mailsTo(stranger)).at(-1)!.subject).toBe('There is no Kongsi account for this address');
  });

  it('is not told by a wrong code', async () => {
    const wrong = async (email: string) => {
      const browser = new Browser(kongsi);
      const { id } = await browser.carryOut<{ id: string }>('requestSignInCode', { email }, '... on SignInCode { id }');
      let answer: unknown;
      const statements = await statementsOf(async () => {
        answer = await seen(
          'mutation ($input: SignInWithCodeInput!) { signInWithCode(input: $input) { __typename ... on Refusal { code message } } }',
          { challengeId: id, code: await aWrongCode(email) },
        );
      });

      return { answer, statements };
    };
    const aWrongCode = async (email: string) => {
      const code = /^\d{6}/.exec((await kongsi.mailsTo(email)).at(-1)!.subject)?.[0];

      return code === '000000' ? '000001' : '000000';
    };
    const [first, second] = [await wrong(known.email), await wrong(anAddress())];
    expect(first).toEqual(second);
  });

  it('is not told by asking for a new password', async () => {
    const { stranger } = await expectTheSame(
      'mutation ($input: RequestPasswordResetInput!) { requestPasswordReset(input: $input) { __typename ... on PasswordReset { email } } }',
      {},
    );
    expect((await kongsi.mailsTo(stranger)).at(-1)!.body).not.toContain('token=');
    expect((await known.mails()).at(-1)!.body).toContain('token=');
  });

  it('is not told by moving an account to it', async () => {
    const mover = await aPerson(kongsi);
    await expectTheSame(
      'mutation ($input: ChangeEmailInput!) { changeEmail(input: $input) { __typename ... on EmailChange { email } } }',
      {},
      { cookie: mover.cookie },
    );
    expect((await known.mails()).at(-1)!.subject).toBe('This address already has a Kongsi account');
  });
});
