import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { IsOptional, IsString, IsUUID, Length, Matches } from 'class-validator';
import { ActingInput } from '#libs/firms';
import { resultOf } from '#libs/platform';

@ObjectType('CoverageOverride', {
  description:
    'A firm went on in spite of a warning, and said why. Kongsi warns, the buyer judges: the verdict stays as it is.',
})
export class CoverageOverrideType {
  @Field(() => ID, { description: 'Never changes.' })
  id: string;

  @Field(() => ID, { nullable: true, description: 'The requirement whose verdict was overruled; null for a rule.' })
  requirementId: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Id of the rule, of a pack or of the tender, that was overruled; null for a requirement.',
  })
  packRule: string | null;

  @Field(() => String, { description: 'Why, in its words.' })
  reason: string;

  @Field(() => Date, { description: 'When it was said.' })
  at: Date;
}

@InputType({ description: 'Going on in spite of a warning about one requirement or one rule, with the reason.' })
export class OverrideCoverageInput extends ActingInput {
  @Field(() => ID, { description: 'The lot it is about.' })
  @IsUUID()
  lotId: string;

  @Field(() => ID, { nullable: true, description: 'The requirement of that lot; or `packRule`, one of the two.' })
  @IsOptional()
  @IsUUID()
  requirementId?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Id of a rule, as the verdicts of your line-up name it: of a pack, or of the tender itself.',
  })
  @IsOptional()
  @Matches(/^(tender\/)?[a-z][a-z0-9-]{0,80}$/)
  packRule?: string | null;

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
