import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { ArrayMaxSize, ArrayMinSize, IsEnum, IsUUID } from 'class-validator';
import { type FirmRoleName, Refusal, pageType, resultOf } from '#libs/platform';
import { ActingInput } from './acting-input.js';
import { FirmRoleEnum, FirmType } from './firm.graphql.js';

@ObjectType('Delegate', { description: 'A person who acts for a firm. Seen by the delegates of the same firm.' })
export class DelegateType {
  @Field(() => ID, { description: 'Names this delegation, not the person, in the verbs about it.' })
  id: string;

  @Field(() => [FirmRoleEnum], { description: 'What the person may do for the firm; never empty.' })
  roles: FirmRoleName[];

  @Field(() => Date, { description: 'When the person began to act for the firm here.' })
  since: Date;

  @Field(() => Date, {
    nullable: true,
    description: 'When a paper that proves the power to sign was handed in; null while there is none.',
  })
  proofAt: Date | null;
}

export const DelegatePage = pageType('DelegatePage', DelegateType);

@InputType({ description: 'Which roles a delegate holds from now on.' })
export class ChangeRolesInput extends ActingInput {
  @Field(() => ID, { description: 'The delegation to change.' })
  @IsUUID()
  delegateId: string;

  @Field(() => [FirmRoleEnum], { description: 'All roles from now on, at least one; a role left out is taken away.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(5)
  @IsEnum(FirmRoleEnum, { each: true })
  roles: FirmRoleName[];
}

@InputType({ description: 'To whom you hand the ownership of your firm.' })
export class HandOverOwnershipInput extends ActingInput {
  @Field(() => ID, { description: 'The delegation of the person who becomes owner in your place.' })
  @IsUUID()
  delegateId: string;
}

@InputType({ description: 'Which firm you no longer want to act for.' })
export class LeaveFirmInput extends ActingInput {}

@InputType({ description: 'Whose delegation ends.' })
export class RemoveDelegateInput extends ActingInput {
  @Field(() => ID, { description: 'The delegation to end.' })
  @IsUUID()
  delegateId: string;
}

@InputType({ description: 'A paper that proves that a signatory may bind the firm.' })
export class ProveSigningPowerInput extends ActingInput {
  @Field(() => ID, { description: 'The delegation of the signatory: your own, or as an owner anybody’s.' })
  @IsUUID()
  delegateId: string;

  @Field(() => ID, { description: 'The paper, uploaded by you for the purpose `SIGNING_POWER`.' })
  @IsUUID()
  fileId: string;
}

@ObjectType({
  implements: () => Refusal,
  description: 'A firm keeps at least one owner. Make somebody else an owner first, or hand the ownership over.',
})
export class LastOwner extends Refusal {
  @Field(() => String, { description: 'The firm that would be left without an owner.' })
  firmName: string;

  constructor(firmName: string) {
    super();
    this.firmName = firmName;
  }
}

@ObjectType({
  implements: () => Refusal,
  description: 'The person does not hold the role of signatory, so there is nothing to prove. Give the role first.',
})
export class SignatoryNeeded extends Refusal {}

@ObjectType({
  implements: () => Refusal,
  description: 'The person acts for the firm already. Change their roles instead.',
})
export class AlreadyDelegate extends Refusal {
  @Field(() => String, { description: 'The firm that the person acts for.' })
  firmName: string;

  constructor(firmName: string) {
    super();
    this.firmName = firmName;
  }
}

export const ChangeRolesResult = resultOf('ChangeRolesResult', DelegateType, [LastOwner]);
export const HandOverOwnershipResult = resultOf('HandOverOwnershipResult', DelegateType);
export const LeaveFirmResult = resultOf('LeaveFirmResult', FirmType, [LastOwner]);
export const RemoveDelegateResult = resultOf('RemoveDelegateResult', FirmType, [LastOwner]);
export const ProveSigningPowerResult = resultOf('ProveSigningPowerResult', DelegateType, [SignatoryNeeded]);
