import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type ScoredBid, type WeightedCriterion, rank } from './evaluation-formula.js';

const price: WeightedCriterion = { id: 'price', isPrice: true, weight: 6_000 };
const quality: WeightedCriterion = { id: 'quality', isPrice: false, weight: 4_000 };
const bid = (bidId: string, totalMinor: bigint | null, points = 0): ScoredBid => ({
  bidId,
  totalMinor,
  points: { quality: points },
});

const someBids = fc.uniqueArray(
  fc.record({
    bidId: fc.uuid(),
    totalMinor: fc.option(fc.bigInt({ min: 0n, max: 10n ** 15n }), { nil: null }),
    points: fc.record({ quality: fc.integer({ min: 0, max: 10_000 }) }),
  }),
  { selector: (one) => one.bidId, minLength: 1, maxLength: 12 },
);

describe('the published formula', () => {
  it('gives the numbers a sheet of paper gives', () => {
    const lines = rank([price, quality], [bid('a', 90_000n, 7_000), bid('b', 100_000n, 9_500)], 'seed');

    expect(lines.map((line) => [line.bidId, line.rank, line.total])).toEqual([
      ['b', 1, '92.0000'],
      ['a', 2, '88.0000'],
    ]);
    expect(lines[0]!.byCriterion).toEqual([
      { criterionId: 'price', points: '90.0000', weighted: '54.0000' },
      { criterionId: 'quality', points: '95.0000', weighted: '38.0000' },
    ]);
  });

  it('lets the lowest price win where no criterion is published', () => {
    expect(rank([], [bid('a', 3n), bid('b', 1n), bid('c', null)], 'seed').map((line) => line.bidId)).toEqual([
      'b',
      'a',
      'c',
    ]);
  });

  it('breaks a tie by the heaviest criterion, then by a lot drawn from the opening', () => {
    const heavy = rank([price, quality], [bid('b', 100n, 8_750), bid('a', 75n, 5_000)], 'seed');
    const drawn = rank([price, quality], [bid('a', 100n, 5_000), bid('b', 100n, 5_000)], 'seed');

    expect(heavy.map((line) => [line.bidId, line.total, line.tieBrokenBy])).toEqual([
      ['a', '80.0000', 'CRITERION'],
      ['b', '80.0000', null],
    ]);
    expect(drawn[0]!.tieBrokenBy).toBe('LOT');
    expect(
      rank([price, quality], [bid('b', 100n, 5_000), bid('a', 100n, 5_000)], 'seed').map((line) => line.bidId),
    ).toEqual(drawn.map((line) => line.bidId));
  });

  it('ranks every bid once, whatever the order they come in', () =>
    fc.assert(
      fc.property(someBids, fc.string(), (bids, seed) => {
        const there = rank([price, quality], bids, seed);
        const back = rank([price, quality], [...bids].reverse(), seed);

        expect(there).toEqual(back);
        expect(there.map((line) => line.rank)).toEqual(bids.map((_, place) => place + 1));
      }),
    ));

  it('never ranks a bid lower for a lower price or for more points', () =>
    fc.assert(
      fc.property(
        someBids,
        fc.nat(),
        fc.bigInt({ min: 1n, max: 10n ** 12n }),
        fc.integer({ min: 0, max: 10_000 }),
        (bids, which, less, more) => {
          const chosen = bids[which % bids.length]!;
          if (chosen.totalMinor === null) return;
          const better: ScoredBid = {
            ...chosen,
            totalMinor: chosen.totalMinor > less ? chosen.totalMinor - less : chosen.totalMinor,
            points: { quality: Math.max(chosen.points.quality, more) },
          };
          const place = (all: ScoredBid[]): number =>
            rank([price, quality], all, 'seed').find((line) => line.bidId === chosen.bidId)!.rank;

          expect(place(bids.map((one) => (one === chosen ? better : one)))).toBeLessThanOrEqual(place(bids));
        },
      ),
      { numRuns: 300 },
    ));

  it('totals what it adds up', () =>
    fc.assert(
      fc.property(someBids, (bids) => {
        for (const line of rank([price, quality], bids, 'seed')) {
          const sum = line.byCriterion.reduce((total, { weighted }) => total + Number(weighted), 0);

          expect(Math.abs(sum - Number(line.total))).toBeLessThanOrEqual(0.0002);
        }
      }),
    ));
});
