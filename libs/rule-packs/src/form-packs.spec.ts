import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { type FirmFacts, type LineUpFacts, judgeLineUp, readPacks, worstOf } from './index.js';
import { unknownFirm, unknownLineUp } from './unknowns.sample.js';

/** Each form pack as it ships, against line-ups it takes and line-ups it does not, with the rule that is broken. */

const folder = join(import.meta.dirname, '../packs');
const { shelf } = readPacks(
  readdirSync(folder).map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as unknown),
);

const firm = (firmId: string, facts: Partial<FirmFacts> = {}): FirmFacts => ({
  firmId,
  roles: ['PARTNER'],
  shareBasisPoints: 4_000,
  form: 'BUSINESS',
  size: 'SMALL',
  grade: '3',
  registers: ['NIB'],
  otherBids: 0,
  ableAlone: false,
  lendsFor: [],
  statements: {},
  ...facts,
});
const lead = (facts: Partial<FirmFacts> = {}): FirmFacts =>
  firm('a', { roles: ['LEAD'], shareBasisPoints: 6_000, ...facts });
const helper = (facts: Partial<FirmFacts> = {}): FirmFacts =>
  firm('h', { roles: ['RELIED_UPON'], shareBasisPoints: 0, ...facts });

/** All that can be said in favour of a group, so that each case changes one thing. */
const group = (facts: Partial<LineUpFacts> = {}): LineUpFacts => ({
  firms: [lead(), firm('b')],
  moment: 'AWARD',
  today: '2026-05-04',
  liability: 'JOINT_AND_SEVERAL',
  representativeFirmId: 'a',
  agreementSigned: true,
  value: { value: '900000', currency: 'USD' },
  otherOffers: 0,
  firstAwardOn: 'NEVER',
  replacement: null,
  ...facts,
  statements: {
    WORK_IS_COMPLEX: false,
    GOVERNMENT_CONSTRUCTION: true,
    SAME_NAME_AND_SHARES_EVERYWHERE: true,
    ACTS_IN_ITS_OWN_NAME: false,
    REGISTERED_BEFORE_OFFER: true,
    MENTOR_PROTEGE_APPROVED: true,
    PROTEGE_LEADS: true,
    PROTEGE_WORK_IS_SUBSTANTIAL: true,
    LASTS_AS_LONG_AS_CONTRACT: true,
    SOLIDARY_MANDATARY_ASKED: false,
    ...facts.statements,
  },
});
const of = (...firms: FirmFacts[]): LineUpFacts => group({ firms });
/** As many members as shares, the first leads. */
const shared = (shares: number[], facts: Partial<FirmFacts> = {}): FirmFacts[] =>
  shares.map((shareBasisPoints, at) =>
    at === 0 ? lead({ shareBasisPoints, ...facts }) : firm('bcdefgh'[at - 1]!, { shareBasisPoints, ...facts }),
  );
/** A medium lead with small partners: the pairing that every class rule of `id-kso` takes. */
const kso = (facts: Partial<LineUpFacts> = {}): LineUpFacts =>
  group({ firms: [lead({ size: 'MEDIUM' }), firm('b')], ...facts });
const replaced = (buyerAgreed: boolean, performedBasisPoints: number, originalMembers: number): LineUpFacts =>
  group({ replacement: { buyerAgreed, performedBasisPoints, originalMembers } });

