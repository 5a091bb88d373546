/** A smallest set that has something in common with each of these (none of which is empty), by branching on the shortest not yet hit. */
export function smallestHittingSet(sets: readonly (readonly number[])[]): number[] {
  let best = greedy(sets);
  const chosen: number[] = [];
  const descend = (): void => {
    const open = sets.filter((set) => !set.some((one) => chosen.includes(one)));
    if (open.length === 0) {
      if (chosen.length < best.length) best = [...chosen];

      return;
    }
    if (chosen.length + apart(open) >= best.length) return;
    const shortest = open.reduce((least, set) => (set.length < least.length ? set : least));
    for (const one of shortest) {
      chosen.push(one);
      descend();
      chosen.pop();
    }
  };
  descend();

  return best;
}

function greedy(sets: readonly (readonly number[])[]): number[] {
  const chosen: number[] = [];
  for (let open = sets; open.length > 0;) {
    const count = new Map<number, number>();
    for (const one of open.flat()) count.set(one, (count.get(one) ?? 0) + 1);
    const [[most]] = [...count].sort((a, b) => b[1] - a[1]) as [[number, number]];
    chosen.push(most);
    open = open.filter((set) => !set.includes(most));
  }

  return chosen;
}

/** How many of them have nothing in common: each needs one of its own. */
function apart(sets: readonly (readonly number[])[]): number {
  const used = new Set<number>();
  let count = 0;
  for (const set of [...sets].sort((a, b) => a.length - b.length)) {
    if (set.some((one) => used.has(one))) continue;
    for (const one of set) used.add(one);
    count += 1;
  }

  return count;
}
