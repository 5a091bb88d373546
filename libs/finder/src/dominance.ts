export interface Comparable {
  /** Bits of every firm, `words` per firm. */
  readonly masks: Uint32Array;
  readonly words: number;
  /** Which bits count. */
  readonly open: Uint32Array;
  readonly sums: readonly { needed: number; values: Int32Array | Float64Array }[];
  /** Firms that cannot be beside every other. */
  readonly conflicted: Uint8Array;
}

/** Firms that meet the same open requirements. */
interface Kin {
  readonly low: number;
  readonly high: number;
  /** Values (firm × sum) of kept members that may dominate, in the order of cost. */
  readonly values: number[];
  kept: number;
  /** Those whose requirements include all of these, itself among them; found when first needed. */
  betters: Kin[] | null;
}

/**
 * Leaves out firms nobody needs: one that `spared` others dominate, each no dearer, meeting the same open requirements and
 * more, adding at least as much to every sum, and in conflict with nobody.
 *
 * Why so many, and not one: in the alliance looked for, some dominating firms are members already (slots − 1 of them), and
 * others stand in earlier alliances, from which it has to differ ((different − 1) × maxMembers). One that is left can take
 * the place of the dominated firm. With fewer, the best alliance may be lost: two equal firms whose values add up, for example.
 *
 * @param inOrder firms by cost; ties by number, so that two equal firms do not leave each other out
 */
export function undominated(inOrder: Int32Array, compared: Comparable, spared: number): Int32Array {
  const { masks, words, open, sums, conflicted } = compared;
  const kins = new Map<number, Map<number, Kin>>();
  const all: Kin[] = [];
  const kinOf = (low: number, high: number): Kin => {
    let byHigh = kins.get(low);
    if (!byHigh) kins.set(low, (byHigh = new Map()));
    let kin = byHigh.get(high);
    if (!kin) {
      byHigh.set(high, (kin = { low, high, values: [], kept: 0, betters: null }));
      all.push(kin);
    }

    return kin;
  };
  const kinOfPlace: Kin[] = [];
  for (const firm of inOrder) {
    const high = words > 1 ? masks[firm * words + 1]! & open[1]! : 0;
    kinOfPlace.push(kinOf(masks[firm * words]! & open[0]!, high));
  }
  const mine = new Float64Array(sums.length);

  return inOrder.filter((firm, place) => {
    const kin = kinOfPlace[place]!;
    for (const [sum, { needed, values }] of sums.entries()) mine[sum] = Math.min(values[firm]!, needed);
    kin.betters ??= all.filter((other) => (kin.low & ~other.low) === 0 && (kin.high & ~other.high) === 0);
    if (dominating(kin.betters, mine, spared) >= spared) return false;
    if (conflicted[firm] === 0) {
      kin.kept += 1;
      for (let sum = 0; sum < mine.length; sum += 1) kin.values.push(mine[sum]!);
    }

    return true;
  });
}

/** How many kept firms have at least these values; counting ends where there are enough. */
function dominating(betters: readonly Kin[], mine: Float64Array, enough: number): number {
  const sums = mine.length;
  let count = 0;
  for (const { values, kept } of betters) {
    if (sums === 0) count += kept;
    else
      for (let at = 0; at < values.length && count < enough; at += sums) {
        let sum = 0;
        while (sum < sums && values[at + sum]! >= mine[sum]!) sum += 1;
        if (sum === sums) count += 1;
      }
    if (count >= enough) return count;
  }

  return count;
}
