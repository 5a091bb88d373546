import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { IsOptional, IsString, IsUUID, Length } from 'class-validator';
import { ActingInput } from '#libs/firms';
import { resultOf } from '#libs/platform';

@ObjectType('CoverageOverride', {
  description:
    'A firm went on in spite of a warning, and said why. Kongsi warns, the buyer judges: the verdict stays as it is.',
})
export class CoverageOverrideType {
  @Field(() => ID, { description: 'Never changes.' })
  id: string;

  @Field(() => ID, { description: 'The requirement whose verdict was overruled.' })
  requirementId: string;

  @Field(() => String, { description: 'Why, in its words.' })
  reason: string;

  @Field(() => Date, { description: 'When it was said.' })
  at: Date;
}

@InputType({ description: 'Going on in spite of what coverage warns of, for one requirement, with the reason.' })
export class OverrideCoverageInput extends ActingInput {
  @Field(() => ID, { description: 'The lot it is about.' })
  @IsUUID()
  lotId: string;

  @Field(() => ID, { description: 'The requirement of that lot.' })
  @IsUUID()
  requirementId: string;

  @Field(() => ID, { nullable: true, description: 'The alliance that goes on; left out: your firm alone.' })
  @IsOptional()
  @IsUUID()
  allianceId?: string | null;

  @Field(() => String, { description: 'Why: 3 to 1,000 characters. It stays on record and is never changed.' })
  @IsString()
  @Length(3, 1_000)
  reason: string;
}

export const OverrideCoverageResult = resultOf('OverrideCoverageResult', CoverageOverrideType);
