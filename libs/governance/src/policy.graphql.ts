import { Field, InputType, ObjectType } from '@nestjs/graphql';
import { IsString, MaxLength } from 'class-validator';
import { ActingInput, FirmType, HousePolicyChanged, LocalTextType } from '#libs/firms';
import { resultOf } from '#libs/platform';

/** The house policy as it is read before it is accepted. */
@ObjectType('HousePolicy', { description: 'The one-page rules that every firm accepts, in one version.' })
export class HousePolicyType {
  @Field(() => String, { description: 'Name of the version; send it back to say what you accept.' })
  version: string;

  @Field(() => LocalTextType, { description: 'The rules themselves, in Markdown, in both languages.' })
  text: LocalTextType;

  @Field(() => Date, { description: 'Since when this version holds.' })
  inForceSince: Date;
}

@InputType({ description: 'Which version of the house policy a firm accepts.' })
export class AcceptHousePolicyInput extends ActingInput {
  @Field(() => String, { description: 'The version you read: `currentHousePolicy.version`.' })
  @IsString()
  @MaxLength(40)
  version: string;
}

export const AcceptHousePolicyResult = resultOf('AcceptHousePolicyResult', FirmType, [HousePolicyChanged]);
