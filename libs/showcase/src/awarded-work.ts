import type { AwardSource } from '#libs/bids';
import type { Project } from './project.entity.js';
import type { ProjectPartner } from './project-parts.entity.js';

/** What of a partner comes from the award. */
export type AwardedPart = Pick<ProjectPartner, 'firmId' | 'roles' | 'shareBasisPoints' | 'part'>;

/** What an award says of the project it leads to; what it does not know stays as it was. */
export function awardedColumns(source: AwardSource): Partial<Project> {
  const { awardId, tenderId, lotId, allianceId, clientFirmId, value, place, completedAt } = source;
  const { town, country } = place;
  const words = [source.tenderTitle, source.lotTitle].filter(Boolean).join(': ').slice(0, 160);

  return {
    ...(town && country ? { ...place, town, country } : {}),
    ...(value ? { valueMinor: value.minor, valueCurrency: value.currency } : {}),
    awardId,
    tenderId,
    lotId,
    allianceId,
    clientFirmId,
    title: { [source.language.startsWith('id') ? 'id' : 'en']: words },
    startedOn: dayOf(source.signedAt ?? source.decidedAt),
    finishedOn: completedAt ? dayOf(completedAt) : '',
  };
}

/** The line-up as it was awarded, the lead first. */
export function awardedParts({ suppliers }: AwardSource): AwardedPart[] {
  const isLead = ({ roles }: { roles: string[] }): number => (roles.includes('LEAD') ? 0 : 1);

  return suppliers
    .toSorted((one, other) => isLead(one) - isLead(other))
    .map(({ firmId, roles, shareBasisPoints }) => ({
      firmId,
      roles,
      shareBasisPoints,
      part: {},
    }));
}

function dayOf(moment: Date): string {
  return moment.toISOString().slice(0, 10);
}
