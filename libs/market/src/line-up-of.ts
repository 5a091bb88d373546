import type { LineUp } from '#libs/coverage';
import type { Requirement } from '#libs/requirements';
import type { Candidate, Posed } from './problem.js';

type Member = Candidate & { readonly isFixed: boolean; readonly place: number };

/**
 * Found firms as a line-up. Who leads: who was asked to, else a firm that is in already and can, else any that can. Who has the
 * experience that must do the work is put down for a work package with it; there a firm that is in already stands before a new one.
 */
export function lineUpOf(
  members: readonly number[],
  posed: Posed,
  requirements: readonly Requirement[],
  leadFirmId: string | null,
): LineUp {
  const { problem } = posed;
  const ofThem = members.map((place): Member => ({
    ...posed.candidate(place),
    place,
    isFixed: problem.fixed.includes(place),
  }));
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
    workPackages: requirements
      .filter(({ mode }) => mode === 'PERFORMER')
      .map(({ id }) => ({ name: '', performerFirmId: performerOf(id, ofThem, posed), provesFor: [id] })),
  };
}

function performerOf(requirementId: string, members: readonly Member[], { pieces, problem }: Posed): string | null {
  const piece = pieces.findIndex(({ requirementIds, kind }) => kind === 'COVER' && requirementIds[0] === requirementId);
  const words = problem.masks.length / Math.max(1, problem.firms);
  const holders = members.filter(
    ({ place }) => piece >= 0 && (problem.masks[place * words + (piece >>> 5)]! & (1 << (piece & 31))) !== 0,
  );

  return (holders.find(({ isFixed }) => isFixed) ?? holders[0])?.firmId ?? null;
}
