import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { FactKey, Requirement } from '#libs/requirements';
import {
  type FirmFacts,
  type LineUpFacts,
  type NoticeFacts,
  judgeLineUp,
  judgeNotice,
  readPacks,
  worstOf,
} from './index.js';

/** Procedure packs as they ship, against notices and line-ups. */

const folder = join(import.meta.dirname, '../packs');
const { shelf } = readPacks(
  readdirSync(folder).map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as unknown),
);

const asks = (
  factKey: FactKey,
  mode: Requirement['mode'],
  value: string,
  more: Partial<Requirement> = {},
): Requirement => ({
  id: 'r',
  kind: 'FINANCIAL',
  mode,
  measure: { factKey },
  threshold: { value, currency: 'EUR' },
  essential: true,
  proof: 'DECLARATION',
  when: 'WITH_BID',
  ...more,
});
const notice = (
  requirements: Requirement[] = [],
  flags: Partial<NoticeFacts['flags']> = {},
  more: Partial<NoticeFacts> = {},
): NoticeFacts => ({
  flags: { agreementBeforeAward: false, subcontractCapBasisPoints: null, leadMinimumShareBasisPoints: null, ...flags },
  tenderers: 'BOTH',
  lots: [
    {
      number: 1,
      estimate: { value: '100000', currency: 'EUR' },
      requirements: requirements.map((requirement, at) => ({ number: at + 1, requirement })),
    },
  ],
  ...more,
});

const firm = (firmId: string, facts: Partial<FirmFacts> = {}): FirmFacts => ({
  firmId,
  roles: ['PARTNER'],
  shareBasisPoints: 4_000,
  form: 'BUSINESS',
  size: 'SMALL',
  grade: null,
  registers: null,
  otherBids: 0,
  ableAlone: null,
  lendsFor: [],
  statements: {},
  ...facts,
});
const lead = (share = 6_000): FirmFacts => firm('a', { roles: ['LEAD'], shareBasisPoints: share });
const sworn = { COMMITMENT_SIGNED: true, NO_EXCLUSION_GROUND: true };
const helper = (facts: Partial<FirmFacts> = {}): FirmFacts =>
  firm('h', { roles: ['RELIED_UPON'], shareBasisPoints: 0, statements: sworn, ...facts });
const of = (...firms: FirmFacts[]): LineUpFacts => ({
  firms,
  moment: 'BID',
  today: '2026-05-04',
  liability: 'SEVERAL',
  representativeFirmId: 'a',
  agreementSigned: false,
  value: null,
  statements: {},
  otherOffers: 0,
  firstAwardOn: 'NEVER',
  replacement: null,
});

interface Table {
  taken: (NoticeFacts | LineUpFacts)[];
  not: [string, NoticeFacts | LineUpFacts][];
}

const common: Table = {
  taken: [
    notice(),
    notice([asks('ANNUAL_TURNOVER', 'SUM', '100000')]),
    notice([asks('YEARS_IN_BUSINESS', 'ANY_ONE', '5')]),
    notice([asks('YEARS_IN_BUSINESS', 'EACH', '2')]),
    notice([asks('LARGEST_CONTRACT', 'ANY_ONE', '50000')]),
    notice([asks('STAFF', 'SUM', '12', { floorPerMember: '2' })]),
    notice([], {}, { tenderers: 'ALLIANCES' }),
    of(lead(10_000)),
    of(lead(), firm('b')),
    of(
      lead(),
      firm('b', { shareBasisPoints: 3_000 }),
      firm('s', { roles: ['SUBCONTRACTOR'], shareBasisPoints: 1_000 }),
    ),
  ],
  not: [
    ['years-and-contracts-never-add', notice([asks('YEARS_IN_BUSINESS', 'SUM', '10')])],
    ['years-and-contracts-never-add', notice([asks('LARGEST_CONTRACT', 'SUM', '50000')])],
    ['years-and-contracts-never-add', notice([asks('STAFF', 'SUM', '3'), asks('LARGEST_CONTRACT', 'SUM', '1')])],
    ['shares-make-the-whole', of(lead(9_999))],
    ['shares-make-the-whole', of(lead(), firm('b', { shareBasisPoints: 5_000 }))],
    ['shares-make-the-whole', of(lead(), firm('b'), firm('s', { roles: ['SUBCONTRACTOR'], shareBasisPoints: 1 }))],
    ['shares-make-the-whole', of(lead(), firm('b', { shareBasisPoints: 0 }))],
    ['one-firm-leads', of(firm('a', { shareBasisPoints: 6_000 }), firm('b'))],
    ['one-firm-leads', of(lead(), firm('b', { roles: ['LEAD', 'PARTNER'] }))],
    ['one-firm-leads', of(helper({ shareBasisPoints: 10_000 }))],
  ],
};