const takenByAll: LineUpFacts[] = [
  group(),
  group({ firms: [firm('b'), lead()] }),
  of(lead(), firm('b', { shareBasisPoints: 3_000 }), firm('c', { shareBasisPoints: 1_000 })),
  of(lead(), firm('b', { shareBasisPoints: 3_000 }), helper({ shareBasisPoints: 1_000 })),
  of(lead(), firm('b'), helper({ size: 'LARGE' })),
  of(lead(), firm('b', { shareBasisPoints: 3_500 }), firm('s', { roles: ['SUBCONTRACTOR'], shareBasisPoints: 500 })),
  of(lead({ roles: ['LEAD', 'RELIED_UPON'] }), firm('b', { size: 'MICRO' })),
  of(lead({ shareBasisPoints: 5_001 }), firm('b', { shareBasisPoints: 4_999 })),
  group({ agreementSigned: true, moment: 'BID' }),
  of(lead({ size: 'MICRO' }), firm('b', { size: 'MICRO' })),
];
const notTakenByAll: [string, LineUpFacts][] = [
  ['shares-make-the-whole', of(lead(), firm('b', { shareBasisPoints: 3_999 }))],
  ['shares-make-the-whole', of(lead(), firm('b', { shareBasisPoints: 4_001 }))],
  ['shares-make-the-whole', of(lead(), firm('b'), helper({ shareBasisPoints: 1 }))],
  ['one-firm-leads', of(firm('a', { shareBasisPoints: 6_000 }), firm('b'))],
  ['one-firm-leads', of(lead(), firm('b', { roles: ['LEAD'] }))],
  ['one-speaks-for-all', group({ representativeFirmId: 'z' })],
  ['one-speaks-for-all', group({ firms: [lead(), firm('b'), helper()], representativeFirmId: 'h' })],
  ['agreement-before-award', group({ agreementSigned: false })],
];

