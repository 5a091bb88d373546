import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aDelegate } from '../support/delegates.js';
import { type FirmActing, aFirm } from '../support/firms.js';
import { type Kongsi, startKongsi } from '../support/kongsi.js';
import { addCapability, addEvidence, recordFact } from '../support/profiles.js';

const profile = `query ($id: ID!) { firm(id: $id) {
  capabilities { id cpv level visibility isWithheld classification { name } note { text language } area { radiusKm regions } evidence { scheme } }
  facts { id key value unit currency cpv label periodFrom periodUntil isWithheld classification { name } }
} }`;

interface Profile {
  firm: { capabilities: Record<string, unknown>[]; facts: Record<string, unknown>[] };
}

describe('a firm tells what it can do', () => {
  let kongsi: Kongsi;
  let firm: FirmActing;

  beforeAll(async () => {
    kongsi = await startKongsi();
    firm = await aFirm(kongsi);
  }, 60_000);
  afterAll(() => kongsi.stop());

  const read = async (of = firm): Promise<Profile['firm']> => {
    const { data } = await kongsi.ask<Profile>(profile, { id: of.firmId });

    return data.firm;
  };

  it('adds a capability by code, changes it and takes it back', async () => {
    const { id } = await addCapability(firm, {
      cpv: '45421000-4',
      note: { id: 'Kusen dan sekat kayu' },
      area: { regions: ['Sawah Embun', 'Bandar Arunika'] },
    });
    expect((await read()).capabilities).toEqual([
      {
        id,
        cpv: '45421000',
        level: 'SKILLED',
        visibility: 'PUBLIC',
        isWithheld: false,
        evidence: [],
        classification: { name: 'Joinery work' },
        note: {
          text: 'Kusen dan sekat kayu',
          language: 'ID',
        },
        area: {
          radiusKm: null,
          regions: ['Sawah Embun', 'Bandar Arunika'],
        },
      },
    ]);

    const change = { capabilityId: id, level: 'SPECIALIST', area: { radiusKm: 80 }, note: null };
    expect(await firm.act('changeCapability', change, '... on Capability { level }')).toMatchObject({
      level: 'SPECIALIST',
    });
    expect((await read()).capabilities[0]).toMatchObject({
      area: { radiusKm: 80, regions: [] },
      note: { text: '' },
    });

    expect(
      await firm.act('removeCapability', { capabilityId: id }, '... on Firm { capabilities { id } }'),
    ).toMatchObject({ capabilities: [] });
    const { rows } = await kongsi.pool.query<{ kind: string }>(
      `SELECT "kind" FROM "firmRecordEvent" WHERE "firmRecordId" = $1 AND "kind" LIKE 'CAPABILITY%' ORDER BY "seq"`,
      [firm.firmId],
    );
    expect(rows.map((row) => row.kind)).toEqual(['CAPABILITY_ADDED', 'CAPABILITY_CHANGED', 'CAPABILITY_REMOVED']);
  });

  it('is refused a code that does not exist, and one that is there already', async () => {
    expect((await addCapability(firm, { cpv: '99999999' })).code).toBe('UNKNOWN_CLASSIFICATION');
    await addCapability(firm, { cpv: '45432110' });
    expect((await addCapability(firm, { cpv: '45432110' })).code).toBe('CAPABILITY_THERE');
    const [one, other] = await Promise.all([
      addCapability(firm, { cpv: '45442100' }),
      addCapability(firm, { cpv: '45442100' }),
    ]);
    expect([one.__typename, other.__typename].sort()).toEqual(['Capability', 'CapabilityThere']);
  });

  it('adds it once however often the request is repeated', async () => {
    const idempotencyKey = randomUUID();
    const first = await addCapability(firm, { cpv: '45443000', idempotencyKey });

    expect(await addCapability(firm, { cpv: '45443000', idempotencyKey })).toEqual(first);
  });

  it('says either how far it goes or where', async () => {
    const answer = await firm.ask(
      'mutation ($input: AddCapabilityInput!) { addCapability(input: $input) { __typename } }',
      {
        input: {
          actingFor: firm.firmId,
          idempotencyKey: randomUUID(),
          cpv: '45261000',
          level: 'BASIC',
          visibility: 'PUBLIC',
          area: {
            radiusKm: 5,
            regions: ['Muara Senja'],
          },
        },
      },
    );

    expect(answer.errors?.[0]?.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      problems: [{ path: 'input.area' }],
    });
  });

  it('records what is measured, corrects and removes it', async () => {
    const own = await aFirm(kongsi);
    const { id } = await recordFact(own, { value: '9', cpv: '45421000' });
    await recordFact(own, {
      key: 'ANNUAL_TURNOVER',
      value: '2600000000',
      currency: 'IDR',
      periodFrom: '2025-01-01',
      periodUntil: '2025-12-31',
    });
    await recordFact(own, { key: 'EQUIPMENT', value: '2', unit: 'pieces', label: 'Four-sided planer' });
    expect((await read(own)).facts).toEqual([
      expect.objectContaining({ key: 'ANNUAL_TURNOVER', value: '2600000000', unit: null, currency: 'IDR' }),
      expect.objectContaining({ key: 'EQUIPMENT', value: '2', unit: 'pieces', label: 'Four-sided planer' }),
      expect.objectContaining({ key: 'STAFF', value: '9', unit: 'people', classification: { name: 'Joinery work' } }),
    ]);

    const correction = { factId: id, value: '11', visibility: 'PUBLIC' };
    expect(await own.act('correctFact', correction, '... on Fact { value unit cpv }')).toMatchObject({
      value: '11',
      unit: 'people',
      cpv: '45421000',
    });
    expect(await own.act('removeFact', { factId: id }, '... on Firm { facts { key } }')).toMatchObject({
      facts: [{ key: 'ANNUAL_TURNOVER' }, { key: 'EQUIPMENT' }],
    });
  });

  it('is refused the same fact twice, and a trade that does not exist', async () => {
    const own = await aFirm(kongsi);
    await recordFact(own);
    expect((await recordFact(own, { value: '15' })).code).toBe('FACT_THERE');
    expect((await recordFact(own, { cpv: '99999999' })).code).toBe('UNKNOWN_CLASSIFICATION');
    const year = { key: 'ANNUAL_TURNOVER', value: '1', currency: 'IDR' };
    const { id } = await recordFact(own, { ...year, periodFrom: '2024-01-01', periodUntil: '2024-12-31' });
    await recordFact(own, { ...year, periodFrom: '2025-01-01', periodUntil: '2025-12-31' });
    const moved = { factId: id, value: '1', currency: 'IDR', periodFrom: '2025-01-01', periodUntil: '2025-12-31' };
    expect((await own.act('correctFact', { ...moved, visibility: 'PUBLIC' })).code).toBe('FACT_THERE');
  });

  it.each([
    ['money without a currency', { key: 'LARGEST_CONTRACT', value: '1' }, 'input.currency'],
    ['money of no country', { key: 'LARGEST_CONTRACT', value: '1', currency: 'XQX' }, 'input.currency'],
    ['people paid in euros', { key: 'STAFF', value: '1', currency: 'EUR' }, 'input.currency'],
    ['a machine without a name', { key: 'EQUIPMENT', value: '1', unit: 'pieces' }, 'input.label'],
    ['a grade of nothing', { key: 'GRADE', value: '5', label: 'SBU' }, 'input.unit'],
    ['a turnover of no year', { key: 'ANNUAL_TURNOVER', value: '1', currency: 'EUR' }, 'input.periodUntil'],
    ['less than nothing', { key: 'STAFF', value: '-1' }, 'input.value'],
    [
      'days in reverse',
      { key: 'STAFF', value: '1', periodFrom: '2025-02-01', periodUntil: '2025-01-01' },
      'input.periodUntil',
    ],
  ])('names the field for %s', async (_, facts, path) => {
    const answer = await firm.ask('mutation ($input: RecordFactInput!) { recordFact(input: $input) { __typename } }', {
      input: { actingFor: firm.firmId, idempotencyKey: randomUUID(), visibility: 'PUBLIC', ...facts },
    });

    expect(answer.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', problems: [{ path }] });
  });

  it('holds a hundred entries of a sort, not more', async () => {
    const own = await aFirm(kongsi);
    await kongsi.pool.query(
      `INSERT INTO "fact" ("id", "firmId", "key", "value", "unit", "label", "visibility", "createdAt", "changedAt")
       SELECT gen_random_uuid(), $1, 'EQUIPMENT', 1, 'pieces', 'Machine ' || number, 'PUBLIC', $2, $2
       FROM generate_series(1, 100) AS number`,
      [own.firmId, await kongsi.clock.now()],
    );

    expect((await recordFact(own)).code).toBe('PROFILE_FULL');
  });

  it('lets editors and owners write it, and nobody else', async () => {
    const editor = await aDelegate(firm, 'EDITOR');
    const { id, __typename } = await addCapability(editor, { cpv: '45422000' });
    expect(__typename).toBe('Capability');
    const bidder = await aDelegate(firm, 'BIDDER', 'SIGNATORY', 'VIEWER');
    const stranger = await aFirm(kongsi);
    const remove = 'mutation ($input: RemoveCapabilityInput!) { removeCapability(input: $input) { __typename } }';
    const removing = async (by: FirmActing, actingFor: string): Promise<unknown> => {
      const answer = await by.ask(remove, { input: { actingFor, idempotencyKey: randomUUID(), capabilityId: id } });

      return answer.errors?.[0]?.extensions.code;
    };

    expect(await removing(bidder, firm.firmId)).toBe('FORBIDDEN');
    expect(await removing(stranger, firm.firmId)).toBe('NOT_FOUND');
    expect(await removing(stranger, stranger.firmId)).toBe('NOT_FOUND');
    const nobody = await kongsi.ask(remove, {
      input: { actingFor: firm.firmId, idempotencyKey: randomUUID(), capabilityId: id },
    });
    expect(nobody.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
    expect((await read()).capabilities.map((each) => each.id)).toContain(id);
  }, 30_000);

  it('is told how complete its profile is, and what to do next', async () => {
    const own = await aFirm(kongsi);
    const ask = `query ($id: ID!) { firm(id: $id) { completeness { percent steps { key done what why } } } }`;
    const completeness = async (): Promise<{
      percent: number;
      steps: { key: string; done: boolean; what: string }[];
    }> => (await own.get<{ firm: { completeness: never } }>(ask, { id: own.firmId })).firm.completeness;
    const before = await completeness();
    expect(before.steps[0]).toMatchObject({ key: 'CAPABILITY', done: false, what: expect.stringMatching(/trade/) });

    await addCapability(own);
    await recordFact(own);
    const after = await completeness();
    expect(after.percent).toBe(before.percent + 30);
    expect(after.steps[0]!.key).toBe('EVIDENCE');
    expect(after.steps.findIndex((step) => step.done)).toBe(after.steps.filter((step) => !step.done).length);
    const outsider = await kongsi.ask<{ firm: { completeness: unknown } }>(ask, { id: own.firmId });
    expect(outsider.data.firm.completeness).toBeNull();
  });

  it('links papers to what they support', async () => {
    const own = await aFirm(kongsi);
    const capability = await addCapability(own);
    await addEvidence(own, { capabilityIds: [capability.id] });
    const seen = await own.get<Profile>(profile, { id: own.firmId });

    expect(seen.firm.capabilities[0]).toMatchObject({ evidence: [{ scheme: 'SVLK' }] });
    expect((await read(own)).capabilities[0]).toMatchObject({ evidence: [] });
  });
});
