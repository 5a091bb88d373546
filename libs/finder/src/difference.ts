import type { Remainder } from './remainder.js';

/** Keeps an alliance different enough from earlier ones: how many of their free members may come again. */
export class Difference {
  private readonly isIn: Uint8Array[];
  private readonly allowed: number[];
  private readonly common: Int32Array;

  /** @param earlier members of each, the fixed ones included or not */
  constructor(remainder: Remainder, earlier: readonly (readonly number[])[], loses: number) {
    const fixed = new Set(remainder.problem.fixed);
    const free = earlier.map((members) => new Set(members.filter((firm) => !fixed.has(firm))));
    this.isIn = free.map((members) => marked(remainder, members));
    this.allowed = free.map((members) => Math.max(0, members.size - loses));
    this.common = new Int32Array(free.length);
  }

  /** Whether this candidate would bring back too much of an earlier alliance. */
  blocks(candidate: number): boolean {
    for (let one = 0; one < this.common.length; one += 1)
      if (this.isIn[one]![candidate] === 1 && this.common[one]! >= this.allowed[one]!) return true;

    return false;
  }

  enter(candidate: number): void {
    for (let one = 0; one < this.common.length; one += 1) this.common[one]! += this.isIn[one]![candidate]!;
  }

  leave(candidate: number): void {
    for (let one = 0; one < this.common.length; one += 1) this.common[one]! -= this.isIn[one]![candidate]!;
  }
}

function marked({ size, firmOf }: Remainder, members: ReadonlySet<number>): Uint8Array {
  const isIn = new Uint8Array(size);
  for (let candidate = 0; candidate < size; candidate += 1) if (members.has(firmOf[candidate]!)) isIn[candidate] = 1;

  return isIn;
}
