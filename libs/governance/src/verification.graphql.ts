import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { IsString, IsUUID, Length } from 'class-validator';
import { FirmType, LegalIdTaken, OnceInput } from '#libs/firms';
import { Refusal, pageType, resultOf } from '#libs/platform';

@ObjectType('FirmVerification', {
  description:
    'That an operator compared name and legal ids of a firm with a public register. Says nothing about its work.',
})
export class FirmVerificationType {
  @Field(() => String, { description: 'What they were compared with, in the operator’s words: a register, a paper.' })
  source: string;

  @Field(() => Date, { description: 'When the operator did so.' })
  decidedAt: Date;
}

export const VerificationQueuePage = pageType('VerificationQueuePage', FirmType);

@InputType({ description: 'Which firm you verified, and against what.' })
export class VerifyFirmInput extends OnceInput {
  @Field(() => ID, { description: 'The firm whose name and legal ids you compared.' })
  @IsUUID()
  firmId: string;

  @Field(() => String, {
    description: 'What you compared them with; everybody reads it beside the badge. 3 to 300 characters.',
  })
  @IsString()
  @Length(3, 300)
  source: string;
}

@InputType({ description: 'Which firm’s verification you take back, and why.' })
export class RevokeVerificationInput extends OnceInput {
  @Field(() => ID, { description: 'The firm that is no longer verified.' })
  @IsUUID()
  firmId: string;

  @Field(() => String, { description: 'Why, for the owners of the firm, who are told. 10 to 1,000 characters.' })
  @IsString()
  @Length(10, 1_000)
  reason: string;
}

@ObjectType({
  implements: () => Refusal,
  description: 'There is nothing to compare with a register: the firm has stated no legal id. Ask its owners for one.',
})
export class NoLegalId extends Refusal {}

@ObjectType({
  implements: () => Refusal,
  description: 'The firm is verified already. Revoke that first to verify anew.',
})
export class AlreadyVerified extends Refusal {}

@ObjectType({ implements: () => Refusal, description: 'The firm is not verified, so there is nothing to take back.' })
export class NotVerified extends Refusal {}

export const VerifyFirmResult = resultOf('VerifyFirmResult', FirmType, [AlreadyVerified, NoLegalId, LegalIdTaken]);
export const RevokeVerificationResult = resultOf('RevokeVerificationResult', FirmType, [NotVerified]);
