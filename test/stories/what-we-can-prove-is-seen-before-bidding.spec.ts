import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type FirmActing, aFirm } from '../support/firms.js';
import { type Kongsi, startKongsi } from '../support/kongsi.js';
import { addCapability, recordFact } from '../support/profiles.js';
import { statementsOf } from '../support/sql-watch.js';
import { type TenderKnown, aLot, aRequirement, aTender } from '../support/tenders.js';

interface Seen {
  isSoleTenderer: boolean;
  met: number;
  unknown: number;
  unmet: number;
  essentialGaps: { title: string }[];
  verdicts: {
    outcome: string;
    strength: string | null;
    sentence: string;
    rule: string[];
    requirement: { title: string };
    carriedBy: { name: string }[];
    shortBy: { value: string; unit: string | null } | null;
    parts: { name: string; outcome: string }[];
    firms: { firm: { name: string } | null; outcome: string; sentence: string }[];
  }[];
}

const fields = `isSoleTenderer met unknown unmet essentialGaps { title } verdicts { outcome strength sentence rule
  requirement { title } carriedBy { name } shortBy { value unit } parts { name outcome } firms { firm { name } outcome sentence } }`;

describe('what a line-up can prove', () => {
  let kongsi: Kongsi;
  let buyer: FirmActing;
  let joiner: FirmActing;
  let electrician: FirmActing;
  let tender: TenderKnown;

  beforeAll(async () => {
    kongsi = await startKongsi();
    buyer = await aFirm(kongsi, { name: 'SDN 3 Lembah Kinasih' });
    joiner = await aFirm(kongsi, { name: 'Kusen Embun' });
    electrician = await aFirm(kongsi, { name: 'Cahaya Timur' });
    await addCapability(joiner, { cpv: '45421000' });
    await recordFact(joiner, { value: '6' });
    await addCapability(electrician, { cpv: '45310000' });
    await recordFact(electrician, { value: '9' });
    tender = await aTender(buyer, {
      lots: [
        aLot({
          requirements: [
            aRequirement({
              title: 'Joinery and electrical work',
              kind: 'CAPABILITY',
              mode: 'UNION',
              measure: { cpv: ['45421000', '45310000'] },
            }),
            aRequirement({
              title: 'Twelve people',
              kind: 'STAFF',
              mode: 'SUM',
              measure: { factKey: 'STAFF' },
              threshold: { value: '12', unit: 'people' },
            }),
          ],
        }),
      ],
    });
  });
  afterAll(() => kongsi.stop());

  const alone = async (firm: FirmActing): Promise<Seen> =>
    (
      await firm.get<{ myCoverage: Seen }>(
        `query ($firmId: ID!, $lotId: ID!) { myCoverage(firmId: $firmId, lotId: $lotId) { ${fields} } }`,
        {
          firmId: firm.firmId,
          lotId: tender.lots[0]!.id,
        },
      )
    ).myCoverage;

  it('shows one firm alone what it covers and by how much it falls short', async () => {
    const seen = await alone(joiner);

    expect(seen.isSoleTenderer).toBe(true);
    expect(seen.verdicts.map((verdict) => [verdict.requirement.title, verdict.outcome])).toEqual([
      ['Joinery and electrical work', 'UNKNOWN'],
      ['Twelve people', 'UNMET'],
    ]);
    expect(seen.verdicts[1]!.shortBy).toEqual({ value: '6', unit: 'people' });
    expect(seen.essentialGaps.map((gap) => gap.title)).toEqual(['Joinery and electrical work', 'Twelve people']);
  });

  it('shows that two together cover what neither could alone, and by whom', async () => {
    const { coverage } = await joiner.get<{ coverage: Seen }>(
      `query ($lotId: ID!, $lineUp: LineUpInput!) { coverage(lotId: $lotId, lineUp: $lineUp) { ${fields} } }`,
      {
        lotId: tender.lots[0]!.id,
        lineUp: {
          entries: [
            { firmId: joiner.firmId, roles: ['LEAD'] },
            { firmId: electrician.firmId, roles: ['PARTNER'] },
          ],
        },
      },
    );

    expect(coverage).toMatchObject({ isSoleTenderer: false, met: 2, unknown: 0, unmet: 0, essentialGaps: [] });
    expect(coverage.verdicts[0]!.carriedBy.map((firm) => firm.name).sort()).toEqual(['Cahaya Timur', 'Kusen Embun']);
    expect(coverage.verdicts[0]!.parts.map((part) => part.outcome)).toEqual(['MET', 'MET']);
  });

  it('shows a visitor without an account what a yes, a no and a part bring', async () => {
    const [parts, staff] = tender.lots[0]!.requirements;
    const ask = async (answers: Record<string, string>[], trades: string[] = []): Promise<Seen> =>
      (
        await kongsi.ask<{ tryCoverage: Seen }>(
          `query ($input: TryCoverageInput!) { tryCoverage(input: $input) { ${fields} } }`,
          {
            input: { lotId: tender.lots[0]!.id, answers, trades },
          },
        )
      ).data.tryCoverage;

    expect((await ask([])).unknown).toBe(2);
    const answered = await ask([
      { requirementId: parts!.id, answer: 'PART' },
      { requirementId: staff!.id, answer: 'YES' },
    ]);
    expect(answered).toMatchObject({ met: 1 });
    expect(answered.verdicts[1]).toMatchObject({ outcome: 'MET', strength: 'DECLARED' });
    const byTrade = await ask([], ['45421000']);
    expect(byTrade.verdicts[0]!.parts.map((part) => part.outcome)).toEqual(['MET', 'UNKNOWN']);
  });

  it('says it in Indonesian to an Indonesian reader', async () => {
    const { data } = await kongsi.ask<{ tryCoverage: Seen }>(
      `query ($input: TryCoverageInput!) { tryCoverage(input: $input) { ${fields} } }`,
      { input: { lotId: tender.lots[0]!.id, answers: [], trades: [] } },
      { 'accept-language': 'id' },
    );

    expect(data.tryCoverage.verdicts[1]!.rule.join(' ')).toMatch(/dijumlahkan|jumlah/i);
  });

  it('shows outsiders nothing that a firm keeps private: the answer is a question to the firm', async () => {
    const shy = await aFirm(kongsi, { name: 'Diam Emas' });
    await addCapability(shy, { cpv: '45310000', visibility: 'PRIVATE' });
    const lineUp = { entries: [{ firmId: shy.firmId, roles: ['LEAD'] }] };
    const query = `query ($lotId: ID!, $lineUp: LineUpInput!) { coverage(lotId: $lotId, lineUp: $lineUp) { ${fields} } }`;
    const variables = { lotId: tender.lots[0]!.id, lineUp };
    const outside = await joiner.get<{ coverage: Seen }>(query, variables);
    const inside = await shy.get<{ coverage: Seen }>(query, variables);

    expect(outside.coverage.verdicts[0]!.parts.map((part) => part.outcome)).toEqual(['UNKNOWN', 'UNKNOWN']);
    expect(inside.coverage.verdicts[0]!.parts.map((part) => part.outcome)).toEqual(['UNKNOWN', 'MET']);
  });

  it('refuses a firm that is named twice, and says where', async () => {
    const entry = { firmId: joiner.firmId, roles: ['PARTNER'] };
    const answer = await joiner.ask(
      `query ($lotId: ID!, $lineUp: LineUpInput!) { coverage(lotId: $lotId, lineUp: $lineUp) { met } }`,
      {
        lotId: tender.lots[0]!.id,
        lineUp: { entries: [entry, entry] },
      },
    );

    expect(answer.errors?.[0]!.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      problems: [{ path: 'lineUp.entries.1.firmId' }],
    });
  });

  it('is not there for who may not see the tender, or without signing in', async () => {
    const secret = await aTender(buyer, { visibility: 'INVITED', lots: [aLot({ requirements: [aRequirement()] })] });
    const query = 'query ($firmId: ID!, $lotId: ID!) { myCoverage(firmId: $firmId, lotId: $lotId) { met } }';
    const variables = { firmId: joiner.firmId, lotId: secret.lots[0]!.id };

    expect((await joiner.ask(query, variables)).errors?.[0]!.extensions.code).toBe('NOT_FOUND');
    expect((await kongsi.ask(query, variables)).errors?.[0]!.extensions.code).toBe('UNAUTHENTICATED');
  });

  it('asks the database as often for three firms as for one', async () => {
    const firms = [joiner, electrician, buyer];
    const asked = async (count: number): Promise<number> => {
      const entries = firms
        .slice(0, count)
        .map(({ firmId }, place) => ({ firmId, roles: [place === 0 ? 'LEAD' : 'PARTNER'] }));
      const query = `query ($lotId: ID!, $lineUp: LineUpInput!) { coverage(lotId: $lotId, lineUp: $lineUp) { ${fields} } }`;
      const texts = await statementsOf(() => joiner.get(query, { lotId: tender.lots[0]!.id, lineUp: { entries } }));

      return texts.filter((text) => /^\s*(SELECT|WITH)/i.test(text)).length;
    };
    await asked(3);
    const [one, three] = [await asked(1), await asked(3)];
    process.stdout.write(`Coverage of a line-up asks the database ${three} times\n`);

    expect(three).toBe(one);
  });
});
