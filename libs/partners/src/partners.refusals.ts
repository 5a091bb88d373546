import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { Refusal } from '#libs/platform';

@ObjectType({
  implements: () => Refusal,
  description: 'Your firm is the buyer of this tender: it is in no line-up for it, and seeks no partners for it.',
})
export class NotForTheBuyer extends Refusal {}

@ObjectType({ implements: () => Refusal, description: 'The days of the entry are over already.' })
export class DaysOver extends Refusal {
  @Field(() => String, { description: 'The last day as written, ISO 8601.' })
  until: string;

  constructor(until: string) {
    super();
    this.until = until;
  }
}

@ObjectType({
  implements: () => Refusal,
  description: 'Your firm has as many entries on the board as a firm may have at once. Withdraw one first.',
})
export class BoardFull extends Refusal {
  @Field(() => Int, { description: 'How many entries a firm may have on the board at once.' })
  limit: number;

  constructor(limit: number) {
    super();
    this.limit = limit;
  }
}

@ObjectType({
  implements: () => Refusal,
  description: 'The entry stands on the board no longer: it was withdrawn, its days are over, or its part is closed.',
})
export class BoardEntryOver extends Refusal {}

@ObjectType({ implements: () => Refusal, description: 'The entry is your own firm’s.' })
export class OwnBoardEntry extends Refusal {}

@ObjectType({ implements: () => Refusal, description: 'Your firm has answered this entry before.' })
export class BoardEntryAnswered extends Refusal {
  @Field(() => ID, { description: 'The answer that stands.' })
  answerId: string;

  constructor(answerId: string) {
    super();
    this.answerId = answerId;
  }
}
