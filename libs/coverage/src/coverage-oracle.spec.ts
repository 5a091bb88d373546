import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { FactClaim, FirmClaims } from './claims.js';
import { coverageOf } from './coverage.js';
import type { LineUpRole } from './line-up.js';
import type { Requirement, RequirementMode } from '#libs/requirements';
import type { Outcome } from './verdict.js';

/*
 * A second opinion on every mode, written without looking at the judges: whatever is open is filled in in every possible way, each
 * filling is judged by the plain rule with yes and no, and what all fillings agree on is the answer; today, and once more on the last day.
 */

const today = '2026-03-01';
const end = '2027-06-30';
const soon = '2026-09-30';

/** What a firm brings to one part: this much for good, for a while, or nobody knows. */
type Held = { readonly amount: number; readonly lasts: boolean } | null;

interface Player {
  readonly role: LineUpRole | 'HELPER';
  readonly held: readonly [Held, Held];
  /** Of ten parts of the work; `null` has not said. */
  readonly tenths: number | null;
  /** People free each week of the work; `null` is not known. */
  readonly free: number | null;
  /** Of them, how many its other bids would take. */
  readonly offered: number;
}

interface Game {
  readonly mode: RequirementMode;
  readonly players: readonly Player[];
  readonly floor: number;
  /** Who does each piece of the work that proves it: a place, or nobody yet. */
  readonly pieces: readonly (number | null)[];
  readonly stated: boolean | null;
}

/** The game with nothing open. */
interface Filled {
  readonly brings: readonly (readonly number[])[];
  readonly pieces: readonly (number | null)[];
  readonly fits: readonly boolean[];
  readonly isAllTaken: boolean;
  readonly stated: boolean;
}

const wanted = 10;
const isMember = ({ role }: Player): boolean => role === 'LEAD' || role === 'PARTNER';
const counts = (player: Player): boolean => isMember(player) || player.role === 'HELPER';

/** The rule, with yes and no. */
function holds(game: Game, { brings, pieces, fits, isAllTaken, stated }: Filled): boolean {
  const { mode, players, floor } = game;
  const has = (place: number, part = 0): boolean => brings[place]![part]! >= wanted;
  const places = players.map((_, place) => place);
  const counting = places.filter((place) => counts(players[place]!));
  const members = places.filter((place) => isMember(players[place]!));
  switch (mode) {
    case 'EACH':
      return members.every((place) => has(place));
    case 'ANY_ONE':
      return counting.some((place) => has(place));
    case 'LEAD':
      return counting.some((place) => players[place]!.role !== 'PARTNER' && has(place));
    case 'SUM':
      return (
        counting.reduce((sum, place) => sum + brings[place]![0]!, 0) >= wanted &&
        members.every((place) => brings[place]![0]! >= floor)
      );
    case 'UNION':
    case 'MAX_PER_CLASS':
      return [0, 1].every((part) => Math.max(...counting.map((place) => brings[place]![part]!)) >= wanted);
    case 'PERFORMER':
      return pieces.some((place) => place !== null && counting.includes(place) && has(place));
    case 'CAPACITY':
      return fits.every(Boolean) && isAllTaken;
    case 'GROUP':
      return members.length === 1 || stated;
  }
}

/** Every way to choose one of each. */
function everyChoice<Item>(options: readonly (readonly Item[])[]): Item[][] {
  return options.reduce<Item[][]>(
    (chosen, next) => chosen.flatMap((before) => next.map((item) => [...before, item])),
    [[]],
  );
}

function fillings(game: Game, isLater: boolean): Filled[] {
  const { mode, players, stated } = game;
  const counting = players.flatMap((player, place) => (counts(player) ? [place] : []));
  const amounts = (held: Held): number[] => {
    if (held === null) return [0, wanted * 9];

    return [isLater && !held.lasts ? 0 : held.amount];
  };
  const brings = everyChoice(players.map(({ held }) => everyChoice(held.map(amounts))));
  const pieces = everyChoice(piecesOf(game).map((place) => (place === null ? [null, ...counting] : [place])));
  const fits = everyChoice(
    players.map(({ tenths, free, offered }) => {
      if (tenths === 0) return [true];
      const left = (free ?? 0) - (isLater ? offered : 0);

      return tenths === null || free === null ? [true, false] : [left * 10 >= tenths * wanted];
    }),
  );
  const total = players.reduce((sum, { tenths }) => sum + (tenths ?? 0), 0);
  const isOpen = players.some(({ tenths }) => tenths === null) && total <= 10;
  const [isAllTaken, isStated] = [isOpen ? [true, false] : [total === 10], stated === null ? [true, false] : [stated]];

  return mode !== 'CAPACITY' && mode !== 'GROUP'
    ? brings.flatMap((one) =>
        pieces.map((who) => ({ brings: one, pieces: who, fits: [], isAllTaken: true, stated: true })),
      )
    : fits.flatMap((fit) =>
        isAllTaken.flatMap((taken) =>
          isStated.map((said) => ({ brings: [], pieces: [], fits: fit, isAllTaken: taken, stated: said })),
        ),
      );
}

/** A firm alone does everything; else what nobody was named for is open. */
function piecesOf({ pieces, players }: Game): readonly (number | null)[] {
  if (pieces.length > 0) return pieces;

  return players.length === 1 ? [0] : [null];
}

