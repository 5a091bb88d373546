import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RulePacks } from '#libs/coverage';
import { allianceSeenBy, anAlliance, inviteFirm, propose, signAgreement } from '../support/alliances.js';
import { pricesFor } from '../support/bids.js';
import { type FirmActing, aFirm } from '../support/firms.js';
import { type Kongsi, startKongsi } from '../support/kongsi.js';
import { anOperator } from '../support/operator.js';
import type { Outcome, PersonActing } from '../support/people.js';
import { type TenderKnown, aTender } from '../support/tenders.js';

interface VerdictSeen {
  outcome: string;
  sentence: string;
  packVersion: string;
  firms: { name: string }[];
  rule: {
    id: string;
    packId: string;
    onlyWarns: boolean;
    text: { text: string };
    source: { name: string };
    doubts: { text: string }[];
  };
}

interface DifferenceSeen {
  packId: string;
  fromVersion: string;
  toVersion: string;
  before: string | null;
  after: string | null;
  bidId: string | null;
  allianceId: string | null;
  tender: { id: string };
  rule: { id: string };
}

const verdict = `outcome sentence packVersion firms { name }
  rule { id packId onlyWarns text { text } source { name } doubts { text } }`;
const difference = 'packId fromVersion toVersion before after bidId allianceId tender { id } rule { id }';

