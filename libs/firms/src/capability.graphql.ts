import { Field, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsEnum,
  IsInt,
  IsNotEmpty,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  Max,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { Refusal, resultOf } from '#libs/platform';
import { ActingInput } from './acting-input.js';
import { type CapabilityLevel, capabilityLevels } from './capability.entity.js';
import { FirmType } from './firm.graphql.js';
import { LocalTextInput } from './local-text.js';
import { ProfileFull, UnknownClassification, VisibilityEnum } from './profile.graphql.js';
import type { Visibility } from './profile.policy.js';

export const CapabilityLevelEnum = Object.fromEntries(capabilityLevels.map((level) => [level, level])) as Record<
  CapabilityLevel,
  CapabilityLevel
>;
registerEnumType(CapabilityLevelEnum, {
  name: 'CapabilityLevel',
  description: 'How well a firm says it can do something.',
  valuesMap: {
    BASIC: { description: 'Does it now and then, or the simple cases.' },
    SKILLED: { description: 'Does it regularly, with trained people.' },
    SPECIALIST: { description: 'Is known for it, and takes on the hard cases.' },
  },
});

@ObjectType('ServedArea', { description: 'Where a firm does something: around its seat, or in places it names.' })
export class ServedAreaType {
  @Field(() => Int, { nullable: true, description: 'Kilometres around its seat; null where it names places.' })
  radiusKm: number | null;

  @Field(() => [String], { description: 'Towns and regions by name; empty where there is a radius.' })
  regions: string[];
}

@ObjectType('Capability', { description: 'A claim that a firm can do what an entry of the classification names.' })
export class CapabilityType {
  @Field(() => ID, { description: 'Stays the same while the claim is changed.' })
  id: string;

  @Field(() => ID, { description: 'Whose claim it is.' })
  firmId: string;

  @Field(() => String, { description: 'Eight digits of the CPV code; show the name from `classification` instead.' })
  cpv: string;

  @Field(() => CapabilityLevelEnum, { nullable: true, description: 'How well it can do this; null where withheld.' })
  level: CapabilityLevel | null;

  @Field(() => VisibilityEnum, { description: 'Who sees it.' })
  visibility: Visibility;

  @Field(() => Date, { description: 'When the claim last changed.' })
  changedAt: Date;
}

@InputType({ description: 'Where the firm does this: give a radius or names, not both.' })
export class ServedAreaInput {
  @Field(() => Int, { nullable: true, description: 'Kilometres around the seat of the firm, 1 to 20,000.' })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(20_000)
  radiusKm?: number | null;

  @Field(() => [String], { nullable: true, description: 'Towns and regions by name, at most 50.' })
  @IsOptional()
  @ArrayMaxSize(50)
  @IsString({ each: true })
  @Length(2, 80, { each: true })
  regions?: string[] | null;
}

@InputType({ description: 'A new claim of what the firm can do.' })
export class AddCapabilityInput extends ActingInput {
  @Field(() => String, { description: 'CPV code, with or without check digit; `classifications` finds it by words.' })
  @Matches(/^\d{8}(-\d)?$/, { message: 'Write eight digits, as in 45421000 or 45421000-4.' })
  cpv: string;

  @Field(() => CapabilityLevelEnum, { description: 'How well the firm can do this.' })
  @IsEnum(CapabilityLevelEnum)
  level: CapabilityLevel;

  @Field(() => LocalTextInput, {
    nullable: true,
    description: 'What others should know about it, at most 500 characters.',
  })
  @IsOptional()
  @ValidateNested()
  @Type(() => LocalTextInput)
  note?: LocalTextInput | null;

  @Field(() => ServedAreaInput, { description: 'How far the firm goes for it.' })
  @IsNotEmpty()
  @ValidateNested()
  @Type(() => ServedAreaInput)
  area: ServedAreaInput;

  @Field(() => VisibilityEnum, { description: 'Who sees it.' })
  @IsEnum(VisibilityEnum)
  visibility: Visibility;
}

@InputType({ description: 'What changes in a claim. Leave out what stays as it is.' })
export class ChangeCapabilityInput extends ActingInput {
  @Field(() => ID, { description: 'Which claim of the firm.' })
  @IsUUID()
  capabilityId: string;

  @Field(() => CapabilityLevelEnum, {
    nullable: true,
    description: 'How well the firm can do this; cannot be cleared.',
  })
  @ValidateIf((input: ChangeCapabilityInput) => input.level !== undefined)
  @IsEnum(CapabilityLevelEnum)
  level?: CapabilityLevel;

  @Field(() => LocalTextInput, { nullable: true, description: 'The whole note anew; `null` clears it.' })
  @IsOptional()
  @ValidateNested()
  @Type(() => LocalTextInput)
  note?: LocalTextInput | null;

  @Field(() => ServedAreaInput, { nullable: true, description: 'The whole area anew; cannot be cleared.' })
  @ValidateIf((input: ChangeCapabilityInput) => input.area !== undefined)
  @IsNotEmpty()
  @ValidateNested()
  @Type(() => ServedAreaInput)
  area?: ServedAreaInput;

  @Field(() => VisibilityEnum, { nullable: true, description: 'Who sees it; cannot be cleared.' })
  @ValidateIf((input: ChangeCapabilityInput) => input.visibility !== undefined)
  @IsEnum(VisibilityEnum)
  visibility?: Visibility;
}

@InputType({ description: 'A claim the firm takes back.' })
export class RemoveCapabilityInput extends ActingInput {
  @Field(() => ID, { description: 'Which claim of the firm.' })
  @IsUUID()
  capabilityId: string;
}

@ObjectType({
  implements: () => Refusal,
  description: 'The profile has this capability already. Change that one instead.',
})
export class CapabilityThere extends Refusal {
  @Field(() => String, { description: 'The code that is there.' })
  cpv: string;

  constructor(cpv: string) {
    super();
    this.cpv = cpv;
  }
}

export const AddCapabilityResult = resultOf('AddCapabilityResult', CapabilityType, [
  UnknownClassification,
  CapabilityThere,
  ProfileFull,
]);
export const ChangeCapabilityResult = resultOf('ChangeCapabilityResult', CapabilityType);
export const RemoveCapabilityResult = resultOf('RemoveCapabilityResult', FirmType);
