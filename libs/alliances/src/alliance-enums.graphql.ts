import { registerEnumType } from '@nestjs/graphql';
import { standings } from './alliance.policy.js';
import { allianceKinds, liabilities, partnerStates } from './alliance.entity.js';
import { agreementKinds } from './agreement.entity.js';

function enumOf<Name extends string>(
  name: string,
  names: readonly Name[],
  description: string,
  meanings: Record<Name, string>,
): Record<Name, Name> {
  const values = Object.fromEntries(names.map((value) => [value, value])) as Record<Name, Name>;
  const valuesMap = Object.fromEntries(names.map((value) => [value, { description: meanings[value] }])) as Record<
    Name,
    { description: string }
  >;
  registerEnumType(values, { name, description, valuesMap });

  return values;
}

export const AllianceKindEnum = enumOf('AllianceKind', allianceKinds, 'How long firms act as one.', {
  PROJECT: 'For one tender.',
  STANDING: 'Lastingly; it makes line-ups for any tender.',
});

export const LiabilityEnum = enumOf('Liability', liabilities, 'For what a member answers to the buyer.', {
  JOINT_AND_SEVERAL: 'Each member answers for the whole.',
  SEVERAL: 'Each member answers for its own part.',
});

export const PartnerStateEnum = enumOf('PartnerState', partnerStates, 'Whether a firm is in an alliance.', {
  INVITED: 'Asked; it has not answered.',
  PARTNER: 'In it, by its own yes.',
  DECLINED: 'It said no.',
  WITHDRAWN: 'The invitation was taken back.',
  LEFT: 'It was in it and is no longer.',
});

export const AllianceStandingEnum = enumOf(
  'AllianceStanding',
  standings,
  'Where you stand to an alliance; it decides what you see of it.',
  {
    PARTNER: 'Your firm is in it, or proposed it: you see all.',
    INVITED: 'Your firm is asked: you see the job, who else, roles, terms and your own share.',
    FORMER: 'Your firm was in it or was asked: you keep what is yours and what you signed.',
  },
);

export const AgreementKindEnum = enumOf('AgreementKind', agreementKinds, 'What the firms sign.', {
  AGREEMENT: 'The agreement of firms that bid together.',
  COMMITMENT: 'The letter by which helper firms commit themselves to a firm that bids alone.',
});

export const shareBands = ['UP_TO_A_TENTH', 'UP_TO_A_QUARTER', 'UP_TO_A_HALF', 'OVER_A_HALF'] as const;
export type ShareBand = (typeof shareBands)[number];

export const ShareBandEnum = enumOf(
  'ShareBand',
  shareBands,
  'Roughly how large a share is, for those who may not read the exact one.',
  {
    UP_TO_A_TENTH: 'At most 10 %.',
    UP_TO_A_QUARTER: 'More than 10 %, at most 25 %.',
    UP_TO_A_HALF: 'More than 25 %, at most 50 %.',
    OVER_A_HALF: 'More than 50 %.',
  },
);

/** The band of a share in basis points. */
export function shareBandOf(basisPoints: number): ShareBand {
  if (basisPoints <= 1_000) return 'UP_TO_A_TENTH';
  if (basisPoints <= 2_500) return 'UP_TO_A_QUARTER';

  return basisPoints <= 5_000 ? 'UP_TO_A_HALF' : 'OVER_A_HALF';
}