describe('packs warn, and the buyer judges', () => {
  let kongsi: Kongsi;
  let buyer: FirmActing;
  let large: FirmActing;
  let small: FirmActing;
  let other: FirmActing;
  let operator: PersonActing;
  let tender: TenderKnown;
  let allianceId: string;

  beforeAll(async () => {
    kongsi = await startKongsi();
    buyer = await aFirm(kongsi, { name: 'Sekolah Embun' });
    large = await aFirm(kongsi, { name: 'Baja Raya', size: 'LARGE' });
    small = await aFirm(kongsi, { name: 'Kusen Embun', size: 'SMALL' });
    other = await aFirm(kongsi, { name: 'Cat Laut' });
    operator = await anOperator(kongsi);
    tender = await aTender(buyer);
    const terms = { liability: 'SEVERAL', words: '', statements: ['GOVERNMENT_CONSTRUCTION'] };
    ({ id: allianceId } = await anAlliance(large, [small], tender, { formPack: 'id-kso', terms }));
  });
  afterAll(() => kongsi.stop());

  const warningsFor = async (firm: FirmActing, id = allianceId): Promise<VerdictSeen[]> => {
    const seen = await allianceSeenBy<{ lineUps: { packVerdicts: VerdictSeen[] }[] }>(
      firm,
      id,
      `lineUps { packVerdicts { ${verdict} } }`,
    );

    return seen!.lineUps[0]!.packVerdicts;
  };
  const named = (verdicts: VerdictSeen[], rule: string): VerdictSeen => verdicts.find((it) => it.rule.id === rule)!;
  const check = async (input: Record<string, unknown>): Promise<{ outcome: string; verdicts: VerdictSeen[] }> => {
    const asked = `query ($input: CheckLineUpInput!) { checkLineUp(input: $input) { outcome verdicts { ${verdict} } } }`;

    return (await other.get<{ checkLineUp: { outcome: string; verdicts: VerdictSeen[] } }>(asked, { input }))
      .checkLineUp;
  };
  const differencesFor = async (firm: FirmActing): Promise<DifferenceSeen[]> => {
    const asked = `query ($firmId: ID!) { packDifferences(firmId: $firmId) { nodes { ${difference} } } }`;

    return (await firm.get<{ packDifferences: { nodes: DifferenceSeen[] } }>(asked, { firmId: firm.firmId }))
      .packDifferences.nodes;
  };

  it('partners see each rule of form and procedure, who it is about, the source and the doubt', async () => {
    const seen = await warningsFor(small);
    const pairing = named(seen, 'sizes-that-go-together');
    expect(pairing).toMatchObject({
      outcome: 'BREACH',
      firms: expect.arrayContaining([{ name: 'Baja Raya' }, { name: 'Kusen Embun' }]),
      rule: { packId: 'id-kso', onlyWarns: true, source: { name: 'Permen PUPR 14/2020 (Indonesia)' } },
    });
    expect(pairing.sentence).toContain('Baja Raya');
    expect(pairing.rule.doubts.map(({ text }) => text).join(' ')).toContain('circular of 2018');
    expect(named(seen, 'government-construction').outcome).toBe('PASS');
    expect(named(seen, 'name-and-shares-alike')).toMatchObject({
      outcome: 'UNKNOWN',
      sentence: 'Not said yet: name and shares are the same in every paper.',
    });
    expect(named(seen, 'lead-has-the-largest-share')).toMatchObject({ outcome: 'UNKNOWN' });
    expect(named(seen, 'agreement-before-award').outcome).toBe('UNKNOWN');
    // Shared with the procedure pack, and said once.
    expect(seen.filter(({ rule }) => rule.id === 'shares-make-the-whole')).toHaveLength(1);
    for (const it of seen) expect(it.sentence).not.toMatch(/\{\{|breach\.|missing\./);
  });

  it('a firm that is only asked does not: shares are in it', async () => {
    const own = await propose(large, tender, {
      name: 'Kongsi Lain',
      places: [{ lotId: tender.lots[0]!.id, roles: ['LEAD'], shareBasisPoints: 6_000 }],
    });
    await inviteFirm(large, own.id, other, [
      { lotId: tender.lots[0]!.id, roles: ['PARTNER'], shareBasisPoints: 4_000 },
    ]);
    expect(await warningsFor(other, own.id)).toBeNull();
  });

  it('a signature changes what is known', async () => {
    for (const firm of [large, small])
      expect((await signAgreement(firm, allianceId, { tenderId: tender.id })).code).toBeUndefined();
    expect(named(await warningsFor(large), 'agreement-before-award').outcome).toBe('PASS');
  });

  it('an alliance takes a form that is here, or learns which there are', async () => {
    const input = {
      actingFor: large.firmId,
      idempotencyKey: randomUUID(),
      kind: 'STANDING',
      name: 'Kongsi Baja',
      formPack: 'private',
    };
    const places = [{ roles: ['LEAD'], shareBasisPoints: 10_000, reliedUponFor: [] }];
    const { errors } = await large.ask(
      'mutation ($input: ProposeAllianceInput!) { proposeAlliance(input: $input) { __typename } }',
      {
        input: { ...input, places, terms: { liability: 'SEVERAL', words: '' } },
      },
    );
    expect(errors?.[0]?.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      problems: [{ path: 'input.formPack', message: expect.stringContaining('fr-gme, id-kso, plain') }],
    });
  });

  it('the bid comes in all the same, and keeps the versions and verdicts it was checked with', async () => {
    const bid = await large.act<{ bidId: string; packVerdicts: VerdictSeen[] }>(
      'submitQuote',
      { lotId: tender.lots[0]!.id, allianceId, priceSchedule: pricesFor(tender.lots[0]!, {}) },
      `... on BidVersion { bidId packVerdicts { ${verdict} } }`,
    );
    expect(bid.code).toBeUndefined();
    expect(named(bid.packVerdicts, 'sizes-that-go-together')).toMatchObject({ outcome: 'BREACH', packVersion: '1' });
    const { rows } = await kongsi.pool.query<{ packVersions: unknown }>(
      'SELECT "packVersions" FROM "bidVersion" WHERE "bidId" = $1',
      [bid.bidId],
    );
    expect(rows).toEqual([{ packVersions: { 'id-kso': '1', private: '1' } }]);
  });

  it('a single firm’s bid is checked with the pack of the tender alone', async () => {
    const bid = await other.act<{ packVerdicts: VerdictSeen[] }>(
      'submitQuote',
      { lotId: tender.lots[0]!.id, priceSchedule: pricesFor(tender.lots[0]!, {}) },
      `... on BidVersion { packVerdicts { ${verdict} } }`,
    );
    expect(bid.packVerdicts.map(({ outcome, rule }) => [outcome, rule.packId])).toEqual([
      ['PASS', 'private'],
      ['PASS', 'private'],
    ]);
  });

  describe('firms that might stand together', () => {
    const places = [
      { name: 'We', roles: ['LEAD'], shareBasisPoints: 8_000, size: 'MEDIUM', form: 'BUSINESS', grade: '5' },
      { name: 'They', roles: ['PARTNER'], shareBasisPoints: 2_000, size: 'SMALL', form: 'BUSINESS', grade: '3' },
    ];

    it('learn rule by rule what fits, by how much it does not, and what is missing', async () => {
      const { outcome, verdicts } = await check({ formPack: 'id-kso', places });
      expect(outcome).toBe('BREACH');
      expect(verdicts.filter((it) => it.outcome === 'BREACH').map(({ rule, sentence }) => [rule.id, sentence])).toEqual(
        [['lead-share-is-capped', 'We leads with 80 %: 10 % too much.']],
      );
      expect(named(verdicts, 'agreement-before-award').outcome).toBe('UNKNOWN');
    });

    it('with firms that are here, what their pages say is used, and a lot adds the tender’s pack', async () => {
      const eu = await aTender(buyer, { pack: 'eu-2014-24' });
      const { verdicts } = await check({
        formPack: 'id-kso',
        lotId: eu.lots[0]!.id,
        places: [
          { firmId: large.firmId, roles: ['LEAD'], shareBasisPoints: 6_000 },
          { firmId: small.firmId, roles: ['PARTNER'], shareBasisPoints: 4_000 },
          { name: 'Helper', roles: ['RELIED_UPON'], shareBasisPoints: 0 },
        ],
      });
      expect(
        named(verdicts, 'sizes-that-go-together')
          .firms.map(({ name }) => name)
          .toSorted(),
      ).toEqual(['Baja Raya', 'Kusen Embun']);
      expect(named(verdicts, 'who-lends-experience-does-the-work')).toMatchObject({
        outcome: 'UNKNOWN',
        sentence: 'Not known yet: what Helper does itself.',
      });
    });
  });

  describe('a pack has a new version', () => {
    const addRulePack = async (): Promise<Outcome> => {
      const file = JSON.parse(readFileSync('libs/rule-packs/packs/id-kso.json', 'utf8')) as {
        rules: { id: string; parameters: { allowed?: string[][] } }[];
      };
      const rules = file.rules
        .filter(({ id }) => id !== 'name-and-shares-alike')
        .map((rule) =>
          rule.id === 'sizes-that-go-together'
            ? { ...rule, parameters: { allowed: [...rule.parameters.allowed!, ['LARGE', 'SMALL']] } }
            : rule,
        );

      return operator.carryOut(
        'addRulePack',
        { idempotencyKey: randomUUID(), file: JSON.stringify({ ...file, version: '2', rules }) },
        '... on RulePack { id }',
      );
    };

    it('open bids and line-ups are looked at again, their firms are told, and the bid stays as it was', async () => {
      expect((await addRulePack()).code).toBeUndefined();
      await kongsi.settle();
      const found = await differencesFor(small);
      const ofBid = found.filter(({ bidId }) => bidId !== null);
      expect(
        ofBid
          .map(({ rule, before, after, fromVersion, toVersion }) => [rule.id, before, after, fromVersion, toVersion])
          .toSorted((one, other) => `${one[0]}`.localeCompare(`${other[0]}`)),
      ).toEqual([
        ['name-and-shares-alike', 'UNKNOWN', null, '1', '2'],
        ['sizes-that-go-together', 'BREACH', 'PASS', '1', '2'],
      ]);
      const ofLineUp = found.filter((it) => it.allianceId === allianceId);
      expect(ofLineUp.map(({ rule }) => rule.id).toSorted()).toEqual([
        'name-and-shares-alike',
        'sizes-that-go-together',
      ]);
      for (const it of found) expect(it.tender.id).toBe(tender.id);

      const { inbox } = await small.get<{ inbox: { nodes: { kind: string; title: string; body: string }[] } }>(
        '{ inbox { nodes { kind title body } } }',
      );
      const told = inbox.nodes.filter(({ kind }) => kind === 'PACK_CHANGED');
      expect(told).toHaveLength(2);
      expect(told[0]!.body).toContain('in 2 points');

      expect(named(await warningsFor(small), 'sizes-that-go-together')).toMatchObject({
        outcome: 'PASS',
        packVersion: '2',
      });
      const { rows } = await kongsi.pool.query<{ packVersions: unknown }>(
        'SELECT "packVersions" FROM "bidVersion" WHERE "packVersions" ? \'id-kso\'',
      );
      expect(rows).toEqual([{ packVersions: { 'id-kso': '1', private: '1' } }]);
    });

    it('a newer version that comes with an update of Kongsi is looked at like one that an operator adds', async () => {
      const chilean = await aTender(buyer);
      const terms = { liability: 'JOINT_AND_SEVERAL', words: '', statements: ['LASTS_AS_LONG_AS_CONTRACT'] };
      const { id } = await anAlliance(other, [small], chilean, { formPack: 'cl-utp', terms });
      const priceSchedule = pricesFor(chilean.lots[0]!, {});
      // As it was before the update: the second version is not here yet.
      await kongsi.pool.query(`DELETE FROM "rulePack" WHERE "id" = 'cl-utp' AND "version" = '2';
        UPDATE "alliance" SET "formPackVersion" = '1' WHERE "formPack" = 'cl-utp'`);
      const input = { lotId: chilean.lots[0]!.id, allianceId: id, priceSchedule };
      expect((await other.act('submitQuote', input, '... on BidVersion { id }')).code).toBeUndefined();
      expect(named(await warningsFor(other, id), 'agreement-before-award').packVersion).toBe('1');

      await kongsi.app.get(RulePacks).onModuleInit();
      await kongsi.settle();
      const found = (await differencesFor(small)).filter(({ packId }) => packId === 'cl-utp');
      expect(found.map(({ rule, before, after, bidId }) => [rule.id, before, after, bidId !== null])).toEqual([
        ['agreement-before-award', 'UNKNOWN', 'BREACH', true],
      ]);
      expect(named(await warningsFor(other, id), 'agreement-before-award').packVersion).toBe('2');
      // Nothing is said twice.
      await kongsi.app.get(RulePacks).onModuleInit();
      await kongsi.settle();
      expect((await differencesFor(small)).filter(({ packId }) => packId === 'cl-utp')).toHaveLength(1);
    });

    it('whom it does not concern reads and hears nothing', async () => {
      expect((await differencesFor(other)).filter(({ packId }) => packId === 'id-kso')).toEqual([]);
      const { errors } = await other.ask(`query ($firmId: ID!) { packDifferences(firmId: $firmId) { nodes { id } } }`, {
        firmId: small.firmId,
      });
      expect(errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    });
  });
});
