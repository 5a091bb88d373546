import { firms, sentence } from './explanation.js';
import { thoseWith, type Case, type Judge } from './judging.js';
import { cellsOf, judgedParts, partNames } from './judging-parts.js';
import { partsOf } from '#libs/requirements';
import { allOf, anyOf, type Outcome, type PartVerdict } from './verdict.js';

/** Each named part is met by some member, or by a helper firm named for the requirement. */
export const judgeUnion: Judge = (facing) => {
  const parties = [...facing.members, ...facing.helpers];
  const judged = judgedParts(facing, parties, ({ outcome }, weighed) => ({
    firmIds: thoseWith(outcome, weighed),
    value: null,
  }));
  const parts = judged.map(({ verdict }) => verdict);
  const standing = parties.length === 0 ? anyOf([]) : allOf(parts);
  const deciding = parts.filter(({ outcome }) => outcome === standing.outcome);
  const there = [...new Set(deciding.flatMap(({ firmIds }) => firmIds))];

  return {
    ...standing,
    explanation: explain(facing, standing.outcome, deciding, there, parties.length === 0),
    weighed: cellsOf(parties, judged),
    carriedBy: [...new Set(parts.filter(({ strength }) => strength !== null).flatMap(({ firmIds }) => firmIds))],
    heldBackBy: standing.outcome === 'MET' ? [] : there,
    parts,
  };
};

function explain(
  facing: Case,
  outcome: Outcome,
  deciding: readonly PartVerdict[],
  there: readonly string[],
  isEmpty: boolean,
) {
  if (isEmpty) return sentence('group.noMembers');
  if (partsOf(facing.requirement).length === 0) return sentence('group.noParts');

  return sentence(`group.UNION.${outcome}`, {
    parts: partNames(deciding.map(({ name }) => name)),
    firms: firms(there),
  });
}
