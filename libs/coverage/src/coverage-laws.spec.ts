import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { readIn, languages } from './catalogue.sample.js';
import { isSoleTenderer } from './line-up.js';
import { allOf, anyOf, Outcome, rankOf, type Verdict } from './verdict.js';
import { aJoiner, aWorld, judged, modes, soon, withMember, type World } from './worlds.sample.js';

/** The world without the claims that `drop` picks, whole lists or single ones. What a firm has free is known as a whole or not. */
function knowingLess(world: World, drop: (index: number) => boolean): World {
  let index = 0;
  const keep = (): boolean => !drop((index += 1));

  return {
    ...world,
    claims: world.claims.map((firm) => ({
      ...firm,
      capabilities: firm.capabilities?.filter(keep),
      facts: firm.facts?.filter(keep),
      evidence: firm.evidence?.filter(keep),
      declarations: keep() ? firm.declarations : {},
      answers: keep() ? firm.answers : {},
      capacity: keep() ? firm.capacity : null,
    })),
  };
}

const ordered = (verdict: Verdict) => ({
  ...verdict,
  firms: [...verdict.firms].sort((a, b) => (a.firmId < b.firmId ? -1 : 1)),
});

/** What an outcome may turn into when more becomes known: claims may strengthen or date what stands, never reverse it. */
const mayBecome: Record<Outcome, readonly Outcome[]> = {
  MET: ['MET', 'AT_RISK', 'UNKNOWN'],
  AT_RISK: ['MET', 'AT_RISK', 'UNKNOWN'],
  UNKNOWN: ['MET', 'AT_RISK', 'UNKNOWN', 'UNMET'],
  UNMET: ['UNMET', 'UNKNOWN'],
};
/** A whole firm that speaks up only settles what was open. */
const mayBecomeByFirm: Record<Outcome, readonly Outcome[]> = {
  MET: ['MET'],
  AT_RISK: ['AT_RISK', 'MET'],
  UNKNOWN: ['MET', 'AT_RISK', 'UNKNOWN', 'UNMET'],
  UNMET: ['UNMET'],
};

const law = { numRuns: 200 };

/**
 * What a new member can worsen: a rule for each, a floor, room and shares; who does the work becomes a question when a firm alone gets
 * company, and so does what a group states.
 */
function mayWorsen({ requirement, lineUp }: World): boolean {
  const { mode, floorPerMember, floorLead } = requirement;
  const isAlone = lineUp.entries.length === 1 && (lineUp.workPackages ?? []).length === 0;
  if (mode === 'PERFORMER') return isAlone;
  if (mode === 'GROUP') return isSoleTenderer(lineUp);

  return mode === 'EACH' || mode === 'CAPACITY' || (mode === 'SUM' && Boolean(floorPerMember ?? floorLead));
}

/** The line-up with nothing said that is not a claim: no packages, no statements, the work evenly divided. */
function unsaid({ lineUp }: World): World['lineUp'] {
  const share = Math.floor(10_000 / lineUp.entries.length);
  const rest = 10_000 - share * lineUp.entries.length;

  return {
    entries: lineUp.entries.map((entry, index) => ({ ...entry, shareBasisPoints: index === 0 ? share + rest : share })),
  };
}

const outcomes = Object.values(Outcome);

describe('the sample', () => {
  it('holds at least a tenth of every outcome under every mode', () => {
    const shares = modes.map((mode) => {
      const sample = fc.sample(aWorld(mode), { numRuns: 2000, seed: 20260301 }).map((world) => judged(world).outcome);

      return { mode, share: (outcome: Outcome) => sample.filter((one) => one === outcome).length / sample.length };
    });
    const told = shares.map(({ mode, share }) => {
      const all = outcomes.map((outcome) => `${outcome} ${Math.round(100 * share(outcome))} %`);

      return `${mode}: ${all.join(', ')}`;
    });
    process.stdout.write(`Verdicts of the sample\n  ${told.join('\n  ')}\n`);
    for (const { mode, share } of shares) {
      for (const outcome of outcomes) {
        expect({ mode, outcome, isCommon: share(outcome) >= 0.1 }).toEqual({ mode, outcome, isCommon: true });
      }
    }
  });
});

describe('the tables of three values and time', () => {
  const all = Object.values(Outcome);
  const of = (outcome: Outcome) => ({ outcome, strength: null });
  const rows = (join: typeof allOf) => all.map((a) => all.map((b) => join([of(a), of(b)]).outcome));

  it('"and" is as good as the worst, "or" as good as the best', () => {
    expect(all).toEqual(['MET', 'AT_RISK', 'UNKNOWN', 'UNMET']);
    expect(rows(allOf)).toEqual([
      ['MET', 'AT_RISK', 'UNKNOWN', 'UNMET'],
      ['AT_RISK', 'AT_RISK', 'UNKNOWN', 'UNMET'],
      ['UNKNOWN', 'UNKNOWN', 'UNKNOWN', 'UNMET'],
      ['UNMET', 'UNMET', 'UNMET', 'UNMET'],
    ]);
    expect(rows(anyOf)).toEqual([
      ['MET', 'MET', 'MET', 'MET'],
      ['MET', 'AT_RISK', 'AT_RISK', 'AT_RISK'],
      ['MET', 'AT_RISK', 'UNKNOWN', 'UNKNOWN'],
      ['MET', 'AT_RISK', 'UNKNOWN', 'UNMET'],
    ]);
  });

  it('of nothing "and" knows nothing, and nobody is nobody', () => {
    expect([allOf([]).outcome, anyOf([]).outcome]).toEqual(['UNKNOWN', 'UNMET']);
  });
});