const packs: Record<string, { taken: LineUpFacts[]; not: [string, LineUpFacts][] }> = {
  plain: {
    taken: [...takenByAll, group({ liability: 'SEVERAL' }), of(...shared([2_000, 2_000, 2_000, 2_000, 2_000]))],
    not: [
      ...notTakenByAll,
      ['shares-make-the-whole', of(...shared([3_000, 3_000, 3_000]))],
      [
        'one-firm-leads',
        of(lead(), firm('b', { roles: ['LEAD'], shareBasisPoints: 3_000 }), firm('c', { shareBasisPoints: 1_000 })),
      ],
    ],
  },
  'id-kso': {
    taken: [
      kso(),
      kso({ firms: [lead({ size: 'LARGE' }), firm('b', { size: 'LARGE' })] }),
      kso({ firms: [lead({ size: 'LARGE' }), firm('b', { size: 'MEDIUM' })] }),
      kso({ firms: [lead({ size: 'MEDIUM' }), firm('b', { size: 'MEDIUM' })] }),
      kso({ firms: [lead({ size: 'MEDIUM' }), firm('b', { size: 'LARGE' })] }),
      kso({ firms: [lead({ size: 'MEDIUM' }), firm('b', { size: 'MICRO' })] }),
      kso({ firms: [lead({ size: 'MEDIUM', shareBasisPoints: 7_000 }), firm('b', { shareBasisPoints: 3_000 })] }),
      kso({ firms: shared([4_000, 3_000, 3_000], { size: 'MEDIUM' }) }),
      kso({
        firms: shared([3_000, 2_000, 2_000, 2_000, 1_000], { size: 'LARGE' }),
        statements: { WORK_IS_COMPLEX: true },
      }),
      kso({ firms: [lead({ size: 'MEDIUM', grade: '7' }), firm('b', { grade: '6.5' })] }),
      kso({ moment: 'BID' }),
      kso({ statements: { ACTS_IN_ITS_OWN_NAME: true, HAS_ITS_OWN_TAX_NUMBER: true } }),
    ],
    not: [
      ['sizes-that-go-together', kso({ firms: [lead({ size: 'LARGE' }), firm('b')] })],
      ['sizes-that-go-together', group()],
      [
        'sizes-that-go-together',
        kso({
          firms: [
            lead({ size: 'LARGE' }),
            firm('b', { shareBasisPoints: 2_000, size: 'MEDIUM' }),
            firm('c', { shareBasisPoints: 2_000 }),
          ],
        }),
      ],
      [
        'sizes-that-go-together',
        kso({
          firms: [
            lead({ size: 'LARGE' }),
            firm('b', { size: null, shareBasisPoints: 2_000 }),
            firm('c', { shareBasisPoints: 2_000 }),
          ],
        }),
      ],
      ['business-entities-only', kso({ firms: [lead({ size: 'MEDIUM' }), firm('b', { form: 'SOLE_TRADER' })] })],
      ['lead-has-the-highest-grade', kso({ firms: [lead({ size: 'MEDIUM', grade: '2' }), firm('b')] })],
      [
        'lead-has-the-largest-share',
        kso({ firms: [lead({ size: 'MEDIUM', shareBasisPoints: 4_000 }), firm('b', { shareBasisPoints: 6_000 })] }),
      ],
      [
        'lead-share-is-capped',
        kso({ firms: [lead({ size: 'MEDIUM', shareBasisPoints: 7_001 }), firm('b', { shareBasisPoints: 2_999 })] }),
      ],
      ['number-of-firms', kso({ firms: shared([4_000, 2_000, 2_000, 2_000], { size: 'MEDIUM' }) })],
      [
        'number-of-firms',
        kso({
          firms: shared([2_500, 1_500, 1_500, 1_500, 1_500, 1_500], { size: 'LARGE' }),
          statements: { WORK_IS_COMPLEX: true },
        }),
      ],
      ['agreement-before-award', kso({ agreementSigned: false, moment: 'BID' })],
      ['government-construction', kso({ statements: { GOVERNMENT_CONSTRUCTION: false } })],
      ['name-and-shares-alike', kso({ statements: { SAME_NAME_AND_SHARES_EVERYWHERE: false } })],
      ['one-firm-leads', kso({ firms: [firm('a', { size: 'MEDIUM', shareBasisPoints: 6_000 }), firm('b')] })],
      ['one-speaks-for-all', kso({ representativeFirmId: 'z' })],
      ['own-tax-number', kso({ statements: { ACTS_IN_ITS_OWN_NAME: true, HAS_ITS_OWN_TAX_NUMBER: false } })],
      ['shares-make-the-whole', kso({ firms: [lead({ size: 'MEDIUM' }), firm('b', { shareBasisPoints: 3_000 })] })],
    ],
  },
  'us-sba-jv': {
    taken: [...takenByAll, group({ firstAwardOn: '2024-05-04' })],
    not: [
      ...notTakenByAll,
      ['who-may-be-in-it', of(lead(), firm('b', { size: 'MEDIUM' }))],
      ['who-may-be-in-it', of(lead({ size: 'LARGE' }), firm('b'))],
      ['agreement-before-award', group({ agreementSigned: false, moment: 'BID' })],
      ['two-years-from-first-award', group({ firstAwardOn: '2024-05-03' })],
      ['one-offer-per-procurement', group({ otherOffers: 1 })],
      ['members-in-no-other-offer', of(lead({ otherBids: 1 }), firm('b'))],
      ['registered-before-the-offer', group({ statements: { REGISTERED_BEFORE_OFFER: false } })],
    ],
  },
  'us-sba-mp-jv': {
    taken: [
      ...takenByAll,
      of(lead(), firm('b', { size: 'LARGE' })),
      of(lead({ shareBasisPoints: 4_000 }), firm('b', { size: 'LARGE', shareBasisPoints: 6_000 })),
      of(
        lead({ shareBasisPoints: 2_000 }),
        firm('b', { shareBasisPoints: 3_000 }),
        firm('s', { roles: ['SUBCONTRACTOR'], shareBasisPoints: 5_000 }),
      ),
    ],
    not: [
      ...notTakenByAll,
      ['protege-share', of(lead({ shareBasisPoints: 3_999 }), firm('b', { shareBasisPoints: 6_001 }))],
      ['protege-share', of(lead({ shareBasisPoints: 0 }), firm('b', { shareBasisPoints: 10_000 }))],
      ['who-may-be-in-it', group({ statements: { MENTOR_PROTEGE_APPROVED: false } })],
      ['protege-manages', group({ statements: { PROTEGE_LEADS: false } })],
      ['protege-work-is-substantial', group({ statements: { PROTEGE_WORK_IS_SUBSTANTIAL: false } })],
      ['one-offer-per-procurement', group({ otherOffers: 2 })],
      ['two-years-from-first-award', group({ firstAwardOn: '2023-01-01' })],
      ['members-in-no-other-offer', of(lead(), firm('b', { otherBids: 1 }))],
      ['registered-before-the-offer', group({ statements: { REGISTERED_BEFORE_OFFER: false } })],
    ],
  },
  'cl-utp': {
    taken: [...takenByAll, of(lead({ size: 'MEDIUM' }), firm('b')), replaced(true, 2_000, 1), replaced(true, 9_000, 3)],
    not: [
      ...notTakenByAll,
      ['smaller-firms-only', of(lead(), firm('b', { size: 'LARGE' }))],
      ['agreement-before-award', group({ agreementSigned: false, moment: 'BID' })],
      ['lasts-as-long-as-the-contract', group({ statements: { LASTS_AS_LONG_AS_CONTRACT: false } })],
      ['liability-is-said', group({ liability: 'SEVERAL' })],
      ['members-in-no-other-bid', of(lead(), firm('b', { otherBids: 2 }))],
      ['who-goes-is-replaced-with-care', replaced(false, 5_000, 2)],
      ['who-goes-is-replaced-with-care', replaced(true, 1_999, 2)],
      ['who-goes-is-replaced-with-care', replaced(true, 5_000, 0)],
    ],
  },
  'fr-gme': {
    taken: [
      ...takenByAll,
      group({ liability: 'SEVERAL' }),
      group({ liability: 'SEVERAL', statements: { SOLIDARY_MANDATARY_ASKED: true, MANDATARY_ANSWERS_FOR_ALL: true } }),
    ],
    not: [
      ...notTakenByAll,
      ['one-speaks-for-all', group({ representativeFirmId: 'b' })],
      [
        'solidary-mandatary',
        group({ statements: { SOLIDARY_MANDATARY_ASKED: true, MANDATARY_ANSWERS_FOR_ALL: false } }),
      ],
    ],
  },
};

