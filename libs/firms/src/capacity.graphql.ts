import { Field, ID, InputType, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { IsEnum, IsOptional, IsString, IsUUID, Matches, MaxLength, ValidateNested } from 'class-validator';
import { DayScalar, DecimalScalar, Money, MoneyInput, resultOf } from '#libs/platform';
import { ActingInput } from './acting-input.js';
import { type CommitmentKind, commitmentKinds } from './capacity.entity.js';
import { FirmType } from './firm.graphql.js';
import { ProfileFull, VisibilityEnum } from './profile.graphql.js';
import type { Visibility } from './profile.policy.js';

export const CommitmentKindEnum = Object.fromEntries(commitmentKinds.map((kind) => [kind, kind]));
registerEnumType(CommitmentKindEnum, {
  name: 'CommitmentKind',
  description: 'What takes a part of a firm’s capacity.',
  valuesMap: {
    CONTRACT: { description: 'A contract signed here.' },
    BOOKING: { description: 'A booking made here.' },
    OUTSIDE: { description: 'Work elsewhere, as the firm booked it.' },
  },
});

/** People per week: up to two decimals, so that half a person counts. */
const people = /^\d{1,6}(\.\d{1,2})?$/;

@ObjectType('Capacity', { description: 'What your firm has for work on the days stated. Only its people read it.' })
export class CapacityType {
  @Field(() => ID, { description: 'Names it in `removeCapacity`.' })
  id: string;

  @Field(() => DayScalar, { description: 'First day it holds for.' })
  from: string;

  @Field(() => DayScalar, { description: 'Last day it holds for.' })
  until: string;

  @Field(() => DecimalScalar, { nullable: true, description: 'People per week; null where it is a limit of money.' })
  peoplePerWeek: string | null;

  @Field(() => Money, { nullable: true, description: 'The most work it has in hand at a time, where it is that.' })
  limit: Money | null;

  @Field(() => VisibilityEnum, {
    description: 'PUBLIC: anybody may learn how much is free. FINDABLE: partner firms learn whether it suffices.',
  })
  visibility: Visibility;
}

@ObjectType('Commitment', { description: 'What of your firm’s capacity is taken. Only its people read it.' })
export class CommitmentType {
  @Field(() => ID, { description: 'Names it in `removeCommitment`.' })
  id: string;

  @Field(() => CommitmentKindEnum, { description: 'What takes it.' })
  kind: CommitmentKind;

  @Field(() => String, { nullable: true, description: 'Your note.' })
  words: string | null;

  @Field(() => DayScalar, { description: 'First day it is taken.' })
  from: string;

  @Field(() => DayScalar, { description: 'Last day it is taken.' })
  until: string;

  @Field(() => DecimalScalar, { nullable: true, description: 'People per week, where people are taken.' })
  peoplePerWeek: string | null;

  @Field(() => Money, { nullable: true, description: 'Its value, where it counts against a limit of money.' })
  amount: Money | null;
}

@ObjectType('FirmCapacity', { description: 'What a firm has for work, and what of it is taken.' })
export class FirmCapacityType {
  @Field(() => [CapacityType], { description: 'What it stated, by first day.' })
  stated: CapacityType[];

  @Field(() => [CommitmentType], { description: 'What is taken, by first day.' })
  taken: CommitmentType[];
}

@InputType({ isAbstract: true })
abstract class DaysInput extends ActingInput {
  @Field(() => DayScalar, { description: 'First day.' })
  @IsString()
  from: string;

  @Field(() => DayScalar, { description: 'Last day.' })
  @IsString()
  until: string;

  @Field(() => DecimalScalar, { nullable: true, description: 'People per week, up to two decimals, more than zero.' })
  @IsOptional()
  @Matches(people)
  peoplePerWeek?: string | null;
}

@InputType({ description: 'What the firm has for work: give either `peoplePerWeek` or `limit`.' })
export class StateCapacityInput extends DaysInput {
  @Field(() => MoneyInput, { nullable: true, description: 'The most work it may have in hand at a time.' })
  @IsOptional()
  @ValidateNested()
  @Type(() => MoneyInput)
  limit?: MoneyInput | null;

  @Field(() => VisibilityEnum, {
    description: 'PUBLIC: anybody may learn how much is free. FINDABLE: partner firms learn whether it suffices.',
  })
  @IsEnum(VisibilityEnum)
  visibility: Visibility;
}

@InputType({ description: 'Work elsewhere that takes a part of the firm: `peoplePerWeek`, `amount`, or both.' })
export class BookOutsideWorkInput extends DaysInput {
  @Field(() => MoneyInput, {
    nullable: true,
    description: 'What the work is worth, to count against a limit of money.',
  })
  @IsOptional()
  @ValidateNested()
  @Type(() => MoneyInput)
  amount?: MoneyInput | null;

  @Field(() => String, { nullable: true, description: 'For whom, where: a note for your own people.' })
  @IsOptional()
  @IsString()
  @MaxLength(300)
  words?: string | null;
}

@InputType({ description: 'A statement of capacity that no longer holds.' })
export class RemoveCapacityInput extends ActingInput {
  @Field(() => ID, { description: 'Which statement, as `myCapacity` answers it.' })
  @IsUUID()
  capacityId: string;
}

@InputType({ description: 'Work elsewhere that takes nothing any more.' })
export class RemoveCommitmentInput extends ActingInput {
  @Field(() => ID, {
    description: 'Which work elsewhere, as `myCapacity` answers it. What is taken here ends with what took it.',
  })
  @IsUUID()
  commitmentId: string;
}

export const StateCapacityResult = resultOf('StateCapacityResult', CapacityType, [ProfileFull]);
export const BookOutsideWorkResult = resultOf('BookOutsideWorkResult', CommitmentType, [ProfileFull]);
export const RemoveCapacityResult = resultOf('RemoveCapacityResult', FirmType);
export const RemoveCommitmentResult = resultOf('RemoveCommitmentResult', FirmType);
