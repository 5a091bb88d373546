import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { DecimalScalar, type Reading, Refusal } from '#libs/platform';
import type { Problem } from '#libs/seal-format';

/** One thing that is not as it must be in something handed in. */
@ObjectType('BidProblem', {
  description: 'One thing that is not as it must be: where, what was read, what is allowed.',
})
export class BidProblemType implements Problem {
  @Field(() => String, { description: 'Where: a path in the manifest or content, or the name of a file.' })
  path: string;

  @Field(() => String, { description: 'What stands there.' })
  read: string;

  @Field(() => String, { description: 'What must stand there.' })
  allowed: string;
}

@ObjectType({
  implements: () => Refusal,
  description: 'It came at the deadline or after it. The database’s clock decides.',
})
export class DeadlinePassed extends Refusal {
  @Field(() => Date, { description: 'When the taking of bids ended.' })
  closedAt: Date;

  @Field(() => String, { description: 'When this one came: UTC with microseconds.' })
  receivedAt: string;

  @Field(() => DecimalScalar, { description: 'By how many seconds it was late, to the microsecond.' })
  lateBySeconds: string;

  constructor(closedAt: Date, received: Reading) {
    super();
    this.closedAt = closedAt;
    this.receivedAt = received.exact;
    const micros = BigInt(received.at.getTime() - closedAt.getTime()) * 1000n + BigInt(received.exact.slice(23, 26));
    const late = micros < 0n ? 0n : micros;
    this.lateBySeconds = `${late / 1_000_000n}.${String(late % 1_000_000n).padStart(6, '0')}`;
  }

  protected override facts(): Record<string, unknown> {
    return { seconds: this.lateBySeconds };
  }
}

@ObjectType({
  implements: () => Refusal,
  description: 'What was handed in does not hold together, or is not for this lot. Nothing was taken.',
})
export class SealDamaged extends Refusal {
  @Field(() => [BidProblemType], { description: 'Each thing that is not as it must be.' })
  problems: Problem[];

  constructor(problems: readonly Problem[]) {
    super();
    this.problems = [...problems];
  }

  protected override facts(): Record<string, unknown> {
    return { first: this.problems[0] ? `${this.problems[0].path}: ${this.problems[0].read}` : '' };
  }
}

@ObjectType({
  implements: () => Refusal,
  description:
    'Your firm is lead or partner of another bid for this lot, or has said yes to one. Only one is allowed here.',
})
export class CommittedElsewhere extends Refusal {}

@ObjectType({ implements: () => Refusal, description: 'This tender takes bids of alliances only.' })
export class AlliancesOnly extends Refusal {}

@ObjectType({ implements: () => Refusal, description: 'The lead of the line-up does this for the alliance.' })
export class NotTheLead extends Refusal {
  @Field(() => ID, { nullable: true, description: 'The firm that leads; null while the line-up has no lead.' })
  leadFirmId: string | null;

  constructor(leadFirmId: string | null) {
    super();
    this.leadFirmId = leadFirmId;
  }
}

@ObjectType({ implements: () => Refusal, description: 'This tender wants its bids sealed, and this is a plain offer.' })
export class SealingExpected extends Refusal {}

@ObjectType({ implements: () => Refusal, description: 'This tender takes readable quotes; nothing is sealed for it.' })
export class QuoteExpected extends Refusal {}

@ObjectType({
  implements: () => Refusal,
  description: 'The notice was published elsewhere; bids go there. What you sent there you can record here.',
})
export class TenderElsewhere extends Refusal {
  @Field(() => String, { nullable: true, description: 'Where the notice stands.' })
  link: string | null;

  constructor(link: string | null) {
    super();
    this.link = link;
  }
}

@ObjectType({ implements: () => Refusal, description: 'There is no bid that counts to do this with.' })
export class NoLiveBid extends Refusal {}

@ObjectType({ implements: () => Refusal, description: 'The addendum asks nothing of this bid.' })
export class NothingToConfirm extends Refusal {}

@ObjectType({ implements: () => Refusal, description: 'Bids are still taken; nothing is opened before the closing.' })
export class NotYetClosed extends Refusal {
  @Field(() => Date, { nullable: true, description: 'Until when bids are taken, as things stand.' })
  closesAt: Date | null;

  constructor(closesAt: Date | null) {
    super();
    this.closesAt = closesAt;
  }
}

@ObjectType({
  implements: () => Refusal,
  description: 'Every envelope of the lot is open, or this bid opened as it should.',
})
export class NothingLeftToOpen extends Refusal {}

@ObjectType({
  implements: () => Refusal,
  description: 'Somebody of your firm saved the draft meanwhile. Look at theirs first.',
})
export class DraftChanged extends Refusal {
  @Field(() => Int, { description: 'The revision that is kept now; hand it in to save over it.' })
  revision: number;

  @Field(() => Date, { description: 'When it was saved.' })
  savedAt: Date;

  constructor(revision: number, savedAt: Date) {
    super();
    this.revision = revision;
    this.savedAt = savedAt;
  }
}

@ObjectType({ implements: () => Refusal, description: 'The one best and last offer was given.' })
export class FinalOfferGiven extends Refusal {
  @Field(() => Date, { description: 'When it came.' })
  receivedAt: Date;

  constructor(receivedAt: Date) {
    super();
    this.receivedAt = receivedAt;
  }
}

@ObjectType({
  implements: () => Refusal,
  description: 'The buyer asked for the best and last offers before: once is all.',
})
export class FinalRoundAsked extends Refusal {
  @Field(() => Date, { description: 'Until when those are taken.' })
  until: Date;

  constructor(until: Date) {
    super();
    this.until = until;
  }
}

@ObjectType({
  implements: () => Refusal,
  description: 'This tender is held here, so its bids and results stand here too.',
})
export class NotAnExternalNotice extends Refusal {}
