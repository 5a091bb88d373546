import { Field, ID, InputType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { IsBoolean, IsOptional, IsUUID, MaxLength, ValidateNested } from 'class-validator';
import { ActingInput } from '#libs/firms';
import { resultOf } from '#libs/platform';
import { RequirementInput } from './requirement-draft.graphql.js';
import { RequirementType } from './requirement.graphql.js';
import { NoticeSaysItself } from './talk.refusals.js';
import { TenderType } from './tender.graphql.js';
import { CpvUnknown, MeasureUnclear, RequirementMisfit } from './tender.refusals.js';
import { OnTenderInput } from './tender-verbs.graphql.js';

@InputType({ description: 'Enters a requirement of an external notice as your firm read it in its papers.' })
export class ReadRequirementInput extends ActingInput {
  @Field(() => ID, { description: 'The lot of the external notice.' })
  @IsUUID()
  lotId: string;

  @Field(() => RequirementInput, { description: 'What the papers ask for, in your reading.' })
  @ValidateNested()
  @Type(() => RequirementInput)
  requirement: RequirementInput;

  @Field(() => String, { nullable: true, description: 'Where you read it: a page or section of the papers.' })
  @IsOptional()
  @MaxLength(100)
  page?: string | null;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Whether everybody may see your reading. It is marked as unofficial in any case.',
  })
  @IsBoolean()
  share: boolean;
}

@InputType({ description: 'Takes your firm’s own reading of a requirement out again.' })
export class ForgetRequirementInput extends ActingInput {
  @Field(() => ID, { description: 'The requirement your firm entered.' })
  @IsUUID()
  requirementId: string;
}

@InputType({ description: 'Begins an own draft from a tender or an external notice you can see.' })
export class DraftFromInput extends OnTenderInput {
  @Field(() => String, {
    nullable: true,
    description: 'Title of the draft, up to 200 characters; left out: the original’s.',
  })
  @IsOptional()
  @MaxLength(200)
  title?: string | null;
}

export const ReadRequirementResult = resultOf('ReadRequirementResult', RequirementType, [
  NoticeSaysItself,
  MeasureUnclear,
  RequirementMisfit,
  CpvUnknown,
]);
export const ForgetRequirementResult = resultOf('ForgetRequirementResult', RequirementType);
export const DraftFromResult = resultOf('DraftFromResult', TenderType);
