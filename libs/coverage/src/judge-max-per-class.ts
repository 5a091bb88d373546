import { compare, nothing, partsOf, type Amount } from '#libs/requirements';
import { amountFact, sentence, type ClassFact } from './explanation.js';
import { thoseWith, type Judge, type Weighed } from './judging.js';
import { cellsOf, judgedParts, type Counting } from './judging-parts.js';
import { allOf, anyOf, isGap, rankOf, type PartVerdict, type Standing } from './verdict.js';

/**
 * Per work class the highest number among the members counts, and helper firms named for the requirement (as for graded contractors:
 * Washington takes the higher per class). One number that may not be shown hides who is highest in its class: by naming another as the
 * highest, a bound of it would be told.
 */
export const judgeMaxPerClass: Judge = (facing) => {
  const parties = [...facing.members, ...facing.helpers];
  const judged = judgedParts(facing, parties, highest);
  const parts = judged.map(({ verdict }) => verdict);
  const standing = parties.length === 0 ? anyOf([]) : allOf(parts);
  const deciding = parts.filter(({ outcome }) => outcome === standing.outcome);

  return {
    ...standing,
    explanation: explain(facing.requirement, standing, deciding, parties.length === 0),
    weighed: cellsOf(parties, judged),
    carriedBy: firmsOf(parts.filter(({ strength }) => strength !== null)),
    heldBackBy: standing.outcome === 'MET' ? [] : firmsOf(deciding),
    parts,
  };
};

function firmsOf(parts: readonly PartVerdict[]): string[] {
  return [...new Set(parts.flatMap(({ firmIds }) => firmIds))];
}

/** Of the firms by which the class stands best, the one with the highest number; of an open class, those to ask. */
const highest: Counting = (standing, weighed, { threshold }) => {
  const best = weighed.filter((one) => rankOf(one) === rankOf(standing));
  const isShown = weighed.every(({ finding }) => finding.reading?.shown ?? false);
  const numbers = best.map((one) => numberOf(one, standing));
  if (!isShown || standing.outcome === 'UNKNOWN' || best.length === 0 || numbers.includes(null)) {
    return { firmIds: thoseWith(standing.outcome, weighed), value: null };
  }
  const top = numbers.reduce<Amount>((most, one) => (compare(one!, most) > 0 ? one! : most), nothing);
  const there = best.filter((_, index) => compare(numbers[index]!, top) === 0);

  return { firmIds: there.map(({ party }) => party.firmId), value: amountFact(top, threshold) };
};

/** What stands, or for a gap what was stated at most. */
function numberOf({ finding }: Weighed, { outcome }: Standing): Amount | null {
  return (isGap(outcome) ? finding.reading?.high : finding.reading?.low) ?? null;
}

function explain(
  requirement: Parameters<typeof partsOf>[0],
  { outcome }: Standing,
  deciding: readonly PartVerdict[],
  isEmpty: boolean,
) {
  if (isEmpty) return sentence('group.noMembers');
  if (partsOf(requirement).length === 0) return sentence('group.noParts');
  const classes = deciding.map(({ name, firmIds, value }): ClassFact => ({ name, firmIds, value }));

  return sentence(`group.MAX_PER_CLASS.${outcome}`, { classes: { type: 'classes', classes } });
}
