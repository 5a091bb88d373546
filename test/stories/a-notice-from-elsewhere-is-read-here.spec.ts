import { randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verified } from '../support/bids.js';
import { type FirmActing, aFirm } from '../support/firms.js';
import { importFile, jsonFile } from '../support/imports.js';
import { type Kongsi, startKongsi } from '../support/kongsi.js';
import { anOperator } from '../support/operator.js';
import { type PersonActing, aPerson } from '../support/people.js';
import { upload } from '../support/uploads.js';

const ocid = 'ocds-213czf-bridge';

const notice = {
  ocid,
  id: 'r1',
  date: '2026-01-05T09:00:00Z',
  tag: ['tender'],
  initiationType: 'tender',
  buyer: { id: 'B', name: 'Harbour of Carrow', contactPoint: { name: 'Aoife Byrne', email: 'aoife@example.org' } },
  tender: {
    id: 'T-9',
    title: 'A wooden bridge',
    description: 'Twelve metres over the brook.',
    status: 'active',
    value: { amount: 120000.5, currency: 'EUR' },
    tenderPeriod: { endDate: '2026-02-20T12:00:00Z' },
    lots: [
      { id: 'L1', title: 'Piles', value: { amount: 50000, currency: 'EUR' } },
      { id: 'L2', title: 'Deck' },
    ],
    items: [
      {
        id: '1',
        description: 'Oak pile',
        quantity: 24,
        unit: { name: 'pile' },
        relatedLot: 'L1',
        classification: { scheme: 'CPV', id: '45221119' },
      },
      {
        id: '2',
        description: 'Deck board',
        quantity: 60.123456,
        relatedLot: 'L2',
        classification: { scheme: 'UNSPSC', id: '30103600', description: 'Lumber' },
      },
    ],
    documents: [
      { id: 'D', documentType: 'tenderNotice', title: 'Notice', url: 'https://example.org/notice' },
      { id: 'X', title: 'Script', url: 'javascript:alert(1)' },
    ],
  },
};
const awarded = {
  ocid,
  id: 'r2',
  date: '2026-03-10T09:00:00Z',
  tag: ['award'],
  initiationType: 'tender',
  awards: [
    {
      id: 'A',
      status: 'active',
      date: '2026-03-09T00:00:00Z',
      relatedLots: ['L1'],
      value: { amount: 48000, currency: 'EUR' },
      suppliers: [
        { id: 'S1', name: 'Piles Ltd' },
        { id: 'S2', name: 'Oak Ltd' },
      ],
    },
  ],
};

const all = `id title description phase cpv closesAt origin { source ocid link buyerName } documents { link }
  lots { title phase cpv items { description quantity unitName classification { scheme id } } }
  notice { title value { amount currency } buyer { name } items { quantity } documents { url }
    awards { group value { amount } suppliers { name } } }
  noticeReleases { digest notice { releaseId tags } findings { kind message path } }`;

