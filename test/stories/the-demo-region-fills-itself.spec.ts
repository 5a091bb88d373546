import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { People } from '#libs/people';
import { projectRoot } from '#libs/platform';
import { readDemo } from '../../demo/read-demo.js';
import { fillDemo } from '../../demo/seed/fill.js';
import { demoPassword } from '../../demo/seed/people-and-firms.js';
import { findAlliances, namesOf } from '../support/finder.js';
import { aFirm } from '../support/firms.js';
import { type Kongsi, days, startKongsi } from '../support/kongsi.js';
import { Browser } from '../support/people.js';
import { walk } from '../support/walkthrough.js';
import { selection } from '../support/wild-requests.js';

describe('the demo region fills itself', () => {
  let kongsi: Kongsi;
  const told: string[] = [];

  beforeAll(async () => {
    kongsi = await startKongsi({ GRAPHQL_MAX_COST: '1000000', GRAPHQL_MAX_TOKENS: '20000' });
    await fillDemo(kongsi.app, (line) => told.push(line));
  }, 600_000);
  afterAll(() => kongsi.stop());

  it('tells who waits what comes next', () => {
    expect(told[0]).toMatch(/79 people, 63 firms, 29 tenders/);
  });

  it('does nothing the second time', async () => {
    expect(await fillDemo(kongsi.app, () => undefined)).toEqual({ outcome: 'THERE' });
  });

  it('leaves the clock in the present', async () => {
    const [machine] = (await kongsi.pool.query<{ at: Date }>('SELECT clock_timestamp() AS "at"')).rows;
    expect(Math.abs((await kongsi.clock.now()).getTime() - machine!.at.getTime())).toBeLessThan(5_000);
  });

  it('lets everybody sign in with one password', async () => {
    const browser = new Browser(kongsi);
    expect(await browser.signIn('sri@kayu-teduh.example', demoPassword)).toMatchObject({ __typename: 'Me' });
    const data = await browser.get<{ myFirms: { name: string; verifiedAt: string | null; myRoles: string[] }[] }>(
      '{ myFirms { name verifiedAt myRoles } }',
    );
    expect(data.myFirms).toMatchObject([{ name: 'Kayu Teduh', verifiedAt: expect.any(String) }]);
    expect(data.myFirms[0]!.myRoles).toHaveLength(5);
  });

  it('shows tenders in every phase, with questions, answers and changes', async () => {
    const { rows } = await kongsi.pool.query<{ id: string; title: string }>('SELECT "id", "title" FROM "tender"');
    const phases = await Promise.all(rows.map(async ({ id }) => (await tender(kongsi, id))?.phase ?? 'DRAFT'));
    expect(rows).toHaveLength(29);
    expect([...new Set(phases)].toSorted().join(' ')).toBe(
      'AWARDED CANCELLED CLOSED COMPLETE DRAFT EVALUATION OPEN SIGNED UNSUCCESSFUL',
    );
    const school = rows.find(({ title }) => title.startsWith('Rehabilitasi enam'))!;
    expect(await tender(kongsi, school.id)).toMatchObject({
      addenda: [{ number: 1, kind: 'MATERIAL', changes: expect.arrayContaining([{ before: '10', after: '12' }]) }],
      questions: [{ answer: expect.any(String) }, { answer: expect.any(String) }],
    });
  });

  it('holds alliances in every state', async () => {
    const { rows } = await kongsi.pool.query<{ name: string; states: string[]; ended: boolean }>(
      `SELECT alliance."name", alliance."dissolvedAt" IS NOT NULL AS "ended",
         array_agg(CASE WHEN partner."leftAt" IS NOT NULL THEN 'LEFT' WHEN partner."declinedAt" IS NOT NULL THEN 'DECLINED'
           WHEN partner."joinedAt" IS NOT NULL THEN 'PARTNER' ELSE 'INVITED' END) AS "states"
       FROM "alliance" alliance JOIN "partnerFirm" partner ON partner."allianceId" = alliance."id" GROUP BY alliance."id"`,
    );
    expect(rows).toHaveLength(16);
    expect(new Set(rows.flatMap(({ states }) => states))).toEqual(new Set(['LEFT', 'DECLINED', 'PARTNER', 'INVITED']));
    expect(rows.filter(({ ended }) => ended)).toMatchObject([{ name: 'Kongsi Lampu Gerimis' }]);
  });

  it('keeps what is sealed, and shows what was opened', async () => {
    const { rows } = await kongsi.pool.query<{ title: string; id: string; open: boolean; bids: number }>(
      `SELECT tender."title", lot."id", lot."openedAt" IS NOT NULL AS "open", count(bid."id")::integer AS "bids"
       FROM "lot" lot JOIN "tender" tender ON tender."id" = lot."tenderId" JOIN "bid" bid ON bid."lotId" = lot."id"
       GROUP BY tender."id", lot."id" ORDER BY lot."id"`,
    );
    expect(rows.reduce((sum, { bids }) => sum + bids, 0)).toBe(19);
    expect(rows.filter(({ open }) => !open)).toHaveLength(4);
    const unreadable = await kongsi.pool.query(`SELECT 1 FROM "openedBid" WHERE "outcome" <> 'OPENED'`);
    expect(unreadable.rows).toEqual([]);
  });

  it('shows ten joint projects with pictures to everybody, and keeps two', async () => {
    const { data } = await kongsi.ask<{
      projects: { nodes: { title: { text: string }; pictures: { id: string }[] }[] };
    }>('{ projects(first: 50) { nodes { title { text } pictures { id } } } }');
    expect(data.projects.nodes).toHaveLength(10);
    for (const project of data.projects.nodes) expect(project.pictures).toHaveLength(2);
    const { rows } = await kongsi.pool.query('SELECT 1 FROM "project"');
    expect(rows).toHaveLength(12);
  });

  it('leaves few letters unread, and none from long ago', async () => {
    const { rows } = await kongsi.pool.query<{ old: number }>(
      `SELECT count(*)::integer AS "old" FROM "notice" WHERE "readAt" IS NULL AND "createdAt" < $1`,
      [new Date((await kongsi.clock.now()).getTime() - days(5))],
    );
    expect(rows).toEqual([{ old: 0 }]);
  });

  describe('and shows what Kongsi is about:', () => {
    it('four alliances of neighbours, each different, cover what the joinery alone does not', async () => {
      const joinery = await ownerOf(kongsi, 'sri@kayu-teduh.example');
      const dormitory = await openTender(kongsi, 'asrama');
      const { myCoverage: alone } = await joinery.get<{ myCoverage: { met: number; essentialGaps: unknown[] } }>(
        'query ($firmId: ID!, $lotId: ID!) { myCoverage(firmId: $firmId, lotId: $lotId) { met essentialGaps { id } } }',
        { firmId: joinery.firmId, lotId: dormitory.lots[0]!.id },
      );
      expect([alone.met, alone.essentialGaps.length]).toEqual([2, 7]);
      const answer = await findAlliances(joinery, dormitory);
      expect(answer).toMatchObject({ proof: 'OPTIMAL', obstacles: null });
      expect(answer.alliances.length).toBeGreaterThanOrEqual(3);
      for (const { members, coverage } of answer.alliances) {
        expect(members.map(({ firm }) => firm.name)).toContain('Kayu Teduh');
        // A division of the work is proposed by what firms have said is free.
        expect(members.reduce((sum, { shareBasisPoints }) => sum + shareBasisPoints!, 0)).toBe(10_000);
        const room = coverage.verdicts.find(({ requirement }) => requirement.mode === 'CAPACITY')!;
        expect(['MET', 'UNKNOWN']).toContain(room.outcome);
        expect(Math.max(...members.map(({ distanceKm }) => distanceKm))).toBeLessThan(30);
      }
    });

    it('for an oxygen line nobody holds the licence, and the answer says so', async () => {
      const joinery = await ownerOf(kongsi, 'sri@kayu-teduh.example');
      const answer = await findAlliances(joinery, await openTender(kongsi, 'oksigen'));
      expect(answer).toMatchObject({ proof: 'OPTIMAL', alliances: [] });
      const { heldByNobody, closest, relaxations } = answer.obstacles!;
      expect(heldByNobody).toMatchObject([{ requirements: [{ title: 'Izin pemasangan gas medis' }] }]);
      expect(closest).toMatchObject({ isProved: true, missing: [expect.anything()] });
      expect(relaxations).toMatchObject([{ kind: 'WITHOUT_REQUIREMENT' }]);
    });

    it('on the other coast a tender follows the EU pack, and three firms of the place answer it', async () => {
      const electrician = await ownerOf(kongsi, 'niamh@tarrawick-electrical.example');
      const wing = await openTender(kongsi, 'old wing');
      expect(wing.procedurePack.id).toBe('eu-2014-24');
      const three = ['Larrig Sash & Stair', 'Saltmara Energy', 'Tarrawick Electrical'];
      expect(namesOf(await findAlliances(electrician, wing))[0]).toEqual(three);
    });

    it('a buyer sees how many could answer a draft, in fives', async () => {
      const school = await ownerOf(kongsi, 'wayan@sdn-3-lembah-kinasih.example');
      const { myTenders } = await school.get<{ myTenders: { nodes: { id: string; phase: string }[] } }>(
        'query ($firmId: ID!) { myTenders(firmId: $firmId) { nodes { id phase } } }',
        { firmId: school.firmId },
      );
      const draft = myTenders.nodes.find(({ phase }) => phase === 'DRAFT')!;
      const { marketPreview } = await school.get<{
        marketPreview: { sizes: { answers: { count: number | null } }[] }[];
      }>(
        'query ($firmId: ID!, $id: ID!) { marketPreview(firmId: $firmId, tenderId: $id) { sizes { answers { count } } } }',
        { firmId: school.firmId, id: draft.id },
      );
      const counts = marketPreview[0]!.sizes.map(({ answers }) => answers.count ?? 0);
      expect(Math.max(...counts)).toBeGreaterThanOrEqual(5);
      expect(counts.filter((count) => count % 5 !== 0)).toEqual([]);
    });

    it('the board holds what firms offer and seek, and a link waits at a firm that is not here', async () => {
      const visitor = await kongsi.ask<{ partnerBoard: { nodes: { side: string; kind: string }[] } }>(
        '{ partnerBoard(first: 50) { nodes { side kind } } }',
      );
      const { nodes } = visitor.data.partnerBoard;
      expect(nodes).toHaveLength(11);
      expect(new Set(nodes.map(({ kind }) => kind))).toEqual(new Set(['TRADE', 'PERSON', 'MACHINE', 'ROOM']));
      const joinery = await ownerOf(kongsi, 'sri@kayu-teduh.example');
      const { outsideInvitations } = await joinery.get<{ outsideInvitations: { nodes: { standing: string }[] } }>(
        'query ($firmId: ID!) { outsideInvitations(firmId: $firmId) { nodes { standing } } }',
        { firmId: joinery.firmId },
      );
      expect(outsideInvitations.nodes).toEqual([{ standing: 'OPEN' }]);
    });
  });

  it('is the place the walkthrough leads through, to a joint project everybody sees', async () => {
    const page = readFileSync(join(projectRoot, 'docs/walkthrough.md'), 'utf8');
    expect(JSON.stringify(await walk(kongsi, page))).toContain('Air bersih untuk pasar ikan');
  });

  it('answers every field of everything there is, to whoever asks', async () => {
    const asked = {
      tender: 'tender',
      alliance: 'alliance',
      bid: 'bid',
      project: 'project',
      firm: 'firm',
      evaluation: 'lot',
      opening: 'lot',
    };
    const fields = kongsi.app.get(GraphQLSchemaHost).schema.getQueryType()!.getFields();
    const readers = [
      'sri@kayu-teduh.example',
      'bambang@dinas-pu-bandar-arunika.example',
      'ratna@kamar-dagang-arunika.example',
    ];
    const failed = new Set<string>();
    let answered = 0;
    for (const email of [undefined, ...readers]) {
      const reader = new Browser(kongsi);
      if (email) await reader.signIn(email, demoPassword);
      for (const [name, table] of Object.entries(asked)) {
        const { type, args } = fields[name]!;
        const { rows } = await kongsi.pool.query<{ id: string }>(`SELECT "id" FROM "${table}" ORDER BY "id" LIMIT 25`);
        const { name: id } = args.find((argument) => /^(id|lotId)$/.test(argument.name))!;
        const query = `query ($id: ID!) { ${name}(${id}: $id) ${selection(type, 3)} }`;
        for (const row of rows) {
          const { data, errors = [] } = await reader.ask<Record<string, unknown>>(query, { id: row.id });
          answered += data?.[name] ? 1 : 0;
          for (const { message, path, extensions } of errors)
            if (!['NOT_FOUND', 'FORBIDDEN', 'UNAUTHENTICATED'].includes(extensions.code))
              failed.add(
                `${email} ${extensions.code} ${path?.filter((step) => typeof step === 'string').join('.')} ${message}`,
              );
        }
      }
    }
    expect([...failed]).toEqual([]);
    expect(answered).toBeGreaterThan(200);
  }, 300_000);

  it('leaves no job behind that failed', async () => {
    await kongsi.settle();
    const { rows } = await kongsi.pool.query(
      'SELECT task_identifier, last_error FROM graphile_worker.jobs WHERE attempts > 0',
    );
    expect(rows).toEqual([]);
  });
});

