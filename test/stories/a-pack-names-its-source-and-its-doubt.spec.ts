import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type FirmActing, aFirm } from '../support/firms.js';
import { type Kongsi, startKongsi } from '../support/kongsi.js';
import { anOperator } from '../support/operator.js';
import type { Outcome, PersonActing } from '../support/people.js';
import { aDraft, aLot, aNotice, aRequirement, aTender, publishTender, tenderSeenBy } from '../support/tenders.js';

interface PackSeen {
  id: string;
  version: string;
  kind: string;
  isReviewed: boolean;
  standing: string;
  source: { name: string; link: string };
  doubts: { text: string }[];
  rules: RuleSeen[];
}
interface RuleSeen {
  id: string;
  onlyWarns: boolean;
  packId: string;
  text: { text: string };
  source: { name: string; article: string; link: string };
  doubts: { text: string }[];
}
interface VerdictSeen {
  outcome: string;
  sentence: string;
  lotNumber: number | null;
  requirementNumber: number | null;
  rule: RuleSeen;
}

const rule = 'id onlyWarns packId text { text } source { name article link } doubts { text }';
const pack = `id version kind isReviewed standing source { name link } doubts { text } rules { ${rule} }`;
const verdicts = `procedurePack { ${pack} } packVerdicts { outcome sentence lotNumber requirementNumber rule { ${rule} } }`;

/** The file of a pack that ships, changed. */
function fileOf(id: string, change: Record<string, unknown> = {}): string {
  const file = JSON.parse(readFileSync(`libs/rule-packs/packs/${id}.json`, 'utf8')) as Record<string, unknown>;

  return JSON.stringify({ ...file, ...change });
}

const signed = { status: { by: 'Sri Hartati, S.H.', on: '2026-03-02' } };
const turnover = (value: string) =>
  aRequirement({
    title: 'Turnover',
    kind: 'FINANCIAL',
    mode: 'SUM',
    measure: { factKey: 'ANNUAL_TURNOVER' },
    threshold: { value, currency: 'IDR' },
  });