describe('a notice from elsewhere is read here', () => {
  let kongsi: Kongsi;
  let operator: PersonActing;
  let firm: FirmActing;

  beforeAll(async () => {
    kongsi = await startKongsi();
    operator = await anOperator(kongsi);
    firm = await aFirm(kongsi);
  });
  afterAll(() => kongsi.stop());

  const tenderFrom = async (source: string): Promise<Record<string, never>> => {
    const { rows } = await kongsi.pool.query<{ id: string }>(
      `SELECT "id" FROM "tender" WHERE "origin" ->> 'source' = $1`,
      [source],
    );
    const { data } = await kongsi.ask<{ tender: Record<string, never> }>(
      `query ($id: ID!) { tender(id: $id) { ${all} } }`,
      { id: rows[0]?.id },
    );

    return data.tender;
  };
  const order = (
    person: PersonActing,
    fileId: string,
    more: Record<string, unknown> = {},
  ): Promise<{ id: string; code?: string }> =>
    person.carryOut('importNotices', { idempotencyKey: randomUUID(), fileId, ...more }, '... on ImportRun { id }');
  const runSeenBy = async (person: PersonActing, id: string): Promise<Record<string, unknown> | null> => {
    const { data } = await person.ask<{ importRun: Record<string, unknown> } | null>(
      `query ($id: ID!) { importRun(id: $id) { percent releases added known problems finishedAt sources { source taken releases fields { field present mapped } } } }`,
      { id },
    );

    return data?.importRun ?? null;
  };

  it('an operator hands a file in, follows how far it is, and everybody reads the tender', async () => {
    const fileId = await upload(
      operator,
      'OCDS_IMPORT',
      gzipSync(JSON.stringify({ uri: 'x', publisher: { name: 'Carrow' }, releases: [notice] })),
      'carrow.json.gz',
    );
    const { id } = await order(operator, fileId);
    expect(await runSeenBy(operator, id)).toMatchObject({ percent: 0, finishedAt: null });
    await kongsi.settle();
    const run = await runSeenBy(operator, id);
    expect(run).toMatchObject({
      percent: 100,
      releases: 1,
      added: 1,
      known: 0,
      problems: [],
      sources: [{ source: 'Carrow', taken: 1 }],
    });
    const [{ fields }] = run!['sources'] as [{ fields: { present: number; mapped: number }[] }];
    expect(fields.map(({ mapped }) => mapped)).toEqual(fields.map(({ present }) => present));
    expect(await runSeenBy(await aPerson(kongsi), id)).toBeNull();

    expect(await tenderFrom('Carrow')).toMatchObject({
      title: 'A wooden bridge',
      cpv: '45221119',
      closesAt: '2026-02-20T12:00:00.000Z',
      origin: { ocid, link: 'https://example.org/notice', buyerName: 'Harbour of Carrow' },
      documents: [{ link: 'https://example.org/notice' }],
      lots: [
        {
          title: 'Piles',
          items: [{ description: 'Oak pile', quantity: '24.0000', unitName: 'pile', classification: null }],
        },
        { title: 'Deck', items: [{ quantity: null, classification: { scheme: 'UNSPSC', id: '30103600' } }] },
      ],
      notice: {
        value: { amount: '120000.5', currency: 'EUR' },
        items: [{ quantity: '24' }, { quantity: '60.123456' }],
        documents: [{}, {}],
      },
    });
  });

  it('names no contact persons, and says that it left them out', async () => {
    const tender = await tenderFrom('Carrow');
    expect(JSON.stringify(tender)).not.toContain('Aoife');
    expect(tender).toMatchObject({ noticeReleases: [{ findings: [{ kind: 'DROPPED' }] }] });
  });

  it('a later release of the same process brings it up to date; lots keep their ids', async () => {
    const lots = `SELECT "id", "title" FROM "lot" JOIN "tender" ON "tender"."id" = "tenderId" WHERE "origin" ->> 'source' = 'Carrow' ORDER BY "number"`;
    const select = lots.replace('"id", "title"', '"lot"."id", "lot"."title"');
    const before = (await kongsi.pool.query(select)).rows;
    await importFile(kongsi, jsonFile([awarded]), 'Carrow');
    expect((await kongsi.pool.query(select)).rows).toEqual(before);
    expect(await tenderFrom('Carrow')).toMatchObject({
      title: 'A wooden bridge',
      lots: [{ title: 'Piles', phase: 'AWARDED' }, { title: 'Deck' }],
      notice: {
        awards: [
          { group: 'SEVERAL', value: { amount: '48000' }, suppliers: [{ name: 'Piles Ltd' }, { name: 'Oak Ltd' }] },
        ],
      },
      noticeReleases: [{ notice: { releaseId: 'r1' } }, { notice: { releaseId: 'r2', tags: ['award'] } }],
    });
  });

  it('the same again changes nothing', async () => {
    const state = async (): Promise<unknown> =>
      (
        await kongsi.pool.query(
          `SELECT (SELECT json_agg(t ORDER BY "id") FROM "tender" t) AS t, (SELECT json_agg(r ORDER BY "id") FROM "importedRelease" r) AS r,
             (SELECT json_agg(n ORDER BY "tenderId") FROM "externalNotice" n) AS n, (SELECT json_agg(i ORDER BY "id") FROM "item" i) AS i`,
        )
      ).rows;
    const before = await state();
    const run = await importFile(kongsi, jsonFile([notice, awarded, notice]), 'Carrow');
    expect(run).toMatchObject({ releases: 3, added: 0, known: 3 });
    expect(await state()).toEqual(before);
  });

  it('a broken file is read as far as it goes, and says where it breaks', async () => {
    const bytes = Buffer.from(`${JSON.stringify({ ...notice, ocid: 'whole' })}\n{"ocid": "broken", \n`);
    const fileId = await upload(operator, 'OCDS_IMPORT', bytes, 'broken.jsonl');
    const { id } = await order(operator, fileId, { source: 'Broken' });
    await kongsi.settle();
    expect(await runSeenBy(operator, id)).toMatchObject({
      added: 1,
      problems: [expect.stringContaining('broken.jsonl, line 2')],
    });
  });

  it('a firm hands files in once it is verified, filed under its own name; others may not', async () => {
    const { person, firmId } = firm;
    const file = (): Promise<string> => upload(person, 'OCDS_IMPORT', Buffer.from(JSON.stringify(notice)), 'mine.json');
    const actingFor = firmId;
    expect((await order(person, await file(), { actingFor })).code).toBe('IMPORT_NEEDS_VERIFICATION');
    await verified(firm);
    const { id } = await order(person, await file(), { actingFor, source: 'Carrow' });
    await kongsi.settle();
    expect(await runSeenBy(person, id)).toMatchObject({ added: 1, sources: [{ source: `Carrow · ${firm.publicId}` }] });
    const { errors } = await person.ask(
      'mutation ($input: ImportNoticesInput!) { importNotices(input: $input) { __typename } }',
      { input: { idempotencyKey: randomUUID(), fileId: await file() } },
    );
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });

  it('a buyer begins its own draft from it', async () => {
    const { rows } = await kongsi.pool.query<{ id: string }>(
      `SELECT "id" FROM "tender" WHERE "origin" ->> 'source' = 'Carrow'`,
    );
    const draft = await firm.act(
      'draftFrom',
      { tenderId: rows[0]!.id },
      '... on Tender { title phase origin { ocid } lots { title } }',
    );
    expect(draft).toMatchObject({
      title: 'A wooden bridge',
      phase: 'DRAFT',
      origin: null,
      lots: [{ title: 'Piles' }, { title: 'Deck' }],
    });
  });
});
