import { firms, sentence } from './explanation.js';
import { shown, weigh, type Judge } from './judging.js';
import { allOf, anyOf } from './verdict.js';

/** The lead meets it, itself or through a helper firm named for it. A draft with several leads asks it of each. */
export const judgeLead: Judge = (facing) => {
  const leads = weigh(facing.leads, facing.question);
  const helpers = weigh(facing.helpers, facing.question);
  const weighed = shown([...leads, ...helpers], facing.question);
  if (leads.length === 0) return { outcome: 'UNKNOWN', strength: null, explanation: sentence('group.noLead'), weighed };

  const standing = allOf(leads.map((lead) => anyOf([lead, ...helpers])));
  const ownStanding = allOf(leads);
  const isLent = standing.outcome !== ownStanding.outcome;
  const carriers = (isLent ? helpers : leads)
    .filter((one) => one.outcome === standing.outcome)
    .map(({ party }) => party.firmId);
  const leadIds = leads.map(({ party }) => party.firmId);
  const variant = isLent && (standing.outcome === 'MET' || standing.outcome === 'AT_RISK') ? 'LENT' : standing.outcome;

  return {
    ...standing,
    explanation: sentence(
      variant === 'LENT' ? `group.LEAD.LENT_${standing.outcome}` : `group.LEAD.${standing.outcome}`,
      {
        firms: firms(variant === 'LENT' ? carriers : leadIds),
      },
    ),
    weighed,
    carriedBy: carriers,
    heldBackBy: standing.outcome === 'MET' ? [] : leadIds,
  };
};
