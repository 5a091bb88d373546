import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import {
  type FirmFacts,
  type LineUpFacts,
  type NoticeFlags,
  type PackOutcome,
  judgeByTender,
  readPacks,
  tenderRules,
} from './index.js';
import { unknownFirm, unknownLineUp } from './unknowns.sample.js';

/** What a tender itself asks of those who stand together, beside what its pack says. */

const eu = JSON.parse(readFileSync(`${import.meta.dirname}/../packs/eu-2014-24.json`, 'utf8')) as unknown;
const { shelf } = readPacks([eu]);
const pack = shelf.newestOf('eu-2014-24')!;
const nothing: NoticeFlags = {
  agreementBeforeAward: false,
  subcontractCapBasisPoints: null,
  leadMinimumShareBasisPoints: null,
};
const firm = (
  firmId: string,
  role: FirmFacts['roles'][number],
  shareBasisPoints: number | null,
  ...more: FirmFacts['roles'][number][]
): FirmFacts => unknownFirm(firmId, { roles: [role, ...more], shareBasisPoints });
const of = (firms: FirmFacts[], facts: Partial<LineUpFacts> = {}): LineUpFacts =>
  unknownLineUp(firms, { moment: 'BID', ...facts });
const judged = (flags: Partial<NoticeFlags>, facts: LineUpFacts) =>
  judgeByTender(tenderRules({ ...nothing, ...flags }, null), facts);

const two = [firm('a', 'LEAD', 6_000), firm('b', 'PARTNER', 4_000)];
const helped = (share: number | null) => [
  firm('a', 'LEAD', 5_000),
  firm('b', 'PARTNER', 2_000),
  firm('s', 'SUBCONTRACTOR', 1_500),
  firm('t', 'SUBCONTRACTOR', share),
];

const cases: [string, Partial<NoticeFlags>, LineUpFacts, PackOutcome | null, string[]][] = [
  ['the lead does enough', { leadMinimumShareBasisPoints: 6_000 }, of(two), 'PASS', []],
  ['the lead does too little', { leadMinimumShareBasisPoints: 6_001 }, of(two), 'BREACH', ['a']],
  [
    'the lead has not said',
    { leadMinimumShareBasisPoints: 1 },
    of([firm('a', 'LEAD', null), two[1]!]),
    'UNKNOWN',
    ['a'],
  ],
  ['nobody leads yet', { leadMinimumShareBasisPoints: 1 }, of([two[1]!]), 'UNKNOWN', []],
  ['one firm alone is no group', { leadMinimumShareBasisPoints: 9_000 }, of([firm('a', 'LEAD', 10)]), null, []],
  ['subcontractors within the cap', { subcontractCapBasisPoints: 3_000 }, of(helped(1_500)), 'PASS', []],
  ['subcontractors over it', { subcontractCapBasisPoints: 3_000 }, of(helped(1_501)), 'BREACH', ['s', 't']],
  ['one has not said', { subcontractCapBasisPoints: 3_000 }, of(helped(null)), 'UNKNOWN', ['t']],
  ['one has not said, the other is over', { subcontractCapBasisPoints: 1_499 }, of(helped(null)), 'BREACH', ['s', 't']],
  ['none at all', { subcontractCapBasisPoints: 0 }, of(two), 'PASS', []],
  ['none allowed', { subcontractCapBasisPoints: 0 }, of(helped(0)), 'BREACH', ['s', 't']],
  [
    'a partner that also lends itself is no subcontractor',
    { subcontractCapBasisPoints: 0 },
    of([two[0]!, firm('b', 'PARTNER', 4_000, 'SUBCONTRACTOR')]),
    'PASS',
    [],
  ],
  [
    'of one firm with subcontractors too',
    { subcontractCapBasisPoints: 3_000 },
    of([firm('a', 'LEAD', 6_000), firm('s', 'SUBCONTRACTOR', 4_000)]),
    'BREACH',
    ['s'],
  ],
  ['signed by all', { agreementBeforeAward: true }, of(two, { agreementSigned: true }), 'PASS', []],
  ['not signed', { agreementBeforeAward: true }, of(two, { agreementSigned: false }), 'BREACH', []],
  [
    'not signed, while the firms still talk',
    { agreementBeforeAward: true },
    of(two, { agreementSigned: false, moment: 'PLANNING' }),
    'UNKNOWN',
    [],
  ],
  ['nobody knows whether it is signed', { agreementBeforeAward: true }, of(two), 'UNKNOWN', []],
  [
    'one firm alone agrees with nobody',
    { agreementBeforeAward: true },
    of([two[0]!], { agreementSigned: false }),
    null,
    [],
  ],
];

describe('what a tender asks of a line-up', () => {
  it.each(cases)('%s', (_, flags, facts, outcome, who) => {
    expect(judged(flags, facts).map(({ judgement }) => [judgement.outcome, judgement.who])).toEqual(
      outcome === null ? [] : [[outcome, who]],
    );
  });

  it('nothing, where it sets no flag', () => {
    expect(judged({}, of(two))).toEqual([]);
  });
});

