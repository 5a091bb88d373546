import { randomBytes } from 'node:crypto';
import type { Answer, Kongsi } from './kongsi.js';

/** What most stories sign in with. */
export const goodPassword = 'rotan kuat di dermaga';

/** Somebody with a browser: asks, keeps the cookie that answers set, and does what people do. */
export class Browser {
  cookie: string | undefined;

  constructor(readonly kongsi: Kongsi) {}

  /** Sends one GraphQL request with this browser's cookie. */
  async ask<Data = Record<string, never>>(
    query: string,
    variables?: Record<string, unknown>,
    headers: Record<string, string> = {},
  ): Promise<Answer<Data>> {
    const cookie: Record<string, string> = this.cookie === undefined ? {} : { cookie: this.cookie };
    const answer = await this.kongsi.ask<Data>(query, variables, { ...cookie, ...headers });
    for (const set of answer.headers.getSetCookie()) {
      const pair = set.split(';')[0]!;
      this.cookie = pair.endsWith('=') ? undefined : pair;
    }

    return answer;
  }

  /** As `ask`, for what must succeed: answers the data, or fails the story with the errors. */
  async get<Data>(query: string, variables?: Record<string, unknown>): Promise<Data> {
    const answer = await this.ask<Data>(query, variables);
    if (answer.errors) throw new Error(`Not answered: ${JSON.stringify(answer.errors)}\n${query}`);

    return answer.data;
  }

  /**
   * Carries out one mutation with `input` and answers its result, success or refusal.
   *
   * @param selection what to select of the success type: `... on Me { id }`
   */
  async carryOut<Result = Outcome>(
    mutation: string,
    input: Record<string, unknown>,
    selection: string,
  ): Promise<Result & Outcome> {
    const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
    const data = await this.get<Record<string, Result & Outcome>>(
      `mutation ($input: ${type}!) { ${mutation}(input: $input) { __typename ... on Refusal { code message } ${selection} } }`,
      { input },
    );

    return data[mutation]!;
  }

  signIn(email: string, password: string): Promise<Outcome & { id?: string }> {
    return this.carryOut('signIn', { email, password }, '... on Me { id }');
  }
}

/** What a mutation answered; `code` is there when it was a refusal. */
export interface Outcome {
  __typename: string;
  code?: string;
  message?: string;
}

/** A registered, signed-in person. Other libraries' people extend it with their verbs. */
export class PersonActing extends Browser {
  id: string;

  constructor(
    kongsi: Kongsi,
    readonly email: string,
    readonly name: string,
    readonly password = goodPassword,
  ) {
    super(kongsi);
  }

  /** Registers, reads the confirmation mail and confirms, all through GraphQL. */
  async join(profile: { language?: 'EN' | 'ID'; timeZone?: string } = {}): Promise<this> {
    await this.carryOut(
      'register',
      { email: this.email, name: this.name, ...profile },
      '... on Registration { email }',
    );
    const { id, code } = await this.carryOut<{ id: string; code?: string }>(
      'confirmRegistration',
      { token: await this.mailedToken(), password: this.password },
      '... on Me { id }',
    );
    if (code) throw new Error(`Not confirmed: ${code}`);
    this.id = id;

    return this;
  }

  /** Signs in again in the same browser: after thirty days without use, or before what takes a fresh sign-in. */
  async signInAgain(): Promise<this> {
    const { code } = await this.signIn(this.email, this.password);
    if (code) throw new Error(`Not signed in again: ${code}`);

    return this;
  }

  /** The same person in another browser, signed in there as well. */
  async elsewhere(): Promise<Browser> {
    const browser = new Browser(this.kongsi);
    await browser.signIn(this.email, this.password);

    return browser;
  }

  async mails(): Promise<{ subject: string; body: string }[]> {
    return this.kongsi.mailsTo(this.email);
  }

  /** The token of the link in the newest mail. */
  async mailedToken(address = this.email): Promise<string> {
    const mails = await this.kongsi.mailsTo(address);
    const token = /token=([\w-]+)/.exec(mails.at(-1)?.body ?? '')?.[1];
    if (!token) throw new Error(`No token in the newest of ${mails.length} mails to ${address}`);

    return token;
  }
}

/** What a story says of a person; the rest is invented. */
export interface PersonWishes {
  name?: string;
  email?: string;
  language?: 'EN' | 'ID';
  timeZone?: string;
}

/** A person who has joined and is signed in. */
export async function aPerson(
  kongsi: Kongsi,
  { name = 'Sari Wijaya', email = anAddress(), ...profile }: PersonWishes = {},
): Promise<PersonActing> {
  return new PersonActing(kongsi, email, name).join(profile);
}

/** An address nobody has used before. */
export function anAddress(): string {
  return `${randomBytes(6).toString('hex')}@example.org`;
}
