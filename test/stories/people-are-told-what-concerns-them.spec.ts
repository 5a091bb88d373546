import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Inbox, NoticeKinds, Recipients, type Tidings, Watches } from '#libs/inbox';
import { Db, newId } from '#libs/platform';
import { type Kongsi, days, hours, startKongsi } from '../support/kongsi.js';
import { Browser, type PersonActing, aPerson } from '../support/people.js';

interface Noticed {
  id: string;
  kind: string;
  title: string;
  path: string;
  readAt: string | null;
}

describe('people', () => {
  let kongsi: Kongsi;
  let inbox: Inbox;
  let db: Db;
  const visible = new Map<string, string[]>();
  const delegates = new Map<string, string[]>();

  beforeAll(async () => {
    kongsi = await startKongsi();
    inbox = kongsi.app.get(Inbox);
    db = kongsi.app.get(Db);
    // Kinds of this story only: the mechanism is told here, the words of real kinds where they are used.
    kongsi.app
      .get(NoticeKinds)
      .register(
        { kind: 'STORY_TOLD' },
        { kind: 'STORY_GATHERED', mail: 'DAILY' },
        { kind: 'STORY_SERVED', formal: true },
      );
    kongsi.app
      .get(Recipients)
      .delegatesAre(async (firmIds, roles) =>
        roles.includes('OWNER') ? firmIds.flatMap((firmId) => delegates.get(firmId) ?? []) : [],
      );
    kongsi.app
      .get(Watches)
      .register('PROJECT', async (actor, ids) =>
        ids.filter((id) => visible.get(id)?.includes(actor.personId ?? '') ?? false),
      );
  });
  afterAll(() => kongsi.stop());

  const tidings = (more: Partial<Tidings> = {}): Tidings => ({
    kind: 'STORY_TOLD',
    key: `story:${newId()}`,
    path: '/tenders/7',
    facts: { lot: 3 },
    ...more,
  });
  const listed = async (person: Browser, unreadOnly = false) =>
    (
      await person.get<{ inbox: { nodes: Noticed[] } }>(
        'query ($unreadOnly: Boolean!) { inbox(unreadOnly: $unreadOnly) { nodes { id kind title body path readAt } } }',
        { unreadOnly },
      )
    ).inbox.nodes;
  const unread = async (person: Browser) =>
    (await person.get<{ unreadNoticeCount: number }>('{ unreadNoticeCount }')).unreadNoticeCount;
  const noticeMails = async (person: PersonActing) =>
    (await person.mails()).filter((mail) => /STORY|news of the last day/.test(mail.subject));
  const choose = (person: Browser, kind: string, mail: string) =>
    person.carryOut('chooseNoticeMail', { kind, mail }, '... on NoticePreference { mail }');
  const quiet = (person: Browser, from: string, until: string) =>
    person.carryOut('setQuietHours', { from, until }, '... on QuietHours { from until }');
  const roundOfDailyMail = async () => {
    await kongsi.pool.query(`SELECT graphile_worker.add_job('mail-daily-notices')`);
    await kongsi.settle();
  };
  /** Lets time pass until the clock shows this hour and minute in UTC. */
  const passUntil = async (hour: number, minute = 0) => {
    const now = await kongsi.clock.now();
    const then = new Date(now);
    then.setUTCHours(hour, minute, 0, 0);
    if (then <= now) then.setUTCDate(then.getUTCDate() + 1);
    await kongsi.clock.pass(then.getTime() - now.getTime());
  };
  const unsubscribe = (token: string) =>
    new Browser(kongsi).carryOut<{ about?: string[] }>('unsubscribe', { token }, '... on Unsubscription { about }');
  const tokenIn = (body: string) => /unsubscribe\?token=(\S+)/.exec(body)?.[1];

  it('are told once for each reason, in the inbox and by mail, except who did it', async () => {
    const [sari, budi] = [await aPerson(kongsi), await aPerson(kongsi)];
    const news = tidings();
    await inbox.tell({ ...news, personIds: [sari.id, sari.id, budi.id], except: budi.id });
    await Promise.all([inbox.tell({ ...news, personIds: [sari.id] }), inbox.tell({ ...news, personIds: [sari.id] })]);

    expect(await listed(sari)).toEqual([
      expect.objectContaining({ kind: 'STORY_TOLD', title: 'STORY_TOLD.title', path: '/tenders/7', readAt: null }),
    ]);
    expect(await listed(budi)).toEqual([]);
    const mails = await noticeMails(sari);
    expect(mails).toHaveLength(1);
    expect(mails[0]!.body).toContain('http://localhost:3000/tenders/7');
    expect(await noticeMails(budi)).toEqual([]);
  });

  it('are not told what was rolled back', async () => {
    const sari = await aPerson(kongsi);
    const undone = db.transaction(async () => {
      await inbox.tell({ ...tidings(), personIds: [sari.id] });
      throw new Error('changed my mind');
    });
    await expect(undone).rejects.toThrow('changed my mind');

    expect(await listed(sari)).toEqual([]);
    expect(await noticeMails(sari)).toEqual([]);
  });

  it('are told for their firm when they hold one of the roles', async () => {
    const [sari, budi] = [await aPerson(kongsi), await aPerson(kongsi)];
    const firmId = newId();
    delegates.set(firmId, [sari.id, budi.id]);
    await inbox.tell({ ...tidings(), firms: { firmIds: [firmId, newId()], roles: ['OWNER'] }, personIds: [budi.id] });
    await inbox.tell({ ...tidings(), firms: { firmIds: [firmId], roles: ['VIEWER'] } });

    expect(await listed(sari)).toHaveLength(1);
    expect(await listed(budi)).toHaveLength(1);
  });

  it('read their notices page by page, and mark them', async () => {
    const sari = await aPerson(kongsi);
    for (let nth = 1; nth <= 3; nth += 1) await inbox.tell({ ...tidings({ path: `/${nth}` }), personIds: [sari.id] });
    const first = await sari.get<{
      inbox: { nodes: Noticed[]; pageInfo: { endCursor: string; hasNextPage: boolean } };
    }>('{ inbox(first: 2) { nodes { path } pageInfo { endCursor hasNextPage } } }');
    expect(first.inbox.nodes.map((notice) => notice.path)).toEqual(['/3', '/2']);
    expect(first.inbox.pageInfo.hasNextPage).toBe(true);
    const rest = await sari.get<{ inbox: { nodes: Noticed[] } }>(
      'query ($after: String) { inbox(first: 2, after: $after) { nodes { path } } }',
      { after: first.inbox.pageInfo.endCursor },
    );
    expect(rest.inbox.nodes.map((notice) => notice.path)).toEqual(['/1']);

    expect(await unread(sari)).toBe(3);
    const [newest] = await listed(sari);
    const marked = await sari.carryOut(
      'markNoticesRead',
      { noticeIds: [newest!.id] },
      '... on NoticesRead { unreadCount }',
    );
    expect(marked).toMatchObject({ unreadCount: 2 });
    expect((await listed(sari, true)).map((notice) => notice.path)).toEqual(['/2', '/1']);
    expect((await listed(sari))[0]!.readAt).not.toBeNull();
    await sari.get('mutation { markAllNoticesRead { __typename } }');
    expect(await unread(sari)).toBe(0);
    expect(await listed(sari)).toHaveLength(3);
  });

  it('cannot touch the notices of others, and a mixed request marks none', async () => {
    const [sari, stranger] = [await aPerson(kongsi), await aPerson(kongsi)];
    await inbox.tell({ ...tidings(), personIds: [sari.id, stranger.id] });
    const ids = [(await listed(stranger))[0]!.id, (await listed(sari))[0]!.id];
    const tried = await stranger.ask(
      'mutation ($input: MarkNoticesReadInput!) { markNoticesRead(input: $input) { __typename } }',
      { input: { noticeIds: ids } },
    );

    expect(tried.errors?.[0]!.extensions.code).toBe('NOT_FOUND');
    expect(await unread(sari)).toBe(1);
    expect(await unread(stranger)).toBe(1);
  });

  it('get no mail about what they read already, or switched off', async () => {
    const sari = await aPerson(kongsi);
    await inbox.tell({ ...tidings(), personIds: [sari.id] });
    await sari.get('mutation { markAllNoticesRead { __typename } }');
    expect(await noticeMails(sari)).toEqual([]);

    expect(await choose(sari, 'STORY_TOLD', 'OFF')).toMatchObject({ mail: 'OFF' });
    await inbox.tell({ ...tidings(), personIds: [sari.id] });
    expect(await noticeMails(sari)).toEqual([]);
    expect(await listed(sari, true)).toHaveLength(1);
  });

  it('cannot switch off what has legal weight, nor choose for a kind there is not', async () => {
    const sari = await aPerson(kongsi);
    expect(await choose(sari, 'STORY_SERVED', 'DAILY')).toMatchObject({ code: 'NOTICE_ALWAYS_MAILED' });
    expect(await choose(sari, 'STORY_SERVED', 'AT_ONCE')).toMatchObject({ mail: 'AT_ONCE' });
    await inbox.tell({ ...tidings({ kind: 'STORY_SERVED' }), personIds: [sari.id] });
    const [mail] = await noticeMails(sari);
    expect(mail!.subject).toBe('STORY_SERVED.title');
    expect(tokenIn(mail!.body)).toBeUndefined();
    const unknown = await sari.ask('mutation { chooseNoticeMail(input: { kind: "NONE", mail: OFF }) { __typename } }');
    expect(unknown.errors?.[0]!.extensions.code).toBe('BAD_USER_INPUT');
    await expect(inbox.tell({ ...tidings({ kind: 'NONE' }), personIds: [sari.id] })).rejects.toThrow('NONE');
  });

  it('unsubscribe with one click of the mail, without signing in', async () => {
    const [sari, budi] = [await aPerson(kongsi), await aPerson(kongsi)];
    await inbox.tell({ ...tidings(), personIds: [sari.id, budi.id] });
    const token = tokenIn((await noticeMails(sari))[0]!.body)!;
    expect(await unsubscribe(token)).toMatchObject({ about: ['STORY_TOLD.about'] });
    expect(await unsubscribe(token)).toMatchObject({ about: ['STORY_TOLD.about'] });
    await inbox.tell({ ...tidings(), personIds: [sari.id, budi.id] });
    expect(await noticeMails(sari)).toHaveLength(1);
    expect(await noticeMails(budi)).toHaveLength(2);

    const [personId, kind, signature] = token.split('.') as [string, string, string];
    for (const forged of [
      `${budi.id}.${kind}.${signature}`,
      `${personId}.STORY_SERVED.${signature}`,
      `${personId}.${kind}.${signature.slice(1)}`,
      `${personId}.${kind}`,
      'nonsense',
    ])
      expect(await unsubscribe(forged)).toMatchObject({ code: 'UNSUBSCRIBE_LINK_UNKNOWN' });
  });

  it('are left in peace in their quiet hours, and mailed when these end', async () => {
    const sari = await aPerson(kongsi, { timeZone: 'Asia/Makassar' });
    expect(await quiet(sari, '21:00', '06:30')).toMatchObject({ from: '21:00', until: '06:30' });
    expect(await sari.get('{ inboxSettings { quietHours { from until } } }')).toEqual({
      inboxSettings: { quietHours: { from: '21:00', until: '06:30' } },
    });
    await passUntil(15);
    await inbox.tell({ ...tidings(), personIds: [sari.id] });
    expect(await noticeMails(sari)).toEqual([]);
    await passUntil(22, 15);
    expect(await noticeMails(sari)).toEqual([]);
    await passUntil(22, 31);
    expect(await noticeMails(sari)).toHaveLength(1);

    expect(await sari.get('mutation { endQuietHours }')).toEqual({ endQuietHours: true });
    expect(await sari.get('mutation { endQuietHours }')).toEqual({ endQuietHours: false });
    await passUntil(15);
    await inbox.tell({ ...tidings(), personIds: [sari.id] });
    expect(await noticeMails(sari)).toHaveLength(2);
    const wrong = await sari.ask('mutation { setQuietHours(input: { from: "25:00", until: "06:30" }) { __typename } }');
    expect(wrong.errors?.[0]!.extensions.code).toBe('BAD_USER_INPUT');
  });

  it('get one mail a day, at seven in their own morning, about what they want gathered', async () => {
    const sari = await aPerson(kongsi, { timeZone: 'Asia/Makassar' });
    await sari.signInAgain();
    await choose(sari, 'STORY_TOLD', 'DAILY');
    await passUntil(12);
    await inbox.tell({ ...tidings({ path: '/first' }), personIds: [sari.id] });
    await inbox.tell({ ...tidings({ kind: 'STORY_GATHERED', path: '/second' }), personIds: [sari.id] });
    await roundOfDailyMail();
    expect(await noticeMails(sari)).toEqual([]);
    await passUntil(22, 55);
    await roundOfDailyMail();
    expect(await noticeMails(sari)).toEqual([]);

    await passUntil(23, 2);
    await Promise.all([roundOfDailyMail(), roundOfDailyMail()]);
    await roundOfDailyMail();
    const mails = await noticeMails(sari);
    expect(mails).toHaveLength(1);
    expect(mails[0]!.subject).toBe('Your Kongsi news of the last day: 2');
    expect(mails[0]!.body).toMatch(/\/first[^]*\/second/);

    await unsubscribe(tokenIn(mails[0]!.body)!);
    await inbox.tell({ ...tidings({ kind: 'STORY_GATHERED' }), personIds: [sari.id] });
    await kongsi.clock.pass(days(1) + hours(1));
    await roundOfDailyMail();
    expect(await noticeMails(sari)).toHaveLength(1);
  });

  it('follow what they may see, and are told of it until they unfollow or may see it no longer', async () => {
    const [sari, budi] = [await aPerson(kongsi), await aPerson(kongsi)];
    const subjectId = newId();
    const following = kongsi.app.get(Watches);
    const watch = (person: Browser, verb: string) =>
      person.get<Record<string, unknown>>(
        `mutation ($input: WatchInput!) { ${verb}(input: $input)${verb === 'watch' ? ' { __typename }' : ''} }`,
        { input: { subjectKind: 'PROJECT', subjectId } },
      );
    const news = () => following.tellWatchers({ subjectKind: 'PROJECT', subjectId }, tidings());
    visible.set(subjectId, [sari.id, budi.id]);
    await watch(sari, 'watch');
    await watch(sari, 'watch');
    await watch(budi, 'watch');
    expect(await following.watchersOf('PROJECT', subjectId)).toEqual([sari.id, budi.id].sort());
    expect(await following.watchedAmong(sari.id, 'PROJECT', [subjectId, newId()])).toEqual([subjectId]);
    expect(await sari.get('{ watches { nodes { subjectKind subjectId } } }')).toEqual({
      watches: { nodes: [{ subjectKind: 'PROJECT', subjectId }] },
    });
    await news();
    await kongsi.settle();
    expect([await unread(sari), await unread(budi)]).toEqual([1, 1]);

    visible.set(subjectId, [sari.id]);
    await news();
    await kongsi.settle();
    expect([await unread(sari), await unread(budi)]).toEqual([2, 1]);
    expect(await watch(sari, 'unwatch')).toEqual({ unwatch: true });
    expect(await watch(sari, 'unwatch')).toEqual({ unwatch: false });
    await news();
    await kongsi.settle();
    expect(await unread(sari)).toBe(2);
  });

  it('cannot follow what they may not see, which looks like what is not there', async () => {
    const [sari, stranger] = [await aPerson(kongsi), await aPerson(kongsi)];
    const hidden = newId();
    visible.set(hidden, [sari.id]);
    const tried = await Promise.all(
      [hidden, newId()].map((subjectId) =>
        stranger.ask('mutation ($input: WatchInput!) { watch(input: $input) { __typename } }', {
          input: { subjectKind: 'PROJECT', subjectId },
        }),
      ),
    );

    expect(tried[0]!.errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
    expect(tried[0]!.errors).toEqual(tried[1]!.errors);
  });

  it('take their notices along, and nothing of them is left when they go', async () => {
    const sari = await aPerson(kongsi);
    await inbox.tell({ ...tidings(), personIds: [sari.id] });
    await choose(sari, 'STORY_TOLD', 'DAILY');
    await quiet(sari, '20:00', '07:00');
    const { exportMyData } = await sari.get<{ exportMyData: { json: string } }>(
      'mutation { exportMyData { ... on PersonalDataExport { json } } }',
    );
    expect(JSON.parse(exportMyData.json)).toMatchObject({
      inbox: {
        notices: [{ kind: 'STORY_TOLD', path: '/tenders/7' }],
        preferences: [{ kind: 'STORY_TOLD', mail: 'DAILY' }],
        quietHours: { from: '20:00', until: '07:00' },
      },
    });
    expect(exportMyData.json).not.toContain('unsubscribeKey');
    expect(await sari.carryOut('eraseMe', { email: sari.email }, '')).toMatchObject({ __typename: 'Erasure' });
    for (const table of ['notice', 'noticePreference', 'inboxSetting', 'watch']) {
      const { rows } = await kongsi.pool.query(`SELECT 1 FROM "${table}" WHERE "personId" = $1`, [sari.id]);
      expect(rows).toEqual([]);
    }
    await inbox.tell({ ...tidings(), personIds: [sari.id] });
    expect((await kongsi.pool.query(`SELECT 1 FROM "notice" WHERE "personId" = $1`, [sari.id])).rows).toEqual([]);
  });

  it('have to be signed in for all that', async () => {
    const id = newId();
    for (const field of [
      '{ inbox { nodes { id } } }',
      '{ unreadNoticeCount }',
      '{ inboxSettings { preferences { kind } } }',
      '{ watches { nodes { subjectId } } }',
      `mutation { markNoticesRead(input: { noticeIds: ["${id}"] }) { __typename } }`,
      'mutation { markAllNoticesRead { __typename } }',
      'mutation { chooseNoticeMail(input: { kind: "X", mail: OFF }) { __typename } }',
      'mutation { setQuietHours(input: { from: "20:00", until: "07:00" }) { __typename } }',
      'mutation { endQuietHours }',
      `mutation { watch(input: { subjectKind: TENDER, subjectId: "${id}" }) { __typename } }`,
      `mutation { unwatch(input: { subjectKind: TENDER, subjectId: "${id}" }) }`,
    ]) {
      const answer = await kongsi.ask(field);
      expect(answer.errors?.[0]!.extensions.code).toBe('UNAUTHENTICATED');
    }
  });
});