describe('what its pack has against it', () => {
  const doubts = (flags: Partial<NoticeFlags>) =>
    tenderRules({ ...nothing, ...flags }, pack).map(({ id, doubtedBy }) => [id, ...doubtedBy.map((it) => it.rule.id)]);

  it.each([
    [
      'each flag by its own judgment',
      { leadMinimumShareBasisPoints: 5_001, subcontractCapBasisPoints: 0, agreementBeforeAward: true },
      [
        ['tender/lead-minimum-share', 'lead-need-not-do-most'],
        ['tender/subcontract-cap', 'no-fixed-cap-on-subcontracting'],
        ['tender/agreement', 'no-agreement-before-award'],
      ],
    ],
    [
      'nothing, where the lead need do no more than half',
      { leadMinimumShareBasisPoints: 5_000 },
      [['tender/lead-minimum-share']],
    ],
  ])('%s', (_, flags, expected) => {
    expect(doubts(flags)).toEqual(expected);
  });

  it('nothing, where no pack is known', () => {
    expect(tenderRules({ ...nothing, agreementBeforeAward: true }, null)[0]!.doubtedBy).toEqual([]);
  });
});

const share = fc.constantFrom(null, 0, 1_000, 2_500, 5_000);
const firms = fc
  .tuple(share, share, share, share)
  .map(([a, b, s, t]) => [
    firm('a', 'LEAD', a),
    firm('b', 'PARTNER', b),
    firm('s', 'SUBCONTRACTOR', s),
    firm('t', 'SUBCONTRACTOR', t),
  ]);
const flagged: fc.Arbitrary<NoticeFlags> = fc.record({
  agreementBeforeAward: fc.boolean(),
  subcontractCapBasisPoints: fc.option(fc.integer({ min: 0, max: 9_999 })),
  leadMinimumShareBasisPoints: fc.option(fc.integer({ min: 1, max: 10_000 })),
});
const facts = fc.record({
  agreementSigned: fc.constantFrom(null, true, false),
  moment: fc.constantFrom('PLANNING' as const, 'BID' as const, 'AWARD' as const),
});
const badness = { PASS: 0, UNKNOWN: 1, BREACH: 2 };

describe('laws', () => {
  it('the order of firms never matters', () => {
    fc.assert(
      fc.property(firms, flagged, facts, (all, flags, more) => {
        expect(judged(flags, of(all.toReversed(), more))).toEqual(judged(flags, of(all, more)));
      }),
    );
  });

  it('what is not known is never a breach: filling a gap never turns what is certain', () => {
    let filled = 0;
    fc.assert(
      fc.property(firms, flagged, facts, fc.integer({ min: 0, max: 10_000 }), (all, flags, more, value) => {
        const known = of(
          all.map((it) => ({ ...it, shareBasisPoints: it.shareBasisPoints ?? value })),
          { ...more, agreementSigned: more.agreementSigned ?? value % 2 === 0 },
        );
        const [before, after] = [judged(flags, of(all, more)), judged(flags, known)];
        const isSure = (at: number): boolean => before[at]!.judgement.outcome !== 'UNKNOWN';
        expect(after.filter((_, at) => isSure(at)).map(({ judgement }) => judgement.outcome)).toEqual(
          before.filter((_, at) => isSure(at)).map(({ judgement }) => judgement.outcome),
        );
        filled += after.filter(({ judgement }, at) => !isSure(at) && judgement.outcome !== 'UNKNOWN').length;
      }),
    );
    expect(filled).toBeGreaterThan(20);
  });

  it('a tender that asks more is never easier to meet', () => {
    let harder = 0;
    fc.assert(
      fc.property(firms, flagged, fc.integer({ min: 0, max: 5_000 }), (all, flags, by) => {
        const { subcontractCapBasisPoints: most, leadMinimumShareBasisPoints: least } = flags;
        const more = {
          ...flags,
          subcontractCapBasisPoints: most === null ? null : Math.max(0, most - by),
          leadMinimumShareBasisPoints: least === null ? null : Math.min(10_000, least + by),
        };
        const [before, after] = [judged(flags, of(all)), judged(more, of(all))];
        for (const [at, { judgement }] of before.entries()) {
          const now = badness[after[at]!.judgement.outcome];
          expect(now).toBeGreaterThanOrEqual(badness[judgement.outcome]);
          if (now > badness[judgement.outcome]) harder += 1;
        }
      }),
    );
    expect(harder).toBeGreaterThan(5);
  });

  it('who makes it worse by joining is named', () => {
    let worse = 0;
    fc.assert(
      fc.property(firms, flagged, share, (all, flags, its) => {
        const joined = [...all, firm('u', 'SUBCONTRACTOR', its)];
        const before = judged(flags, of(all));
        for (const [at, { judgement }] of judged(flags, of(joined)).entries()) {
          if (badness[judgement.outcome] <= badness[before[at]!.judgement.outcome]) continue;
          worse += 1;
          expect(judgement.who).toContain('u');
        }
      }),
      { numRuns: 500 },
    );
    expect(worse).toBeGreaterThan(10);
  });
});
