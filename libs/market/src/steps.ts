/** The published steps: 1, 1.5, 2, 3, 5, 7 and each of them times powers of ten. */
const steps = [1, 1.5, 2, 3, 5, 7];
/** So many steps are shown on either side of what is asked. */
const shownEachSide = 3;

/** The largest published step that is not above a decimal number; what is no positive number stays as it is. */
export function stepBelow(value: string): string {
  const place = placeOf(Number(value));

  return place === null ? value : stepAt(place);
}

/** The published steps round a number: three below, the one not above it, three above. */
export function stepsRound(value: string): string[] {
  const place = placeOf(Number(value));
  if (place === null) return [];

  return Array.from({ length: 2 * shownEachSide + 1 }, (_, at) => stepAt(place + at - shownEachSide));
}

/** Steps counted through: 0 is 1, 6 is 10, −6 is 0.1. */
function placeOf(value: number): number | null {
  if (!Number.isFinite(value) || value <= 0) return null;
  let place = Math.floor(Math.log10(value)) * steps.length - 1;
  while (Number(stepAt(place + 1)) <= value) place += 1;

  return place;
}

function stepAt(place: number): string {
  const power = Math.floor(place / steps.length);
  const step = steps[place - power * steps.length]!;

  return power >= 1
    ? String(step * 10 ** power)
    : (step * 10 ** power).toFixed(Math.max(0, 1 - power)).replace(/\.?0+$/, '');
}