describe.each(modes)('laws of %s', (mode) => {
  it('the order of firms and of what is known of them never matters', () => {
    fc.assert(
      fc.property(aWorld(mode), (world) => {
        const turned: World = {
          ...world,
          lineUp: {
            ...world.lineUp,
            entries: [...world.lineUp.entries].reverse(),
            workPackages: [...(world.lineUp.workPackages ?? [])].reverse(),
          },
          claims: [...world.claims].reverse().map((firm) => ({
            ...firm,
            facts: [...(firm.facts ?? [])].reverse(),
            evidence: [...(firm.evidence ?? [])].reverse(),
          })),
        };
        expect(ordered(judged(turned))).toEqual(ordered(judged(world)));
      }),
      law,
    );
  });

  it('a new member never worsens it; where it can, it is named', () => {
    fc.assert(
      fc.property(aWorld(mode), aJoiner, fc.constantFrom(null, 0, 500), (world, joins, share) => {
        const before = judged(world);
        const after = judged(withMember(world, joins, share));
        const isWorse = rankOf({ ...after, strength: null }) < rankOf({ ...before, strength: null });
        expect(!isWorse || (mayWorsen(world) && after.heldBackBy.includes('firm-new'))).toBe(true);
      }),
      law,
    );
  });

  it('what nobody has said anything about is unknown: it never passes and never shows as unmet', () => {
    fc.assert(
      fc.property(aWorld(mode), fc.boolean(), (world, hidden) => {
        const claims = world.claims.map(({ firmId }) => ({ firmId, hidden }));
        const isNoGroup = mode === 'GROUP' && isSoleTenderer(world.lineUp);
        expect(judged({ ...world, claims, lineUp: unsaid(world) }).outcome).toBe(isNoGroup ? 'MET' : 'UNKNOWN');
      }),
      law,
    );
  });

  it('knowing more settles what was open and never turns met into unmet or back', () => {
    fc.assert(
      fc.property(aWorld(mode), fc.array(fc.boolean(), { minLength: 40, maxLength: 40 }), (world, dropped) => {
        const less = judged(knowingLess(world, (index) => dropped[index % dropped.length] ?? false)).outcome;
        expect(mayBecome[less]).toContain(judged(world).outcome);
      }),
      law,
    );
  });

  it('a firm that falls silent leaves the outcome or opens it', () => {
    fc.assert(
      fc.property(aWorld(mode), fc.nat(4), (world, which) => {
        const claims = world.claims.map((firm, index) => (index === which ? { firmId: firm.firmId } : firm));
        const less = judged({ ...world, claims }).outcome;
        expect(mayBecomeByFirm[less]).toContain(judged(world).outcome);
      }),
      law,
    );
  });

  it('every sentence of it is written in both languages, with all its places filled', () => {
    fc.assert(
      fc.property(aWorld(mode), (world) => {
        const verdict = judged(world);
        for (const explanation of [
          verdict.explanation,
          ...verdict.rule,
          ...verdict.firms.flatMap((cell) => [cell.explanation, ...cell.details]),
        ]) {
          for (const language of languages)
            expect(readIn(language, explanation)).not.toMatch(/^[\w.]+$|\{\{|undefined|NaN/);
        }
      }),
      law,
    );
  });

  it('its row and its outcome agree: a gap carries nobody, what stands is carried by someone', () => {
    fc.assert(
      fc.property(aWorld(mode), (world) => {
        const verdict = judged(world);
        const stands = verdict.outcome === 'MET' || verdict.outcome === 'AT_RISK';
        expect(verdict.carriedBy.length > 0).toBe(stands);
        expect(verdict.strength !== null).toBe(stands);
        expect(verdict.firms.map(({ firmId }) => firmId)).toEqual(world.lineUp.entries.map(({ firmId }) => firmId));
        const counting = verdict.firms.filter((cell) => cell.counts).map(({ firmId }) => firmId);
        expect(counting).toEqual(expect.arrayContaining([...verdict.carriedBy]));
      }),
      law,
    );
  });
});

describe.each(modes.filter((mode) => mode !== 'CAPACITY'))('time under %s', (mode) => {
  it('is at risk only when it is needed after the evidence ends', () => {
    fc.assert(
      fc.property(aWorld(mode), (world) => {
        const until = (neededUntil: string | null): Outcome =>
          judged({ ...world, requirement: { ...world.requirement, neededUntil } }).outcome;
        const needed = until('2026-10-01');
        expect(until(null)).not.toBe('AT_RISK');
        expect(until(soon)).toBe(until(null));
        expect(until(soon)).toBe(needed === 'AT_RISK' ? 'MET' : needed);
      }),
      law,
    );
  });
});

describe('time under CAPACITY', () => {
  it('is at risk only by what else is bid for, and whatever is bid for turns met into at risk, and nothing else', () => {
    fc.assert(
      fc.property(aWorld('CAPACITY'), (world) => {
        const without = judged({
          ...world,
          claims: world.claims.map((one) => ({ ...one, capacity: one.capacity && { ...one.capacity, offers: [] } })),
        }).outcome;
        const { outcome } = judged(world);
        expect(without).not.toBe('AT_RISK');
        expect(without).toBe(outcome === 'AT_RISK' ? 'MET' : outcome);
      }),
      law,
    );
  });
});