const packs: Record<string, Table> = {
  private: {
    taken: [
      ...common.taken,
      // What a public buyer in the EU may not ask, a private one may.
      notice([], { agreementBeforeAward: true, subcontractCapBasisPoints: 3_000, leadMinimumShareBasisPoints: 6_000 }),
      notice([asks('ANNUAL_TURNOVER', 'LEAD', '900000')], {}, { tenderers: 'FIRMS' }),
    ],
    not: common.not,
  },
  'eu-2014-24': {
    taken: [
      ...common.taken,
      notice([asks('ANNUAL_TURNOVER', 'SUM', '200000')]),
      notice([], { leadMinimumShareBasisPoints: 5_000 }),
      notice([asks('ANNUAL_TURNOVER', 'SUM', '100000', { floorLead: '50000' })]),
      notice([asks('LARGEST_CONTRACT', 'LEAD', '90000')]),
      of(lead(10_000), helper({ lendsFor: ['FINANCIAL'] })),
      of(lead(9_000), helper({ lendsFor: ['EXPERIENCE'], shareBasisPoints: 1_000 })),
    ],
    not: [
      ...common.not.filter(([rule]) => rule !== 'years-and-contracts-never-add'),
      ['groups-may-bid', notice([], {}, { tenderers: 'FIRMS' })],
      ['no-agreement-before-award', notice([], { agreementBeforeAward: true })],
      ['lead-need-not-do-most', notice([], { leadMinimumShareBasisPoints: 5_001 })],
      ['lead-need-not-do-most', notice([asks('STAFF', 'LEAD', '20')])],
      ['lead-need-not-do-most', notice([asks('ANNUAL_TURNOVER', 'SUM', '100000', { floorLead: '50000.01' })])],
      ['capacities-may-be-combined', notice([asks('ANNUAL_TURNOVER', 'ANY_ONE', '90000')])],
      ['no-fixed-cap-on-subcontracting', notice([], { subcontractCapBasisPoints: 3_000 })],
      ['turnover-at-most-twice-the-value', notice([asks('ANNUAL_TURNOVER', 'SUM', '200000.01')])],
      ['turnover-at-most-twice-the-value', notice([asks('ANNUAL_TURNOVER', 'EACH', '1000000')])],
      ['who-lends-experience-does-the-work', of(lead(10_000), helper({ lendsFor: ['EXPERIENCE'] }))],
      ['helpers-commit', of(lead(10_000), helper({ statements: { ...sworn, COMMITMENT_SIGNED: false } }))],
      ['helpers-are-not-excluded', of(lead(10_000), helper({ statements: { ...sworn, NO_EXCLUSION_GROUND: false } }))],
    ],
  },
};

describe.each(Object.entries(packs))('procedure pack %s', (id, { taken, not }) => {
  const pack = shelf.newestOf(id)!;
  const judged = (facts: NoticeFacts | LineUpFacts) =>
    'lots' in facts ? judgeNotice(pack, facts) : judgeLineUp(pack, facts);

  it('is told by at least ten cases of each sort, and each of its rules is broken once', () => {
    expect(taken.length).toBeGreaterThanOrEqual(10);
    expect(not.length).toBeGreaterThanOrEqual(10);
    expect(new Set(not.map(([rule]) => rule))).toEqual(new Set(pack.rules.map(({ rule }) => rule.id)));
  });

  it.each(taken.map((facts, at) => [at + 1, facts] as const))('takes case %i', (_, facts) => {
    expect(judged(facts).filter(({ outcome }) => outcome !== 'PASS')).toEqual([]);
  });

  it.each(not.map(([rule, facts], at) => [at + 1, rule, facts] as const))(
    'does not take case %i: %s',
    (_, rule, facts) => {
      const broken = judged(facts).filter(({ outcome }) => outcome === 'BREACH');
      expect(broken.map((verdict) => verdict.rule.id)).toContain(rule);
      expect(worstOf(judged(facts))).toBe('BREACH');
    },
  );
});

describe('what a notice leaves open', () => {
  const eu = shelf.newestOf('eu-2014-24')!;
  const open = (facts: NoticeFacts) =>
    judgeNotice(eu, facts)
      .filter(({ outcome }) => outcome === 'UNKNOWN')
      .map(({ rule, missing, at }) => [rule.id, missing, at]);
  const place = { lotNumber: 1, requirementNumber: 1 };

  it('is a question where the estimate is missing or in another currency', () => {
    const turnover = [asks('ANNUAL_TURNOVER', 'SUM', '900000')];
    const [lot] = notice(turnover).lots;
    for (const estimate of [null, { value: '1', currency: 'IDR' }])
      expect(open(notice([], {}, { lots: [{ ...lot!, estimate }] }))).toEqual([
        ['turnover-at-most-twice-the-value', 'estimate', place],
      ]);
  });

  it('is a question where one firm must have it all and the buyer says why', () => {
    const reasoned = notice([asks('STAFF', 'ANY_ONE', '9', { modeReason: 'One crew on one roof.' })]);
    expect(open(reasoned)).toEqual([['capacities-may-be-combined', 'reason', place]]);
  });
});
