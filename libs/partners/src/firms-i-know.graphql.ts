import { ArgsType, Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { IsUUID } from 'class-validator';
import { DayScalar, PageArgs, pageType } from '#libs/platform';
import { type AcquaintanceKind, acquaintanceKinds } from './acquaintances.js';

export const AcquaintanceKindEnum = Object.fromEntries(acquaintanceKinds.map((kind) => [kind, kind])) as Record<
  AcquaintanceKind,
  AcquaintanceKind
>;
registerEnumType(AcquaintanceKindEnum, {
  name: 'AcquaintanceKind',
  description: 'Why a firm knows another.',
  valuesMap: {
    JOINT_WORK: { description: 'They finished a project together, and both said so in public.' },
    ALLIANCE: { description: 'They were partners of one alliance at the same time.' },
    INVITATION: { description: 'One came to Kongsi by an invitation of the other.' },
  },
});

@ObjectType('Acquaintance', { description: 'One reason why your firm knows another.' })
export class AcquaintanceType {
  @Field(() => AcquaintanceKindEnum, { description: 'What they had to do with each other.' })
  kind: AcquaintanceKind;

  @Field(() => Int, { description: 'How many projects, alliances or invitations.' })
  count: number;

  @Field(() => DayScalar, { description: 'The day of the last of them; today where it goes on.' })
  lastOn: string;
}

@ObjectType('KnownFirm', { description: 'A firm that yours knows, with why. Only your own people read it.' })
export class KnownFirmType {
  @Field(() => [AcquaintanceType], { description: 'Every reason, joint work first.' })
  reasons: AcquaintanceType[];
}

export const KnownFirmPage = pageType('KnownFirmPage', KnownFirmType);

@ArgsType()
export class FirmsIKnowArgs extends PageArgs {
  @Field(() => ID, { description: 'The firm you ask for.' })
  @IsUUID()
  firmId: string;
}
