import { firms, sentence } from './explanation.js';
import { shown, thoseWith, weigh, type Judge } from './judging.js';
import { anyOf } from './verdict.js';

/** One member, or a helper firm named for it, meets it alone. Of nobody at all, nobody does. */
export const judgeAnyOne: Judge = (facing) => {
  const weighed = weigh([...facing.members, ...facing.helpers], facing.question);
  const standing = anyOf(weighed);
  const there = thoseWith(standing.outcome, weighed);

  return {
    ...standing,
    explanation:
      weighed.length === 0
        ? sentence('group.noMembers')
        : sentence(`group.ANY_ONE.${standing.outcome}`, { firms: firms(there) }),
    weighed: shown(weighed, facing.question),
    carriedBy: there,
    heldBackBy: standing.outcome === 'MET' ? [] : there,
  };
};