describe.each(Object.entries(packs))('form pack %s', (id, { taken, not }) => {
  const pack = shelf.newestOf(id)!;
  const broken = (facts: LineUpFacts): string[] =>
    judgeLineUp(pack, facts)
      .filter(({ outcome }) => outcome === 'BREACH')
      .map(({ rule }) => rule.id);

  it('is told by at least ten line-ups of each sort, and each of its rules is broken once', () => {
    expect(taken.length).toBeGreaterThanOrEqual(10);
    expect(not.length).toBeGreaterThanOrEqual(10);
    // Whichever form of liability is stated, packs that take both cannot be broken by it.
    const breakable = pack.rules.filter(
      ({ rule }) => !(rule.kind === 'LIABILITY' && (rule.parameters.allowed as string[]).length > 1),
    );
    expect(new Set(not.map(([rule]) => rule))).toEqual(new Set(breakable.map(({ rule }) => rule.id)));
  });

  it.each(taken.map((facts, at) => [at + 1, facts] as const))('takes line-up %i', (_, facts) => {
    expect(judgeLineUp(pack, facts).filter(({ outcome }) => outcome !== 'PASS')).toEqual([]);
  });

  it.each(not.map(([rule, facts], at) => [at + 1, rule, facts] as const))(
    'does not take line-up %i: %s',
    (_, rule, facts) => {
      expect(broken(facts)).toContain(rule);
      expect(worstOf(judgeLineUp(pack, facts))).toBe('BREACH');
    },
  );

  it('asks, and finds no breach, where nothing is known', () => {
    const facts = unknownLineUp([unknownFirm('a', { roles: ['LEAD'] }), unknownFirm('b')]);
    expect(broken(facts)).toEqual([]);
    expect(worstOf(judgeLineUp(pack, facts))).toBe('UNKNOWN');
  });

  it('says nothing of group rules to a firm that bids alone', () => {
    const alone = judgeLineUp(pack, of(lead({ shareBasisPoints: 9_000 }), helper({ shareBasisPoints: 1_000 })));
    expect(alone.map(({ rule }) => rule.id)).toEqual(['shares-make-the-whole', 'one-firm-leads']);
  });
});
