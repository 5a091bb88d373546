import { Field, ObjectType } from '@nestjs/graphql';
import { Refusal } from '#libs/platform';

@ObjectType({ implements: () => Refusal, description: 'The notice is the same as before, as far as others see it.' })
export class NothingChanged extends Refusal {}

@ObjectType({
  implements: () => Refusal,
  description:
    'Some things stay once a tender is published: procedure, visibility, who may bid, currency, and its lots.',
})
export class NoticeFixed extends Refusal {
  @Field(() => [String], { description: 'What would have changed, by its place in the notice: `priceTerms.currency`.' })
  paths: string[];

  constructor(paths: string[]) {
    super();
    this.paths = paths;
  }
}

@ObjectType({ implements: () => Refusal, description: 'These changes can change a bid, so the addendum is material.' })
export class MaterialChange extends Refusal {
  @Field(() => [String], { description: 'The changes that matter, by their place in the notice.' })
  paths: string[];

  constructor(paths: string[]) {
    super();
    this.paths = paths;
  }
}

@ObjectType({ implements: () => Refusal, description: 'A published closing can move later, never earlier.' })
export class ClosingOnlyLater extends Refusal {
  @Field(() => Date, { description: 'Until when bids are taken now; the new closing must not lie before.' })
  closing: Date;

  constructor(closing: Date) {
    super();
    this.closing = closing;
  }
}

@ObjectType({ implements: () => Refusal, description: 'The time for questions is over.' })
export class QuestionsEnded extends Refusal {
  @Field(() => Date, { nullable: true, description: 'When it ended.' })
  endedAt: Date | null;

  constructor(endedAt: Date | null) {
    super();
    this.endedAt = endedAt;
  }
}

@ObjectType({ implements: () => Refusal, description: 'The question has its answer; an answer stays as it is.' })
export class AlreadyAnswered extends Refusal {}

@ObjectType({ implements: () => Refusal, description: 'A buyer asks itself nothing.' })
export class OwnTender extends Refusal {}

@ObjectType({ implements: () => Refusal, description: 'The notice was published elsewhere; here it is only read.' })
export class PublishedElsewhere extends Refusal {
  @Field(() => String, { description: 'The portal or publisher to turn to.' })
  publisher: string;

  @Field(() => String, { nullable: true, description: 'Address of the notice there.' })
  link: string | null;

  constructor(publisher: string, link: string | null) {
    super();
    this.publisher = publisher;
    this.link = link;
  }
}

@ObjectType({
  implements: () => Refusal,
  description:
    'This tender was published here and states its requirements itself; only external notices are read by firms.',
})
export class NoticeSaysItself extends Refusal {}
