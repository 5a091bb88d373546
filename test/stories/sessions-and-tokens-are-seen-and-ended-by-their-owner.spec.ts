import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Kongsi, days, hours, minutes, startKongsi } from '../support/kongsi.js';
import { Browser, type PersonActing, aPerson } from '../support/people.js';

interface Listed {
  me: {
    sessions: { nodes: { id: string; isThisOne: boolean; device: string; signedInAt: string; lastUsedAt: string }[] };
  };
}
interface Token {
  secret: string;
  token: { id: string; name: string; scope: string; lastUsedAt: string | null; expiresAt: string };
}

describe('sessions and tokens', () => {
  let kongsi: Kongsi;
  let sari: PersonActing;

  beforeAll(async () => {
    kongsi = await startKongsi();
  });
  afterAll(() => kongsi.stop());

  const list = async (browser: Browser) =>
    (await browser.get<Listed>('{ me { sessions { nodes { id isThisOne device signedInAt lastUsedAt } } } }')).me
      .sessions.nodes;
  const makeToken = (person: Browser, more: Record<string, unknown> = {}) =>
    person.carryOut<Token>(
      'createApiToken',
      { name: 'bookkeeping', scope: 'READ', days: 30, ...more },
      '... on NewApiToken { secret token { id name scope lastUsedAt expiresAt } }',
    );
  const asToken = (secret: string, query: string, variables?: Record<string, unknown>) =>
    kongsi.ask<Record<string, unknown>>(query, variables, { authorization: `Bearer ${secret}` });
  const changeProfile = 'mutation ($input: ChangeProfileInput!) { changeProfile(input: $input) { __typename } }';
  const profile = { name: 'Sari W.', language: 'EN', timeZone: 'UTC', idempotencyKey: 'profile-by-token' };

  it('are listed with the one that asks marked', async () => {
    sari = await aPerson(kongsi);
    const phone = await sari.elsewhere();
    await phone.get('{ me { id } }');
    const listed = await list(phone);

    expect(listed.map((session) => session.isThisOne)).toEqual([true, false]);
    const page = await phone.get<{ me: { sessions: { nodes: unknown[]; pageInfo: { endCursor: string } } } }>(
      '{ me { sessions(first: 1) { nodes { id } pageInfo { endCursor hasNextPage } } } }',
    );
    const rest = await phone.get<{ me: { sessions: { nodes: unknown[] } } }>(
      'query ($after: String) { me { sessions(after: $after) { nodes { id } } } }',
      { after: page.me.sessions.pageInfo.endCursor },
    );
    expect(rest.me.sessions.nodes).toEqual([{ id: listed[1]!.id }]);
  });

  it('end when their owner says so, and only then', async () => {
    sari = await aPerson(kongsi);
    const phone = await sari.elsewhere();
    const [ofPhone] = await list(phone);
    const stranger = await aPerson(kongsi);
    const tried = await stranger.ask(
      'mutation ($input: RevokeSessionInput!) { revokeSession(input: $input) { __typename } }',
      { input: { sessionId: ofPhone!.id } },
    );
    expect(tried.errors?.[0]!.extensions.code).toBe('NOT_FOUND');
    expect(await list(phone)).toHaveLength(2);

    await sari.carryOut('revokeSession', { sessionId: ofPhone!.id }, '... on Session { id }');
    expect(await phone.get('{ me { id } }')).toEqual({ me: null });
    expect(await list(sari)).toHaveLength(1);
  });

  it('end everywhere else at once', async () => {
    sari = await aPerson(kongsi);
    const others = [await sari.elsewhere(), await sari.elsewhere()];
    expect(await sari.get('mutation { revokeOtherSessions }')).toEqual({ revokeOtherSessions: 2 });
    for (const other of others) expect(await other.get('{ me { id } }')).toEqual({ me: null });
    expect(await sari.get('{ me { id } }')).toEqual({ me: { id: sari.id } });
  });

  it('are closed to who is not signed in', async () => {
    for (const mutation of [
      'revokeOtherSessions',
      'revokeSession(input: { sessionId: "0192f0c1-2b3c-7d4e-8f50-112233445566" }) { __typename }',
      'createApiToken(input: { name: "x", scope: READ, days: 1 }) { __typename }',
      'revokeApiToken(input: { tokenId: "0192f0c1-2b3c-7d4e-8f50-112233445566" }) { __typename }',
    ]) {
      const answer = await kongsi.ask(`mutation { ${mutation} }`);
      expect(answer.errors?.[0]!.extensions.code).toBe('UNAUTHENTICATED');
    }
  });

  it('give a device a new token when somebody signs in on it again', async () => {
    sari = await aPerson(kongsi);
    const before = sari.cookie;
    await sari.signInAgain();
    expect(sari.cookie).not.toBe(before);
    expect(await list(sari)).toHaveLength(1);
    sari.cookie = before;
    expect(await sari.get('{ me { id } }')).toEqual({ me: null });
  });

  it('remember the hour of the last use, end after thirty days without, and after half a year in any case', async () => {
    sari = await aPerson(kongsi);
    await kongsi.clock.pass(hours(5));
    await sari.get('{ me { id } }');
    const [used] = await list(sari);
    expect(used!.lastUsedAt).toMatch(/:00:00\.000Z$/);
    expect(Date.parse(used!.lastUsedAt) - Date.parse(used!.signedInAt)).toBeGreaterThan(hours(3));

    for (let month = 0; month < 6; month += 1) {
      await kongsi.clock.pass(days(29));
      expect(await sari.get('{ me { id } }')).toEqual({ me: { id: sari.id } });
    }
    await kongsi.clock.pass(days(10));
    expect(await sari.get('{ me { id } }')).toEqual({ me: null });
    await sari.signInAgain();
    await kongsi.clock.pass(days(30) + minutes(61));
    expect(await sari.get('{ me { id } }')).toEqual({ me: null });
  });

  it('of programs act within their scope, are listed, and are worth nothing once revoked', async () => {
    sari = await aPerson(kongsi);
    const reader = await makeToken(sari);
    const writer = await makeToken(sari, { name: 'planner', scope: 'WRITE' });
    expect(reader.token).toMatchObject({ name: 'bookkeeping', scope: 'READ', lastUsedAt: null });
    expect((await sari.mails()).at(-1)!.body).toContain('planner');
    const { rows } = await kongsi.pool.query('SELECT * FROM "apiToken"');
    expect(JSON.stringify(rows)).not.toContain(reader.secret);

    expect((await asToken(reader.secret, '{ me { id } }')).data).toEqual({ me: { id: sari.id } });
    const refused = await asToken(reader.secret, changeProfile, { input: profile });
    expect(refused.errors?.[0]!.extensions.code).toBe('FORBIDDEN');
    const written = await asToken(writer.secret, changeProfile, { input: profile });
    expect(written.data).toEqual({ changeProfile: { __typename: 'Me' } });

    const { me } = await sari.get<{ me: { apiTokens: { nodes: Token['token'][] } } }>(
      '{ me { apiTokens { nodes { id name lastUsedAt } } } }',
    );
    expect(me.apiTokens.nodes.map((token) => token.name)).toEqual(['planner', 'bookkeeping']);
    expect(me.apiTokens.nodes[0]!.lastUsedAt).not.toBeNull();

    await sari.carryOut('revokeApiToken', { tokenId: reader.token.id }, '... on ApiToken { id }');
    expect((await asToken(reader.secret, '{ me { id } }')).data).toEqual({ me: null });
  });

  it('of programs cannot be ended by a stranger, and end by themselves', async () => {
    sari = await aPerson(kongsi);
    const { secret, token } = await makeToken(sari, { days: 2 });
    const stranger = await aPerson(kongsi);
    const tried = await stranger.ask(
      'mutation ($input: RevokeApiTokenInput!) { revokeApiToken(input: $input) { __typename } }',
      { input: { tokenId: token.id } },
    );
    expect(tried.errors?.[0]!.extensions.code).toBe('NOT_FOUND');
    await kongsi.clock.pass(days(2) - minutes(1));
    expect((await asToken(secret, '{ me { id } }')).data).toEqual({ me: { id: sari.id } });
    await kongsi.clock.pass(minutes(1));
    expect((await asToken(secret, '{ me { id } }')).data).toEqual({ me: null });
  });

  it('of programs touch no account, are not made by programs, and are not widened by a cookie', async () => {
    sari = await aPerson(kongsi);
    const { secret } = await makeToken(sari, { scope: 'WRITE' });
    const made = await asToken(
      secret,
      'mutation { createApiToken(input: { name: "more", scope: WRITE, days: 9 }) { __typename } }',
    );
    expect(made.data).toEqual({ createApiToken: { __typename: 'SignInAgain' } });
    const withCookie = await sari.ask('{ me { id } }', {}, { authorization: 'Bearer kongsi_nonsense' });
    expect(withCookie.data).toEqual({ me: null });
  });

  it('of programs take a fresh sign-in to make', async () => {
    sari = await aPerson(kongsi);
    await kongsi.clock.pass(minutes(31));
    expect(await makeToken(sari)).toMatchObject({ code: 'SIGN_IN_AGAIN' });
    await sari.signInAgain();
    expect(await makeToken(sari)).toHaveProperty('secret');
  });
});
