import type { EstimateDisplay } from './tender.entity.js';

/** What others may know of an estimate, in minor units of its currency; both null when nothing. */
export interface EstimateBounds {
  shownFromMinor: bigint | null;
  shownToMinor: bigint | null;
}

const steps = [1n, 2n, 5n] as const;

/** The largest published step (1, 2 or 5 times a power of ten) that is not above the value. Value ≥ 1. */
function stepBelow(value: bigint): { at: bigint; next: bigint } {
  let power = 1n;
  while (power * 10n <= value) power *= 10n;
  const index = steps.findLastIndex((step) => step * power <= value);

  return { at: steps[index]! * power, next: (steps[index + 1] ?? 10n) * power };
}

/** The bounds an estimate shows: itself, the published steps around it, or nothing. Search by value uses these alone. */
export function estimateBounds(minor: bigint | null, shown: EstimateDisplay): EstimateBounds {
  if (minor === null || shown === 'HIDDEN') return { shownFromMinor: null, shownToMinor: null };
  if (shown === 'EXACT') return { shownFromMinor: minor, shownToMinor: minor };
  if (minor === 0n) return { shownFromMinor: 0n, shownToMinor: 1n };
  const { at, next } = stepBelow(minor);

  return { shownFromMinor: at, shownToMinor: next };
}