describe('a filling that was cut short', () => {
  let kongsi: Kongsi;

  beforeAll(async () => {
    kongsi = await startKongsi();
  });
  afterAll(() => kongsi.stop());

  it('is told from a marketplace that somebody uses', async () => {
    const { people } = readDemo(join(projectRoot, 'demo'));
    const { email, name, language, timeZone } = people[0]!;
    await kongsi.app.get(People).enrol({ email, name, language, timeZone, password: demoPassword });
    expect(await fillDemo(kongsi.app, () => undefined)).toEqual({ outcome: 'CUT_SHORT' });
    await new Browser(kongsi).signIn(email, demoPassword);
    expect(await fillDemo(kongsi.app, () => undefined)).toEqual({ outcome: 'NOT_EMPTY', firms: 0, people: 1 });
  });
});

describe('a marketplace with firms of its own', () => {
  let kongsi: Kongsi;

  beforeAll(async () => {
    kongsi = await startKongsi();
    await aFirm(kongsi);
  });
  afterAll(() => kongsi.stop());

  it('is left alone', async () => {
    expect(await fillDemo(kongsi.app, () => undefined)).toEqual({ outcome: 'NOT_EMPTY', firms: 1, people: 1 });
  });
});

/** Somebody of the list, signed in, with their firm. */
async function ownerOf(kongsi: Kongsi, email: string): Promise<Browser & { firmId: string }> {
  const browser = new Browser(kongsi);
  await browser.signIn(email, demoPassword);
  const { myFirms } = await browser.get<{ myFirms: { id: string }[] }>('{ myFirms { id } }');

  return Object.assign(browser, { firmId: myFirms[0]!.id });
}

/** The open tender of these words. */
async function openTender(
  kongsi: Kongsi,
  text: string,
): Promise<{ lots: { id: string }[]; procedurePack: { id: string } }> {
  const { data } = await kongsi.ask<{
    tenders: { nodes: { lots: { id: string }[]; procedurePack: { id: string } }[] };
  }>('query ($text: String!) { tenders(text: $text, phases: [OPEN]) { nodes { lots { id } procedurePack { id } } } }', {
    text,
  });

  return data.tenders.nodes[0]!;
}

interface TenderSeen {
  phase: string;
  addenda: { number: number; kind: string; changes: { before: string; after: string }[] }[];
  questions: { answer: string | null }[];
}

/** The tender as a visitor sees it. */
async function tender(kongsi: Kongsi, id: string): Promise<TenderSeen | undefined> {
  const { data } = await kongsi.ask<{ tender: TenderSeen } | null>(
    `query ($id: ID!) { tender(id: $id) {
      phase addenda { number kind changes { before after } } questions { answer }
    } }`,
    { id },
  );

  return data?.tender;
}
