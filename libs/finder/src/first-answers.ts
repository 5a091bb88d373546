import { bitsIn } from './bits.js';
import type { Deadline } from './problem.js';
import type { Difference } from './difference.js';
import type { Remainder } from './remainder.js';
import type { Search } from './search.js';
import { Team, type Incumbent } from './team.js';

/** A sum that is still lacking counts as so many requirements. */
const weightOfSum = 2;

/**
 * One alliance by the rule of thumb: who brings most for its price joins next. Towards the end, what is brought counts
 * more than the price, because few may still join. Finds nothing where the rule leads astray.
 *
 * @param worth what each candidate is taken to cost: its cost, or that less what it is known to be good for
 */
export function tryGreedily(
  remainder: Remainder,
  worth: Float64Array,
  difference: Difference,
  incumbent: Incumbent,
): void {
  const team = new Team(remainder, difference);
  let cost = remainder.baseCost;
  for (let left = remainder.slots; left > 0 && !team.isComplete(); left -= 1) {
    const next = likeliest(team, worth, left);
    if (next < 0) break;
    cost += team.costOf(next);
    team.preview(next);
    team.join(next);
  }
  if (team.isComplete()) incumbent.offer(cost, team.firms());
  while (team.count > 0) team.leave();
}

function likeliest(team: Team, worth: Float64Array, left: number): number {
  const { size, low, high, values, needed, pairs, costs } = team.remainder;
  const openLow = team.low[team.count]!;
  const openHigh = team.high[team.count]!;
  const sums = needed.length;
  const power = left <= 2 ? 2.2 : 1.3;
  let likeliest = -1;
  let least = Infinity;
  for (let candidate = 0; candidate < size; candidate += 1) {
    let brings = bitsIn(low[candidate]! & openLow) + bitsIn(high[candidate]! & openHigh);
    for (let sum = 0; sum < sums; sum += 1) {
      const deficit = team.deficits[team.count * sums + sum]!;
      if (deficit > 0) brings += weightOfSum * Math.min(1, values[candidate * sums + sum]! / deficit);
    }
    if (brings === 0) continue;
    const beside = pairs ? team.costOf(candidate) - costs[candidate]! : 0;
    const price = Math.max(worth[candidate]! + beside, 1) / brings ** power;
    if (price >= least || isIn(team, candidate) || team.cannotTake(candidate)) continue;
    least = price;
    likeliest = candidate;
  }

  return likeliest;
}

function isIn(team: Team, candidate: number): boolean {
  for (let place = 0; place < team.count; place += 1) if (team.joined[place] === candidate) return true;

  return false;
}

/** Each exchange searches so many nodes at most. */
const nodesOfExchange = 300;
const rounds = 4;

/** Betters the incumbent: any two, then any three of its members go, and whoever is best takes their place. */
export function exchangeMembers(search: Search, incumbent: Incumbent, deadline: Deadline): void {
  const { firmOf } = search.remainder;
  for (let round = 0; round < rounds; round += 1) {
    const before = incumbent.cost;
    const members = new Set(incumbent.members);
    const free = Array.from(firmOf.keys()).filter((candidate) => members.has(firmOf[candidate]!));
    for (const count of [2, 3]) {
      for (const keep of without(free, count)) {
        if (deadline()) return;
        search.start({ keep, nodes: nodesOfExchange });
      }
      if (incumbent.cost < before) break;
    }
    if (incumbent.cost === before) return;
  }
}

/** All ways to leave so many out. */
function without(all: readonly number[], count: number): number[][] {
  if (count === 0) return [[...all]];

  return all.flatMap((_, place) =>
    place + count > all.length
      ? []
      : without(all.slice(place + 1), count - 1).map((rest) => [...all.slice(0, place), ...rest]),
  );
}
