import { Field, Int, ObjectType } from '@nestjs/graphql';
import { Refusal, currentLanguage } from '#libs/platform';
import type { OutsideAnswer } from './outside-invitation.entity.js';
import { OutsideAnswerEnum } from './outside.graphql.js';

@ObjectType({
  implements: () => Refusal,
  description: 'Your firm has asked as many firms that are not here as it may in a day.',
})
export class OutsideInvitationsUsedUp extends Refusal {
  @Field(() => Int, { description: 'How many invitations and resends a firm has in 24 hours.' })
  limit: number;

  @Field(() => Date, { description: 'From when it may ask again.' })
  nextAt: Date;

  constructor(limit: number, nextAt: Date) {
    super();
    this.limit = limit;
    this.nextAt = nextAt;
  }

  protected override facts(): Record<string, unknown> {
    const nextAt = new Intl.DateTimeFormat(currentLanguage(), {
      dateStyle: 'medium',
      timeStyle: 'short',
      timeZone: 'UTC',
    });

    return { limit: this.limit, nextAt: `${nextAt.format(this.nextAt)} UTC` };
  }
}

@ObjectType({
  implements: () => Refusal,
  description: 'The link leads to no invitation. It may be cut off, or a newer one was sent in its place.',
})
export class InvitationLinkUnknown extends Refusal {}

@ObjectType({ implements: () => Refusal, description: 'The invitation has its answer, and the first one stands.' })
export class InvitationAnswered extends Refusal {
  @Field(() => OutsideAnswerEnum, { description: 'The answer that stands.' })
  answer: OutsideAnswer;

  constructor(answer: OutsideAnswer) {
    super();
    this.answer = answer;
  }

  protected override facts(): Record<string, unknown> {
    return {};
  }
}

@ObjectType({ implements: () => Refusal, description: 'The asking firm took the invitation back.' })
export class InvitationRevoked extends Refusal {}

@ObjectType({
  implements: () => Refusal,
  description: 'The invitation is over: the tender takes no bids any more, or thirty days have passed.',
})
export class InvitationExpired extends Refusal {
  @Field(() => Date, { description: 'Since when.' })
  expiredAt: Date;

  constructor(expiredAt: Date) {
    super();
    this.expiredAt = expiredAt;
  }
}

@ObjectType({
  implements: () => Refusal,
  description:
    'No page waits behind this link: nobody said interested, or ninety days are over. Found the firm as usual.',
})
export class NothingToClaim extends Refusal {}

@ObjectType({ implements: () => Refusal, description: 'The page behind this link was claimed before.' })
export class PageClaimed extends Refusal {}
