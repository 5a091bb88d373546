import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsBoolean,
  IsEnum,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { PlainAnswer } from './claims.js';
import { type LineUp, LineUpRole } from './line-up.js';

@InputType({ description: 'A firm in a line-up to be looked at.' })
export class LineUpEntryInput {
  @Field(() => ID, { description: 'Id of a firm, as `firms` answers it.' })
  @IsUUID()
  firmId: string;

  @Field(() => [LineUpRole], { description: 'What it would be: at least one role.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(4)
  @IsEnum(LineUpRole, { each: true })
  roles: LineUpRole[];

  @Field(() => Int, { nullable: true, description: 'Planned share of the work in basis points: 2500 is a quarter.' })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(10_000)
  shareBasisPoints?: number | null;

  @Field(() => [ID], { defaultValue: [], description: 'RELIED_UPON: the requirements it lends itself for.' })
  @ArrayMaxSize(200)
  @IsUUID(undefined, { each: true })
  reliedUponFor: string[];
}

@InputType({ description: 'A piece of the work in a line-up to be looked at.' })
export class LineUpPackageInput {
  @Field(() => String, { description: 'What people call it, 2 to 120 characters.' })
  @IsString()
  @Length(2, 120)
  name: string;

  @Field(() => ID, { nullable: true, description: 'Id of the firm that does it; left out: nobody yet.' })
  @IsOptional()
  @IsUUID()
  performerFirmId: string | null = null;

  @Field(() => [ID], { description: 'The requirements it gives proof for.' })
  @ArrayMaxSize(200)
  @IsUUID(undefined, { each: true })
  provesFor: string[];
}

@InputType({ description: 'Something the firms state once, as a group.' })
export class GroupStatementInput {
  @Field(() => String, { description: 'The statement, in the words of the requirement.' })
  @IsString()
  @Length(2, 500)
  words: string;

  @Field(() => Boolean, { description: 'Whether the group states it; left out of the list: not said either way.' })
  @IsBoolean()
  isStated: boolean;
}

@InputType({ description: 'The firms that would do it together.' })
export class LineUpInput {
  @Field(() => [LineUpEntryInput], { description: 'Each firm once, at most 20.' })
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => LineUpEntryInput)
  entries: LineUpEntryInput[];

  @Field(() => [LineUpPackageInput], {
    defaultValue: [],
    description: 'Pieces of the work, and who does each; at most 100.',
  })
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  @Type(() => LineUpPackageInput)
  workPackages: LineUpPackageInput[];

  @Field(() => [GroupStatementInput], {
    defaultValue: [],
    description: 'What the firms state once, together; at most 50.',
  })
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => GroupStatementInput)
  statements: GroupStatementInput[];
}

@InputType({ description: 'One tap of a visitor: has it, has it not, or has some of it.' })
export class RequirementAnswerInput {
  @Field(() => ID, { description: 'Id of what is answered, as `Lot.requirements` has it.' })
  @IsUUID()
  requirementId: string;

  @Field(() => PlainAnswer, { description: 'Yes, no or part.' })
  @IsEnum(PlainAnswer)
  answer: PlainAnswer;
}

@InputType({ description: 'What a visitor says about a firm that is not here yet.' })
export class TryCoverageInput {
  @Field(() => ID, { description: 'The lot to look at.' })
  @IsUUID()
  lotId: string;

  @Field(() => [String], {
    defaultValue: [],
    description: 'What the firm does, as CPV codes of 8 digits: `classifications` finds them from trade words.',
  })
  @ArrayMaxSize(20)
  @Matches(/^\d{8}$/, { each: true })
  trades: string[];

  @Field(() => String, {
    nullable: true,
    description: 'The town it works from; decides nothing, and is kept when you sign up.',
  })
  @IsOptional()
  @MaxLength(120)
  town?: string | null;

  @Field(() => [RequirementAnswerInput], { defaultValue: [], description: 'Answers as far as they were given.' })
  @ArrayMaxSize(200)
  @ValidateNested({ each: true })
  @Type(() => RequirementAnswerInput)
  answers: RequirementAnswerInput[];
}

/** The line-up as the rules read it. */
export function lineUpFrom({ statements, entries, workPackages }: LineUpInput): LineUp {
  return {
    entries,
    workPackages,
    statements: Object.fromEntries(statements.map(({ words, isStated }) => [words, isStated])),
  };
}
