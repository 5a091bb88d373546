import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { answerNoticeMs, effectiveClosing, outageGraceMs, questionExtensionMs } from './closing.js';

const hour = 3_600_000;
const start = Date.UTC(2026, 10, 1);
const at = (hours: number): Date => new Date(start + hours * hour);
const hours = (from: number, until: number): fc.Arbitrary<number> =>
  fc.integer({ min: from * 4, max: until * 4 }).map((quarter) => quarter / 4);

const question = fc
  .record({ asked: hours(-50, 150), wait: fc.option(hours(0, 120), { nil: null }) })
  .map(({ asked, wait }) => ({
    askedAt: at(asked),
    answeredAt: wait === null ? null : at(asked + wait),
  }));
const outage = fc.record({ from: hours(60, 160), length: hours(0.25, 12) }).map(({ from, length }) => ({
  startedAt: at(from),
  endedAt: at(from + length),
}));
const facts = fc.record({
  closesAt: fc.constant(at(100)),
  questionsUntil: fc.option(hours(0, 100).map(at), { nil: null }),
  questions: fc.array(question, { maxLength: 6 }),
  outages: fc.array(outage, { maxLength: 6 }),
});

describe('the effective closing', () => {
  it('is never earlier than published', () => {
    fc.assert(
      fc.property(facts, (known) =>
        expect(effectiveClosing(known).at.getTime()).toBeGreaterThanOrEqual(known.closesAt.getTime()),
      ),
    );
  });

  it('moves for questions once, by 48 hours, whatever their number', () => {
    fc.assert(
      fc.property(facts, (known) => {
        const moves = effectiveClosing(known).shifts.filter((shift) => shift.cause === 'UNANSWERED_QUESTION');
        expect(moves.length).toBeLessThanOrEqual(1);
        for (const { from, until } of moves) expect(until.getTime() - from.getTime()).toBe(questionExtensionMs);
      }),
    );
  });

  it('does not depend on the order of the facts', () => {
    fc.assert(
      fc.property(facts, fc.infiniteStream(fc.nat()), (known, picks) => {
        const shuffled = <Fact>(list: readonly Fact[]): Fact[] =>
          list
            .map((fact) => ({ fact, pick: picks.next().value! }))
            .sort((a, b) => a.pick - b.pick)
            .map(({ fact }) => fact);
        const other = { ...known, questions: shuffled(known.questions), outages: shuffled(known.outages) };
        expect(effectiveClosing(other)).toEqual(effectiveClosing(known));
      }),
    );
  });

  it('explains itself: the shifts lead from the published moment to the effective one without a gap', () => {
    fc.assert(
      fc.property(facts, (known) => {
        const { at: end, shifts } = effectiveClosing(known);
        const path = [known.closesAt, ...shifts.map((shift) => shift.until)];
        expect(shifts.map((shift) => shift.from)).toEqual(path.slice(0, -1));
        expect(path.at(-1)).toEqual(end);
      }),
    );
  });

  it('leaves at least two hours after every outage that fell into the last two hours before it', () => {
    fc.assert(
      fc.property(facts, (known) => {
        const { at: end } = effectiveClosing(known);
        const late = known.outages
          .filter(({ startedAt, endedAt }) => startedAt < end && endedAt.getTime() > end.getTime() - outageGraceMs)
          .filter(({ endedAt }) => end.getTime() < endedAt.getTime() + outageGraceMs);
        expect(late).toEqual([]);
      }),
    );
  });

  const closesAt = at(100);
  const lastAnswer = new Date(closesAt.getTime() - answerNoticeMs);
  it.each([
    ['answered in time', { askedAt: at(10), answeredAt: lastAnswer }, 0],
    ['answered a moment too late', { askedAt: at(10), answeredAt: new Date(lastAnswer.getTime() + 1) }, 48],
    ['never answered', { askedAt: at(10), answeredAt: null }, 48],
    ['asked after the end of questions', { askedAt: at(51), answeredAt: null }, 0],
  ])('a question %s moves it by %3$s hours', (_, asked, moved) => {
    const known = { closesAt, questionsUntil: at(50), questions: [asked], outages: [] };
    expect((effectiveClosing(known).at.getTime() - closesAt.getTime()) / hour).toBe(moved);
  });

  it('does not move for an outage that ended earlier or began after it', () => {
    const outages = [
      { startedAt: at(90), endedAt: at(98) },
      { startedAt: at(100), endedAt: at(101) },
    ];
    expect(effectiveClosing({ closesAt, questionsUntil: null, questions: [], outages }).shifts).toEqual([]);
  });
});
