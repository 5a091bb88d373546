import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsOptional, IsString, IsUUID, Length, ValidateNested } from 'class-validator';
import { resultOf } from '#libs/platform';
import { AllianceType } from './alliance.graphql.js';
import { AllianceDissolved, NotInAlliance, NotYoursToArrange } from './alliance.refusals.js';
import { ActOnAllianceInput } from './alliance-verbs.graphql.js';

@ObjectType('WorkPackage', {
  description:
    'A piece of the work of a line-up, with one performer. Experience counts where its holder does the work.',
})
export class WorkPackageType {
  @Field(() => ID, { description: 'Made anew whenever the packages are written.' })
  id: string;

  @Field(() => Int, { description: 'Its place in the list, from 1.' })
  number: number;

  @Field(() => String, { description: 'What people call it.' })
  name: string;

  @Field(() => [ID], { description: 'The requirements it gives proof for.' })
  provesFor: string[];
}

@InputType({ description: 'A piece of the work as it shall be.' })
export class WorkPackageInput {
  @Field(() => String, { description: 'What people call it, 2 to 120 characters.' })
  @IsString()
  @Length(2, 120)
  name: string;

  @Field(() => ID, { nullable: true, description: 'Id of the firm of the line-up that does it; left out: nobody yet.' })
  @IsOptional()
  @IsUUID()
  performerFirmId?: string | null;

  @Field(() => [ID], { defaultValue: [], description: 'The requirements of the lot it gives proof for.' })
  @ArrayMaxSize(200)
  @IsUUID(undefined, { each: true })
  provesFor: string[];
}

@InputType({ description: 'All pieces of the work for one lot, in their order; those not named are gone.' })
export class SetWorkPackagesInput extends ActOnAllianceInput {
  @Field(() => ID, { description: 'The lot whose line-up it is.' })
  @IsUUID()
  lotId: string;

  @Field(() => [WorkPackageInput], { description: 'At most 100.' })
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  @Type(() => WorkPackageInput)
  packages: WorkPackageInput[];
}

export const SetWorkPackagesResult = resultOf('SetWorkPackagesResult', AllianceType, [
  AllianceDissolved,
  NotYoursToArrange,
  NotInAlliance,
]);
