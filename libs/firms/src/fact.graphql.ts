import { Field, ID, InputType, ObjectType, registerEnumType } from '@nestjs/graphql';
import { IsEnum, IsOptional, IsString, IsUUID, Length, Matches } from 'class-validator';
import { DayScalar, DecimalScalar, Refusal, resultOf } from '#libs/platform';
import { FactKey } from '#libs/requirements';
import { ActingInput } from './acting-input.js';
import { FirmType } from './firm.graphql.js';
import { ProfileFull, UnknownClassification, VisibilityEnum } from './profile.graphql.js';
import type { Visibility } from './profile.policy.js';

export const FactKeyEnum = { ...FactKey };
registerEnumType(FactKeyEnum, {
  name: 'FactKey',
  description: 'What is measured about a firm.',
  valuesMap: {
    ANNUAL_TURNOVER: { description: 'What it sold in one financial year, net of VAT.' },
    STAFF: { description: 'People who work there, in all or in one trade.' },
    YEARS_IN_BUSINESS: { description: 'Full years since it began to work.' },
    LARGEST_CONTRACT: { description: 'Value of the largest single contract it finished, net of VAT.' },
    EQUIPMENT: { description: 'Machines, vehicles or space it can use, named by the label.' },
    INSURANCE_SUM: { description: 'The most its liability insurance pays for one case.' },
    GRADE: { description: 'Its grade in an official register of firms, named by the label.' },
  },
});

@ObjectType('Fact', { description: 'Something measured about a firm.' })
export class FactType {
  @Field(() => ID, { description: 'Stays the same while the number is corrected.' })
  id: string;

  @Field(() => ID, { description: 'Whom it was measured at.' })
  firmId: string;

  @Field(() => FactKeyEnum, { description: 'What was measured.' })
  key: FactKey;

  @Field(() => DecimalScalar, { nullable: true, description: 'The number; null where withheld.' })
  value: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'What is counted: `people`, `years`, `pieces`; null for money.',
  })
  unit: string | null;

  @Field(() => String, { nullable: true, description: 'ISO 4217 code for money; null for what is counted.' })
  currency: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'CPV code of the trade it is limited to; null for the whole firm.',
  })
  cpv: string | null;

  @Field(() => String, { nullable: true, description: 'Kind of machine or name of the register, where one is needed.' })
  label: string | null;

  @Field(() => DayScalar, { nullable: true, description: 'First day it speaks of.' })
  periodFrom: string | null;

  @Field(() => DayScalar, { nullable: true, description: 'Last day it speaks of.' })
  periodUntil: string | null;

  @Field(() => VisibilityEnum, { description: 'Who sees the number.' })
  visibility: Visibility;

  @Field(() => Date, { description: 'When it was last corrected.' })
  changedAt: Date;
}

/** What one hands in about a measurement. */
@InputType({ isAbstract: true })
abstract class MeasuredInput extends ActingInput {
  @Field(() => DecimalScalar, { description: 'The number, not negative. Money in major units.' })
  @Matches(/^\d{1,18}(\.\d{1,6})?$/, { message: 'Write a number from 0 with at most six decimals, as in 1250000.50.' })
  value: string;

  @Field(() => String, {
    nullable: true,
    description: 'What is counted; left out, the usual unit (`people`, `years`). Equipment and grades need it.',
  })
  @IsOptional()
  @IsString()
  @Length(1, 20)
  unit?: string | null;

  @Field(() => String, { nullable: true, description: 'ISO 4217 code; needed for money, and only there.' })
  @IsOptional()
  @Matches(/^[A-Z]{3}$/, { message: 'Use an ISO 4217 code such as IDR or EUR.' })
  currency?: string | null;

  @Field(() => DayScalar, { nullable: true, description: 'First day it speaks of. A turnover needs both days.' })
  @IsOptional()
  periodFrom?: string | null;

  @Field(() => DayScalar, { nullable: true, description: 'Last day it speaks of.' })
  @IsOptional()
  periodUntil?: string | null;

  @Field(() => VisibilityEnum, { description: 'Who sees the number.' })
  @IsEnum(VisibilityEnum)
  visibility: Visibility;
}

@InputType({ description: 'A new measurement.' })
export class RecordFactInput extends MeasuredInput {
  @Field(() => FactKeyEnum, { description: 'What was measured.' })
  @IsEnum(FactKeyEnum)
  key: FactKey;

  @Field(() => String, { nullable: true, description: 'CPV code of the trade it is limited to.' })
  @IsOptional()
  @Matches(/^\d{8}(-\d)?$/, { message: 'Write eight digits, as in 45421000 or 45421000-4.' })
  cpv?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Kind of machine, or the register a grade belongs to. Both need it.',
  })
  @IsOptional()
  @IsString()
  @Length(2, 80)
  label?: string | null;
}

@InputType({ description: 'The whole measurement anew; what it measures stays.' })
export class CorrectFactInput extends MeasuredInput {
  @Field(() => ID, { description: 'Which fact of the firm.' })
  @IsUUID()
  factId: string;
}

@InputType({ description: 'A measurement the firm no longer states.' })
export class RemoveFactInput extends ActingInput {
  @Field(() => ID, { description: 'Which fact of the firm.' })
  @IsUUID()
  factId: string;
}

@ObjectType({
  implements: () => Refusal,
  description: 'The profile states this already, for the same trade and the same days. Correct that one instead.',
})
export class FactThere extends Refusal {
  @Field(() => FactKeyEnum, { description: 'What is stated already.' })
  key: FactKey;

  constructor(key: FactKey) {
    super();
    this.key = key;
  }
}

export const RecordFactResult = resultOf('RecordFactResult', FactType, [UnknownClassification, FactThere, ProfileFull]);
export const CorrectFactResult = resultOf('CorrectFactResult', FactType, [FactThere]);
export const RemoveFactResult = resultOf('RemoveFactResult', FirmType);
