import { ArgsType, Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { IsString, IsUUID } from 'class-validator';
import { DayScalar } from '#libs/platform';

@ObjectType('FirmUseDay', {
  description: 'How often a firm was seen and asked on one day. Figures only; nobody’s looking is recorded.',
})
export class FirmUseDayType {
  @Field(() => DayScalar, { description: 'The day, in UTC. Days on which nothing happened are left out.' })
  on: string;

  @Field(() => Int, { description: 'How often the firm stood in somebody’s search results.' })
  searchAppearances: number;

  @Field(() => Int, { description: 'How often its page was opened by others than its own people and machines.' })
  pageVisits: number;

  @Field(() => Int, { description: 'How often it was invited: to a tender, into an alliance or a project.' })
  invitations: number;

  @Field(() => Int, { description: 'How often it answered such an invitation, yes or no.' })
  answers: number;
}

/** A firm and the days to look at. */
@ArgsType()
export class FirmUseArgs {
  @Field(() => ID, { description: 'Your firm.' })
  @IsUUID()
  firmId: string;

  @Field(() => DayScalar, { description: 'First day, included.' })
  @IsString()
  from: string;

  @Field(() => DayScalar, { description: 'Last day, included; at most 400 days after the first.' })
  @IsString()
  to: string;
}