function oracle(game: Game): Outcome {
  const agreed = (isLater: boolean): 'MET' | 'UNMET' | 'UNKNOWN' => {
    const answers = new Set(fillings(game, isLater).map((filled) => holds(game, filled)));
    if (answers.size > 1) return 'UNKNOWN';

    return answers.has(true) ? 'MET' : 'UNMET';
  };
  const now = agreed(false);

  return now === 'MET' && agreed(true) !== 'MET' ? 'AT_RISK' : now;
}

function judged(game: Game): Outcome {
  const { mode, players, floor, pieces, stated } = game;
  const label = (part: number) => ({ factKey: 'EQUIPMENT', label: `part ${part}` }) as const;
  const threshold = { value: `${wanted}` };
  const requirement: Requirement = {
    id: 'r',
    kind: 'EQUIPMENT',
    mode,
    measure: measureUnder(mode),
    threshold: mode === 'GROUP' ? null : threshold,
    parts: [0, 1].map((part) => ({ name: `part ${part}`, measure: label(part), threshold })),
    floorPerMember: floor > 0 ? `${floor}` : null,
    essential: true,
    proof: 'DECLARATION',
    when: 'WITH_BID',
    // One week, so that people per week are person-weeks.
    neededFrom: mode === 'CAPACITY' ? '2027-06-24' : null,
    neededUntil: end,
  };
  const entries = players.map(({ role, tenths }, place) => ({
    firmId: `f${place}`,
    roles: [role === 'HELPER' ? ('RELIED_UPON' as const) : role],
    reliedUponFor: role === 'HELPER' ? ['r'] : [],
    shareBasisPoints: tenths === null ? null : tenths * 1000,
  }));
  const workPackages = pieces.map((place, index) => ({
    name: `${index}`,
    performerFirmId: place === null ? null : `f${place}`,
    provesFor: ['r'],
  }));
  const statements = stated === null ? {} : { joint: stated };

  return coverageOf([requirement], { entries, workPackages, statements }, players.map(claimsOf), today).verdicts[0]!
    .outcome;
}

function measureUnder(mode: RequirementMode): Requirement['measure'] {
  if (mode === 'CAPACITY') return { capacity: 'PERSON_WEEKS' };

  return mode === 'GROUP' ? { declaration: 'joint' } : { factKey: 'EQUIPMENT', label: 'part 0' };
}

function claimsOf({ held, free, offered }: Player, place: number): FirmClaims {
  const facts = held.flatMap((one, part): FactClaim[] =>
    one === null
      ? []
      : [
          {
            key: 'EQUIPMENT',
            label: `part ${part}`,
            value: `${one.amount}`,
            periodUntil: one.lasts ? null : soon,
          },
        ],
  );
  const windows = free === null ? [] : [{ from: '2027-01-01', until: '2027-12-31', peoplePerWeek: `${free + 3}` }];
  const commitments = [{ from: '2027-05-01', until: '2027-07-31', peoplePerWeek: '3' }];

  const offers = [{ from: '2027-06-01', until: '2027-06-30', peoplePerWeek: `${offered}` }];

  return { firmId: `f${place}`, facts, capacity: { windows, commitments, offers } };
}

const aHeld: fc.Arbitrary<Held> = fc.option(
  fc.record({ amount: fc.constantFrom(0, 3, 5, 10, 12), lasts: fc.boolean() }),
  { freq: 3 },
);
const aGame = (mode: RequirementMode): fc.Arbitrary<Game> =>
  fc
    .record({
      players: fc.array(
        fc.record({
          role: fc.constantFrom<Player['role']>('PARTNER', 'PARTNER', 'HELPER', 'SUBCONTRACTOR'),
          held: fc.tuple(aHeld, aHeld),
          tenths: fc.option(fc.constantFrom(0, 2, 3, 5, 10), { freq: 6 }),
          free: fc.option(fc.constantFrom(0, 2, 5, 10), { freq: 4 }),
          offered: fc.constantFrom(0, 0, 3),
        }),
        { minLength: 1, maxLength: 4 },
      ),
      floor: mode === 'SUM' ? fc.constantFrom(0, 0, 3) : fc.constant(0),
      pieces: fc.array(fc.option(fc.nat(3), { freq: 4 }), { maxLength: 2 }),
      stated: fc.constantFrom(true, false, null),
    })
    .map(({ players, pieces, ...rest }) => ({
      ...rest,
      mode,
      players: players.map((player, place): Player => ({
        ...player,
        role: place === 0 ? 'LEAD' : player.role,
        tenths: tenthsOf(players)[place]!,
      })),
      pieces: pieces.map((place) => (place === null ? null : place % players.length)),
    }));

/** A helper firm that has not said does no part of the work; a firm beside which nobody does any does all of it. */
function tenthsOf(players: readonly Player[]): (number | null)[] {
  const said = players.map(({ role, tenths }, place) =>
    tenths === null && role === 'HELPER' && place > 0 ? 0 : tenths,
  );

  return said.map((own, place) =>
    own === null && said.every((one, other) => other === place || one === 0) ? 10 : own,
  );
}

describe('the judge and the brute force', () => {
  it.each<RequirementMode>([
    'EACH',
    'ANY_ONE',
    'LEAD',
    'SUM',
    'MAX_PER_CLASS',
    'UNION',
    'PERFORMER',
    'CAPACITY',
    'GROUP',
  ])('agree on %s', (mode) => {
    const seen = new Set<Outcome>();
    fc.assert(
      fc.property(aGame(mode), (game) => {
        const expected = oracle(game);
        seen.add(expected);
        expect(judged(game)).toBe(expected);
      }),
      { numRuns: 400 },
    );
    expect(seen.size).toBeGreaterThan(2);
  });
});
