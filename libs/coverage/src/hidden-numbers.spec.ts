import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { FirmClaims } from './claims.js';
import { amountOf, decimalOf, dividedBy, times } from '#libs/requirements';
import { aWorld, judged, modes, type World } from './worlds.sample.js';
import type { Verdict } from './verdict.js';

/** Hides the numbers of the firms picked; `more` is added to each of them. */
function veiled(world: World, isPicked: (place: number) => boolean, more: number): World {
  return { ...world, claims: world.claims.map((firm, place) => (isPicked(place) ? veiledFirm(firm, more) : firm)) };
}

function veiledFirm(firm: FirmClaims, more: number): FirmClaims {
  const raised = (text: string): string => `${Number(text) + more}`;

  return {
    ...firm,
    facts: firm.facts?.map((fact) => ({ ...fact, value: raised(fact.value), verdictOnly: true })),
    capacity: firm.capacity && {
      ...firm.capacity,
      verdictOnly: true,
      windows: firm.capacity.windows.map(({ peoplePerWeek, limit, ...days }) => ({
        ...days,
        peoplePerWeek: peoplePerWeek && raised(peoplePerWeek),
        limit: limit && { ...limit, amount: raised(limit.amount) },
      })),
    },
  };
}

/** What a verdict may tell at all: how it, its parts and its firms stand. */
const standings = ({ outcome, strength, parts, firms }: Verdict) =>
  JSON.stringify([outcome, strength, [...parts, ...firms].map((one) => [one.outcome, one.strength])]);

/** The numbers the asker brought itself: what is asked, the floors, and each firm's part of the work. */
function asked({ requirement, lineUp }: World): Set<string> {
  const { threshold, floorPerMember, floorLead, parts = [] } = requirement;
  const whole = amountOf(threshold?.value ?? '0')!;
  const needs = lineUp.entries.map(({ shareBasisPoints }) =>
    decimalOf(dividedBy(times(whole, shareBasisPoints ?? 10_000), 10_000), 'up'),
  );
  const written = [
    threshold?.value,
    floorPerMember,
    floorLead,
    ...parts.map((part) => part.threshold?.value),
    '0',
    '1',
  ];

  return new Set([...needs, ...written.filter((value) => typeof value === 'string')]);
}

const law = { numRuns: 300 };

describe.each(modes)('numbers that may not be shown, under %s', (mode) => {
  it('change nothing in how it stands, and none of them is told', () => {
    fc.assert(
      fc.property(aWorld(mode), (world) => {
        const hidden = judged(veiled(world, () => true, 0));
        const known = asked(world);
        for (const [, value] of JSON.stringify(hidden).matchAll(/"value":"([^"]*)"/g)) expect(known).toContain(value);
        expect(hidden.outcome).toBe(judged(world).outcome);
      }),
      law,
    );
  });

  it('could be others and the verdict would be the same word for word, beside shown ones too', () => {
    fc.assert(
      fc.property(
        aWorld(mode),
        fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }),
        fc.nat(900),
        (world, picks, more) => {
          const one = judged(veiled(world, (place) => picks[place]!, 0));
          const other = judged(veiled(world, (place) => picks[place]!, more));
          fc.pre(standings(one) === standings(other));
          expect(other).toEqual(one);
        },
      ),
      law,
    );
  });
});
