import { firms, sentence } from './explanation.js';
import { boundBy, shown, thoseWith, weigh, type Judge } from './judging.js';
import { allOf } from './verdict.js';

/** Every member meets it itself. A helper firm cannot lend it: the rule asks something of each firm that bids. */
export const judgeEach: Judge = (facing) => {
  const weighed = weigh(boundBy(facing), facing.question);
  const standing = allOf(weighed);
  const there = thoseWith(standing.outcome, weighed);

  return {
    ...standing,
    explanation:
      weighed.length === 0
        ? sentence('group.noMembers')
        : sentence(`group.EACH.${standing.outcome}`, { firms: firms(there) }),
    weighed: shown(weighed, facing.question),
    carriedBy: weighed.map(({ party }) => party.firmId),
    heldBackBy: standing.outcome === 'MET' ? [] : there,
  };
};
