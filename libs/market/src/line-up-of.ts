import type { LineUp } from '#libs/coverage';
import type { Posed } from './problem.js';

/** Found firms as a line-up: who was asked to lead, else a firm that is in already and can, else any that can. */
export function lineUpOf(
  members: readonly number[],
  { candidates, problem }: Posed,
  leadFirmId: string | null,
): LineUp {
  const ofThem = members.map((member) => ({ ...candidates[member]!, isFixed: problem.fixed.includes(member) }));
  const leads =
    ofThem.find(({ firmId }) => firmId === leadFirmId) ??
    ofThem.find(({ isFixed, canLead }) => isFixed && canLead) ??
    ofThem.find(({ canLead }) => canLead) ??
    ofThem[0];

  return {
    entries: ofThem.map(({ firmId }) => ({
      firmId,
      roles: firmId === leads?.firmId ? (['LEAD'] as const) : (['PARTNER'] as const),
    })),
  };
}
