import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aDelegate } from '../support/delegates.js';
import { type FirmActing, aFirm } from '../support/firms.js';
import { type Kongsi, days, startKongsi } from '../support/kongsi.js';
import { anOperator } from '../support/operator.js';
import { Browser } from '../support/people.js';
import {
  aProject,
  aPublicProject,
  aTelling,
  confirmAsClient,
  confirmProject,
  kept,
  projectSeenBy,
  projectsFound,
  showcase,
} from '../support/showcase.js';

describe('joint work is shown when all said yes', () => {
  let kongsi: Kongsi;
  let steel: FirmActing;
  let sails: FirmActing;
  let school: FirmActing;
  let stranger: Browser;
  let outsider: FirmActing;

  beforeAll(async () => {
    kongsi = await startKongsi();
    steel = await aFirm(kongsi, { name: 'Baja Bandar' });
    sails = await aFirm(kongsi, { name: 'Atap Layar' });
    school = await aFirm(kongsi, { name: 'SMK Bahari', kind: 'PUBLIC_BODY' });
    outsider = await aFirm(kongsi, { name: 'Pihak Luar' });
    stranger = new Browser(kongsi);
  }, 90_000);
  afterAll(() => kongsi.stop());

  async function referencesOf(
    firm: FirmActing,
  ): Promise<{ state: string; reference: { shareBasisPoints: number; value: { amount: string } } }[]> {
    const { firm: page } = await firm.get<{ firm: { evidence: { kind: string }[] } }>(
      `query ($id: ID!) { firm(id: $id) { evidence { kind state title { en } issuer reference { shareBasisPoints value { amount } project { id } } } } }`,
      { id: firm.firmId },
    );

    return page.evidence.filter(({ kind }) => kind === 'REFERENCE') as never;
  }

  async function jointWork(): Promise<number> {
    const { rows } = await kongsi.pool.query<{ count: number }>('SELECT count(*)::integer AS "count" FROM "jointWork"');

    return rows[0]!.count;
  }

  it('told freely, confirmed by each firm, it goes public and is marked', async () => {
    const before = await referencesOf(steel);
    const project = await aProject(steel, sails);

    expect(project).toMatchObject({
      isPublic: false,
      isToldFreely: true,
      version: 1,
      clientAnswer: 'NO_FIRM',
      missingConfirmations: 2,
    });
    expect(await projectSeenBy(stranger, project.id)).toBeNull();
    expect((await sails.person.mails()).map(({ subject }) => subject)).toContain(
      'Baja Bandar tells of your joint work: “A roof for the fish market”',
    );
    expect(await showcase(steel, 'publishProject', { projectId: project.id })).toMatchObject({
      code: 'PARTNERS_NOT_CONFIRMED',
      firms: [{ name: 'Atap Layar' }, { name: 'Baja Bandar' }],
    });
    kept(await confirmProject(steel, project.id));
    expect(await showcase(steel, 'publishProject', { projectId: project.id })).toMatchObject({
      firms: [{ id: sails.firmId }],
    });
    kept(await confirmProject(sails, project.id));
    kept(await showcase(steel, 'publishProject', { projectId: project.id }));

    expect(await projectSeenBy(stranger, project.id)).toMatchObject({
      isPublic: true,
      isToldFreely: true,
      myStanding: null,
      client: null,
      clientUnnamed: { en: 'A town on the river' },
      partners: [
        { firm: { id: steel.firmId }, roles: ['LEAD'], shareBasisPoints: 6_000, hasConfirmed: null },
        { firm: { id: sails.firmId }, roles: ['PARTNER'], shareBasisPoints: 4_000, hasConfirmed: null },
      ],
    });
    expect(await projectsFound(stranger, { firmId: sails.firmId })).toEqual([project.id]);
    const { firm } = await stranger.get<{ firm: { projects: { nodes: { id: string }[] } } }>(
      'query ($id: ID!) { firm(id: $id) { projects { nodes { id } } } }',
      { id: steel.firmId },
    );
    expect(firm.projects.nodes).toEqual([{ id: project.id }]);
    expect(await referencesOf(steel)).toHaveLength(before.length + 1);
    expect(await jointWork()).toBe(1);
  });

  it('is a reference of each firm with its own share, proved by a verified client', async () => {
    const operator = await anOperator(kongsi);
    const client = await aFirm(kongsi, {
      name: 'Sekolah Ombak',
      legalIds: [{ scheme: 'NIB', number: '9120001234567' }],
    });
    await kongsi.pool.query('UPDATE "firm" SET "verifiedAt" = "createdAt" WHERE "id" = $1', [client.firmId]);
    const [one, other] = [await aFirm(kongsi, { name: 'Batu Karang' }), await aFirm(kongsi, { name: 'Pipa Jernih' })];
    await aPublicProject(one, other, {}, client);

    expect(await referencesOf(other)).toMatchObject([
      {
        state: 'VERIFIED',
        issuer: 'Sekolah Ombak',
        reference: { shareBasisPoints: 4_000, value: { amount: '493827156' } },
      },
    ]);
    const waiting = await operator.get<{ evidenceToVerify: { nodes: { firm: { id: string } }[] } }>(
      '{ evidenceToVerify(first: 100) { nodes { firm { id } } } }',
    );
    expect(waiting.evidenceToVerify.nodes.map(({ firm }) => firm.id)).not.toContain(other.firmId);
    expect(waiting.evidenceToVerify.nodes.map(({ firm }) => firm.id)).toContain(steel.firmId);
  });

  it('a change ends every yes given before, the own one too', async () => {
    const { id } = await aProject(steel, sails);
    for (const firm of [steel, sails]) kept(await confirmProject(firm, id));
    kept(await showcase(sails, 'reviseProject', { projectId: id, outcome: { en: 'Forty-two stalls are dry.' } }));

    const seen = await projectSeenBy(steel, id);
    expect(seen).toMatchObject({ version: 2, missingConfirmations: 2 });
    expect(await showcase(steel, 'confirmProject', { projectId: id, version: 1 })).toMatchObject({
      code: 'PROJECT_CHANGED',
    });
    expect(await showcase(steel, 'publishProject', { projectId: id })).toMatchObject({
      code: 'PARTNERS_NOT_CONFIRMED',
    });
    expect((await steel.person.mails()).map(({ subject }) => subject)).toContain(
      '“A roof for the fish market” has changed: your yes is needed again',
    );
  });

  it('a yes and a change at once: what goes public is what was confirmed', async () => {
    const { id } = await aProject(steel, sails);
    kept(await confirmProject(steel, id));
    await Promise.all([
      showcase(sails, 'confirmProject', { projectId: id, version: 1 }),
      showcase(steel, 'reviseProject', { projectId: id, title: { en: 'Another roof' } }),
      showcase(steel, 'publishProject', { projectId: id }),
    ]);

    const seen = (await projectSeenBy(steel, id))!;
    expect([seen.isPublic, seen.title.en]).toEqual(
      seen.version === 1 ? [true, 'A roof for the fish market'] : [false, 'Another roof'],
    );
  });

  it('the client says yes with a word, and is named', async () => {
    const project = await aPublicProject(steel, sails, {}, school);

    expect(await projectSeenBy(stranger, project.id)).toMatchObject({
      client: { id: school.firmId },
      clientIsNamed: true,
      clientWord: 'Dry feet at last.',
      coordinates: { latitude: -6.8437, longitude: 123.3512 },
      value: { amount: '1234567890' },
      clientAnswer: null,
    });
    expect(await projectsFound(stranger, { text: 'Bahari' })).toContain(project.id);
    expect(await showcase(school, 'refuseAsClient', { projectId: project.id })).toMatchObject({
      code: 'PROJECT_IS_PUBLIC',
    });
  });

  it('a client that refuses stays unnamed and unrecognisable', async () => {
    const { id } = await aProject(steel, sails, {
      clientFirmId: school.firmId,
      clientUnnamed: null,
      story: { en: 'Lessons at the smk  BAHARÍ went on next door.' },
    });
    for (const firm of [steel, sails]) kept(await confirmProject(firm, id));
    expect(await projectSeenBy(school, id)).toBeNull();
    expect(await showcase(steel, 'publishProject', { projectId: id })).toMatchObject({
      code: 'CLIENT_NOT_ASKED',
      firm: { id: school.firmId },
    });
    kept(await showcase(steel, 'askClient', { projectId: id }));
    expect(await showcase(sails, 'askClient', { projectId: id })).toMatchObject({ code: 'CLIENT_ALREADY_ASKED' });
    expect(await projectSeenBy(school, id)).toMatchObject({ myStanding: 'CLIENT', clientAnswer: null });
    kept(await showcase(school, 'refuseAsClient', { projectId: id }));
    expect(await showcase(steel, 'askClient', { projectId: id })).toMatchObject({ code: 'CLIENT_REFUSED' });

    expect(await showcase(steel, 'publishProject', { projectId: id })).toMatchObject({ code: 'CLIENT_WORDS_MISSING' });
    await showcase(steel, 'reviseProject', { projectId: id, clientUnnamed: { en: 'A school for boat builders' } });
    for (const firm of [steel, sails]) kept(await confirmProject(firm, id));
    expect(await showcase(steel, 'publishProject', { projectId: id })).toMatchObject({
      code: 'CLIENT_RECOGNISABLE',
      fields: ['story'],
    });
    await showcase(steel, 'reviseProject', { projectId: id, story: { en: 'Lessons went on next door.' } });
    for (const firm of [steel, sails]) kept(await confirmProject(firm, id));
    kept(await showcase(steel, 'publishProject', { projectId: id }));

    expect(await projectSeenBy(stranger, id)).toMatchObject({
      client: null,
      clientIsNamed: false,
      clientUnnamed: { en: 'A school for boat builders' },
      coordinates: null,
      value: { amount: '1200000000' },
      tender: null,
    });
    expect(await projectsFound(stranger, { text: 'Bahari' })).not.toContain(id);
    const exactly = { latitude: -6.8437, longitude: 123.3512, radiusKm: 3 };
    expect(await projectsFound(stranger, { near: exactly })).not.toContain(id);
    expect(await projectsFound(stranger, { near: { ...exactly, radiusKm: 12 } })).toContain(id);
    expect(await projectSeenBy(steel, id)).toMatchObject({
      client: { id: school.firmId },
      coordinates: { latitude: -6.8437 },
    });
  });

  it('a client silent for thirty days holds nobody up, and can still say yes later', async () => {
    const { id } = await aProject(steel, sails, { clientFirmId: school.firmId });
    for (const firm of [steel, sails]) kept(await confirmProject(firm, id));
    kept(await showcase(steel, 'askClient', { projectId: id }));
    expect(await showcase(steel, 'publishProject', { projectId: id })).toMatchObject({
      code: 'CLIENT_STILL_THINKING',
      firm: { id: school.firmId },
    });
    await kongsi.clock.pass(days(31));
    await Promise.all([steel, sails, school, outsider].map((firm) => firm.person.signInAgain()));

    expect((await steel.person.mails()).map(({ subject }) => subject)).toContain(
      'You can go on with “A roof for the fish market”',
    );
    expect(await projectSeenBy(steel, id)).toMatchObject({ clientAnswer: 'SILENT' });
    kept(await showcase(steel, 'publishProject', { projectId: id }));
    expect(await projectSeenBy(stranger, id)).toMatchObject({ client: null, clientIsNamed: false });

    kept(await confirmAsClient(school, id, 'We were away.'));
    expect(await projectSeenBy(stranger, id)).toMatchObject({
      client: { id: school.firmId },
      clientWord: 'We were away.',
    });
  });

  it('a client that had said yes is asked anew when the text changes', async () => {
    const { id } = await aProject(steel, sails, { clientFirmId: school.firmId });
    kept(await showcase(steel, 'askClient', { projectId: id }));
    kept(await confirmAsClient(school, id));
    await showcase(steel, 'reviseProject', { projectId: id, title: { en: 'The roof' } });
    for (const firm of [steel, sails]) kept(await confirmProject(firm, id));

    expect(await projectSeenBy(steel, id)).toMatchObject({ clientAnswer: 'ASKED', clientIsNamed: false });
    expect(await showcase(steel, 'publishProject', { projectId: id })).toMatchObject({ code: 'CLIENT_STILL_THINKING' });
    kept(await confirmAsClient(school, id));
    kept(await showcase(steel, 'publishProject', { projectId: id }));
  });

  it.each([
    ['a partner firm', () => sails],
    ['the client', () => school],
  ])('%s withdraws it, and what it proved goes with it', async (_, who) => {
    const before = [await referencesOf(steel), await jointWork()] as const;
    const { id } = await aPublicProject(steel, sails, {}, school);
    expect(await jointWork()).toBe(before[1] + 1);
    kept(await showcase(who(), 'withdrawProject', { projectId: id }));

    expect(await projectSeenBy(stranger, id)).toBeNull();
    expect(await projectsFound(stranger)).not.toContain(id);
    expect(await referencesOf(steel)).toHaveLength(before[0].length);
    expect(await jointWork()).toBe(before[1]);
    expect(await projectSeenBy(steel, id)).toMatchObject({ isPublic: false });
    for (const [firm, verb, input] of [
      [steel, 'withdrawProject', {}],
      [steel, 'publishProject', {}],
      [steel, 'reviseProject', { title: { en: 'Again' } }],
      [steel, 'confirmProject', { version: 1 }],
      [steel, 'askClient', {}],
      [school, 'confirmAsClient', { version: 1 }],
      [school, 'refuseAsClient', {}],
    ] as const)
      expect(await showcase(firm, verb, { projectId: id, ...input })).toMatchObject({ code: 'PROJECT_WITHDRAWN' });
  });

  it('says no where it must', async () => {
    const draft = (facts: Record<string, unknown>) => showcase(steel, 'draftProject', aTelling(steel, sails, facts));
    const [own] = aTelling(steel, sails).partners as Record<string, unknown>[];
    expect(await draft({ partners: [own] })).toMatchObject({ code: 'NOT_JOINT' });
    expect(await draft({ partners: [own, { ...own, firmId: sails.firmId, roles: ['PARTNER'] }] })).toMatchObject({
      code: 'SHARES_BEYOND_WHOLE',
    });
    expect(await draft({ awardId: outsider.firmId })).toMatchObject({ code: 'AWARD_NOT_YOURS' });

    const { id } = await aProject(steel, sails, { finishedOn: '2999-01-01', story: null });
    expect(await showcase(steel, 'publishProject', { projectId: id })).toMatchObject({ code: 'STORY_MISSING' });
    await showcase(steel, 'reviseProject', { projectId: id, story: { en: 'Well.' } });
    expect(await showcase(steel, 'publishProject', { projectId: id })).toMatchObject({ code: 'WORK_NOT_FINISHED' });
    expect(await showcase(steel, 'askClient', { projectId: id })).toMatchObject({ code: 'NO_CLIENT_FIRM' });

    const shown = await aPublicProject(steel, sails);
    for (const [verb, input] of [
      ['publishProject', {}],
      ['reviseProject', { title: { en: 'Again' } }],
      ['confirmProject', { version: 1 }],
    ] as const)
      expect(await showcase(steel, verb, { projectId: shown.id, ...input })).toMatchObject({
        code: 'PROJECT_IS_PUBLIC',
      });
  });

  it.each([
    ['without a town', { place: null }, 'input.place'],
    ['without a client', { clientUnnamed: null }, 'input.clientUnnamed'],
    ['without a title', { title: {} }, 'input.title'],
    ['with days reversed', { finishedOn: '2024-01-01' }, 'input.finishedOn'],
    ['with a title too long', { title: { en: 'x'.repeat(161) } }, 'input.title.en'],
    ['with itself as client', { clientFirmId: 'OWN' }, 'input.partners'],
    ['with a firm that is not there', { clientFirmId: '01900000-0000-7000-8000-000000000009' }, 'input.partners'],
  ])('takes no project %s', async (_, facts: Record<string, unknown>, path) => {
    const told = facts.clientFirmId === 'OWN' ? { clientFirmId: steel.firmId } : facts;
    const { errors } = await steel.ask(
      'mutation ($input: DraftProjectInput!) { draftProject(input: $input) { __typename } }',
      { input: { actingFor: steel.firmId, idempotencyKey: `told ${path} ${_}`, ...aTelling(steel, sails), ...told } },
    );

    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', problems: [{ path }] });
  });

  it('roles: editors draft and publish, owners and signatories say yes and withdraw', async () => {
    const [editor, bidder, signatory] = [
      await aDelegate(steel, 'EDITOR'),
      await aDelegate(steel, 'BIDDER'),
      await aDelegate(steel, 'SIGNATORY'),
    ];
    const { id } = await aProject(editor, sails);
    const answer = async (
      firm: FirmActing,
      verb: string,
      more: Record<string, unknown> = {},
    ): Promise<string | undefined> => {
      const type = `${verb.charAt(0).toUpperCase()}${verb.slice(1)}Input`;
      const { errors } = await firm.ask(`mutation ($input: ${type}!) { ${verb}(input: $input) { __typename } }`, {
        input: { actingFor: steel.firmId, idempotencyKey: `${verb} ${firm.person.id}`, projectId: id, ...more },
      });

      return errors?.[0]?.extensions.code;
    };

    expect(await answer(editor, 'confirmProject', { version: 1 })).toBe('FORBIDDEN');
    expect(await answer(editor, 'withdrawProject')).toBe('FORBIDDEN');
    expect(await answer(bidder, 'publishProject')).toBe('FORBIDDEN');
    expect(await answer(signatory, 'confirmProject', { version: 1 })).toBeUndefined();
    expect(await answer(signatory, 'withdrawProject')).toBeUndefined();
  });

  it('an outsider meets nothing but what is not there', async () => {
    const { id } = await aProject(steel, sails, { clientFirmId: school.firmId });
    for (const [verb, more] of Object.entries({
      reviseProject: {},
      confirmProject: { version: 1 },
      publishProject: {},
      withdrawProject: {},
      askClient: {},
      confirmAsClient: { version: 1 },
      refuseAsClient: {},
      removePicture: { pictureId: id },
      orderPictures: { pictureIds: [] },
      namePerson: { personId: outsider.person.id, did: { en: 'x' } },
    })) {
      const type = `${verb.charAt(0).toUpperCase()}${verb.slice(1)}Input`;
      for (const firm of [outsider, school]) {
        const { errors } = await firm.ask(`mutation ($input: ${type}!) { ${verb}(input: $input) { __typename } }`, {
          input: { actingFor: firm.firmId, idempotencyKey: `outside ${verb}`, projectId: id, ...more },
        });
        expect([verb, errors?.[0]?.extensions.code]).toEqual([verb, 'NOT_FOUND']);
      }
    }
    expect(await projectSeenBy(outsider, id)).toBeNull();
    expect(await projectsFound(outsider)).not.toContain(id);
  });

  it('the same key draws one project', async () => {
    const input = { ...aTelling(steel, sails), idempotencyKey: 'drafted once only' };
    const [first, second] = [
      await showcase(steel, 'draftProject', input),
      await showcase(steel, 'draftProject', input),
    ];

    expect(second.id).toBe(first.id);
  });
});