describe('a pack names its source and its doubt', () => {
  let kongsi: Kongsi;
  let buyer: FirmActing;
  let operator: PersonActing;

  beforeAll(async () => {
    kongsi = await startKongsi();
    buyer = await aFirm(kongsi, { name: 'Koperasi Embun' });
    operator = await anOperator(kongsi);
  });
  afterAll(() => kongsi.stop());

  const add = (
    file: string,
  ): Promise<PackSeen & { problems: { path: string; read: string; allowed: string }[] } & Outcome> =>
    operator.carryOut(
      'addRulePack',
      { idempotencyKey: randomUUID(), file },
      `... on RulePack { ${pack} } ... on RulePackUnreadable { problems { path read allowed } }`,
    );
  const packsFor = async (language: string): Promise<PackSeen[]> =>
    (await kongsi.ask<{ rulePacks: PackSeen[] }>(`{ rulePacks { ${pack} } }`, {}, { 'accept-language': language })).data
      .rulePacks;

  describe('everybody reads the packs', () => {
    it('those for tenders and those for alliances, all marked as not reviewed by a lawyer', async () => {
      const packs = await packsFor('en');
      expect(packs.map(({ id, kind }) => `${kind} ${id}`)).toEqual([
        'PROCEDURE eu-2014-24',
        'PROCEDURE private',
        ...['cl-utp', 'fr-gme', 'id-kso', 'plain', 'us-sba-jv', 'us-sba-mp-jv'].map((id) => `FORM ${id}`),
      ]);
      for (const { isReviewed, standing } of packs)
        expect({ isReviewed, standing }).toEqual({
          isReviewed: false,
          standing: 'Not reviewed by a lawyer. It only warns.',
        });
    });

    it.each(['en', 'id'])(
      'each rule with a sentence whose numbers are filled in, a source, and its doubts (%s)',
      async (language) => {
        for (const { rules, source } of await packsFor(language)) {
          expect(source.link).toMatch(/^(https:|docs\/)/);
          expect(rules.length).toBeGreaterThan(2);
          for (const it of rules) {
            expect(it.text.text).not.toMatch(/\{\{|BasisPoints/);
            expect(it.source.name.length + it.source.article.length).toBeGreaterThan(8);
            expect(it.onlyWarns).toBe(true);
          }
        }
      },
    );

    it('the Indonesian form says in Indonesian what it is not sure of', async () => {
      const kso = (await packsFor('id')).find(({ id }) => id === 'id-kso')!;
      expect(kso.doubts.map(({ text }) => text).join(' ')).toContain('Perpres 12/2021');
      expect(kso.rules.find(({ id }) => id === 'lead-share-is-capped')?.text.text).toBe(
        'Porsi leadfirm paling banyak 70 %.',
      );
      expect(kso.rules.find(({ id }) => id === 'shares-make-the-whole')?.packId).toBe('plain');
    });

    it('a version that does not exist is not there', async () => {
      const { errors } = await kongsi.ask('{ rulePack(id: "eu-2014-24", version: "77") { id } }');
      expect(errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    });
  });

  describe('a buyer asks what the pack forbids', () => {
    const asked: [string, string, Record<string, unknown>, string][] = [
      [
        'an agreement before the award',
        'no-agreement-before-award',
        { flags: { agreementBeforeAward: true } },
        'C-234/14 Ostas celtnieks',
      ],
      [
        'most of it from the lead',
        'lead-need-not-do-most',
        { flags: { leadMinimumShareBasisPoints: 6_000 } },
        'C-642/20 Caruter',
      ],
      [
        'a fixed cap on subcontracting',
        'no-fixed-cap-on-subcontracting',
        { flags: { subcontractCapBasisPoints: 3_000 } },
        'C-63/18 Vitali',
      ],
      ['single firms only', 'groups-may-bid', { tenderers: 'FIRMS' }, 'Directive 2014/24/EU'],
      [
        'more turnover than twice the value',
        'turnover-at-most-twice-the-value',
        { lots: [aLot({ requirements: [turnover('240000001')] })], estimateShown: 'EXACT' },
        'Directive 2014/24/EU',
      ],
    ];

    it.each(asked)(
      '%s: while nobody has signed the pack, it warns in the draft and when published',
      async (_, ruleId, facts, judgment) => {
        const draft = await aDraft(buyer, { pack: 'eu-2014-24', ...facts });
        const seen = (await tenderSeenBy<{ packVerdicts: VerdictSeen[] }>(buyer, draft.id, verdicts))!;
        expect(seen.packVerdicts.map(({ outcome, rule: { id, onlyWarns } }) => ({ outcome, id, onlyWarns }))).toEqual([
          { outcome: 'BREACH', id: ruleId, onlyWarns: true },
        ]);
        expect(seen.packVerdicts[0]!.rule.source.name).toContain(judgment);
        expect(seen.packVerdicts[0]!.sentence).toMatch(/^The notice .*\.$/);
        expect(await publishTender(buyer, draft.id)).toMatchObject({ phase: 'OPEN' });
        const published = await kongsi.ask<{ tender: { procedurePack: PackSeen; packVerdicts: VerdictSeen[] } }>(
          `query ($id: ID!) { tender(id: $id) { ${verdicts} } }`,
          { id: draft.id },
        );
        expect(published.data.tender.packVerdicts).toEqual(seen.packVerdicts);
        expect(published.data.tender.procedurePack).toMatchObject({ id: 'eu-2014-24', isReviewed: false });
      },
    );

    it('a plain notice meets no objection, and a private buyer may ask all of this', async () => {
      const flags = {
        agreementBeforeAward: true,
        leadMinimumShareBasisPoints: 9_000,
        subcontractCapBasisPoints: 1_000,
      };
      for (const facts of [{ pack: 'eu-2014-24' }, { flags }]) {
        const tender = await aTender(buyer, facts);
        expect(await tenderSeenBy(buyer, tender.id, 'packVerdicts { outcome }')).toEqual({ packVerdicts: [] });
      }
    });

    it('a hidden estimate is not told by what the pack says of it', async () => {
      const rich = { lots: [aLot({ requirements: [turnover('900000000')] })], estimateShown: 'HIDDEN' };
      const modest = { lots: [aLot({ requirements: [turnover('1')] })], estimateShown: 'HIDDEN' };
      const seenBy = async (who: Pick<FirmActing, 'ask'>, facts: Record<string, unknown>) => {
        const { id } = await aTender(buyer, { pack: 'eu-2014-24', ...facts });
        const seen = await tenderSeenBy<{ packVerdicts: VerdictSeen[] }>(who, id, 'packVerdicts { outcome sentence }');

        return seen!.packVerdicts;
      };
      const stranger = await aFirm(kongsi, { name: 'Atap Embun' });
      expect((await seenBy(buyer, rich)).map(({ outcome }) => outcome)).toEqual(['BREACH']);
      expect(await seenBy(buyer, modest)).toEqual([]);
      expect(await seenBy(stranger, rich)).toEqual(await seenBy(stranger, modest));
    });

    it('names a pack for tenders, or learns which there are', async () => {
      for (const wrong of ['plain', 'no-such-pack']) {
        const { errors } = await buyer.ask(
          'mutation ($input: DraftTenderInput!) { draftTender(input: $input) { __typename } }',
          {
            input: {
              actingFor: buyer.firmId,
              idempotencyKey: randomUUID(),
              notice: await aNotice(buyer, { pack: wrong }),
            },
          },
        );
        expect(errors?.[0]).toMatchObject({
          extensions: {
            code: 'BAD_USER_INPUT',
            problems: [{ path: 'input.notice.pack', message: 'Choose one of: eu-2014-24, private.' }],
          },
        });
      }
    });

    it('once a lawyer has signed it, the notice is refused with the judgment’s name, also as an addendum', async () => {
      const open = await aTender(buyer, { pack: 'eu-2014-24' });
      const draft = await aDraft(buyer, { pack: 'eu-2014-24', flags: { agreementBeforeAward: true } });
      expect(await add(fileOf('eu-2014-24', { version: '2', ...signed }))).toMatchObject({
        version: '2',
        isReviewed: true,
        standing: 'Reviewed by Sri Hartati, S.H. on 2026-03-02.',
      });

      for (const [, , facts, judgment] of asked) {
        const { id } = await aDraft(buyer, { pack: 'eu-2014-24', ...facts });
        const refused = await buyer.act<Record<string, unknown>>(
          'publishTender',
          { tenderId: id },
          '... on PackForbids { pack explanation judgment article link lotNumber requirementNumber }',
        );
        expect(refused).toMatchObject({ code: 'PACK_FORBIDS', pack: 'eu-2014-24' });
        expect(refused.judgment).toContain(judgment);
        expect(refused.message).toContain(judgment);
        expect(refused.link).toMatch(/^https:/);
      }
      // A draft of before meets the newest version; what was published keeps its own.
      expect(await publishTender(buyer, draft.id)).toMatchObject({ code: 'PACK_FORBIDS' });
      expect(await tenderSeenBy(buyer, open.id, 'procedurePack { version }')).toEqual({
        procedurePack: { version: '1' },
      });

      const signedTender = await aTender(buyer, { pack: 'eu-2014-24' });
      const amend = async (facts: Record<string, unknown>) =>
        buyer.act('amendTender', {
          tenderId: signedTender.id,
          kind: 'MATERIAL',
          note: 'We ask for something more.',
          notice: await aNotice(buyer, facts),
        });
      expect(await amend({ flags: { subcontractCapBasisPoints: 3_000 } })).toMatchObject({ code: 'PACK_FORBIDS' });
      expect(await amend({ pack: 'private', title: 'Other windows for the school' })).toMatchObject({
        code: 'NOTICE_FIXED',
      });
    });
  });

  describe('operators add packs without code', () => {
    it('a pack of their own, that takes over another', async () => {
      const added = await add(
        fileOf('id-kso', { id: 'id-kso-desa', extends: { id: 'id-kso', version: '1' }, rules: [] }),
      );
      expect(added).toMatchObject({ id: 'id-kso-desa', version: '1', kind: 'FORM' });
      expect(added.rules.map(({ packId }) => packId)).toContain('id-kso');
    });

    it('and are told everything that is wrong with a file, place by place', async () => {
      const file = JSON.parse(fileOf('plain', { id: 'ours' })) as { rules: Record<string, unknown>[] };
      file.rules[0] = { ...file.rules[0], kind: 'NO_MONDAYS', source: { name: '', article: '', link: '' } };
      const refused = await add(JSON.stringify(file));
      expect(refused.code).toBe('RULE_PACK_UNREADABLE');
      expect(refused.message).toContain('rules.0.kind');
      expect(refused.problems.map(({ path }) => path)).toEqual([
        'rules.0.kind',
        'rules.0.source.name',
        'rules.0.source.article',
        'rules.0.source.link',
      ]);
      expect(refused.problems[0]).toMatchObject({
        read: '"NO_MONDAYS"',
        allowed: expect.stringContaining('LEAD_COUNT'),
      });
    });

    it.each([
      ['is no JSON at all', () => '{ not quite', ''],
      ['repeats a version', () => fileOf('plain'), 'version'],
      [
        'extends what is not here',
        () => fileOf('plain', { id: 'other', extends: { id: 'nobody', version: '1' } }),
        'extends',
      ],
    ])('a file that %s changes nothing', async (_, file, path) => {
      const before = await packsFor('en');
      expect(await add(file())).toMatchObject({ code: 'RULE_PACK_UNREADABLE', problems: [{ path }] });
      expect(await packsFor('en')).toEqual(before);
    });
  });
});
