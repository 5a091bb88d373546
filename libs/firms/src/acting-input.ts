import { Field, ID, InputType } from '@nestjs/graphql';
import { IsString, IsUUID, Length } from 'class-validator';

/** What every verb takes that changes something that matters. */
@InputType({ isAbstract: true })
export abstract class OnceInput {
  @Field(() => String, {
    description:
      'A value you choose once per intention (8 to 100 characters). A retry that repeats it has no second effect.',
  })
  @IsString()
  @Length(8, 100)
  idempotencyKey: string;
}

/** The same, for verbs that a delegate carries out for a firm. */
@InputType({ isAbstract: true })
export abstract class ActingInput extends OnceInput {
  @Field(() => ID, { description: 'The firm you act for. You must hold a role in it that allows the verb.' })
  @IsUUID()
  actingFor: string;
}
