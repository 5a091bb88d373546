import { Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';
import { NamedFirm } from '#libs/alliances';
import { Refusal } from '#libs/platform';

@ObjectType('NamedBid', { description: 'A bid and who made it, where a refusal speaks of it.' })
export class NamedBidType {
  @Field(() => ID, { description: 'Leads to the bid by `bid(id:)`.' })
  id: string;

  @Field(() => String, { description: 'Name of the firm, or of the alliance.' })
  bidder: string;
}

@ObjectType({
  implements: () => Refusal,
  description: 'Not every envelope of the lot is open; nothing can be judged before.',
})
export class NotYetOpened extends Refusal {}

@ObjectType({
  implements: () => Refusal,
  description: 'You act for a firm that is in a bid of this tender, so you cannot judge its bids.',
})
export class InvolvedInBid extends Refusal {
  @Field(() => [NamedFirm], { description: 'The firms you act for that are in a bid.' })
  firms: NamedFirm[];

  constructor(firms: readonly NamedFirm[]) {
    super();
    this.firms = firms.map(({ id, name }) => ({ id, name }));
  }

  protected override facts(): Record<string, unknown> {
    return { names: this.firms.map((firm) => firm.name).join(', ') };
  }
}

@ObjectType({
  implements: () => Refusal,
  description: 'Evaluators are your own delegates; this person is none, or is no evaluator of this tender.',
})
export class NotYourDelegate extends Refusal {}

@ObjectType({
  implements: () => Refusal,
  description: 'Bids have been scored, so nobody new can join the evaluators.',
})
export class ScoringBegun extends Refusal {}

@ObjectType({
  implements: () => Refusal,
  description: 'An evaluator says which ties to the tenderers there are, or that there are none, before scoring.',
})
export class InterestsNotDeclared extends Refusal {}

@ObjectType({ implements: () => Refusal, description: 'The points for the price come from the formula.' })
export class PriceIsComputed extends Refusal {}

@ObjectType({ implements: () => Refusal, description: 'The bid was withdrawn or excluded; it is not judged.' })
export class BidNotJudged extends Refusal {}

@ObjectType({
  implements: () => Refusal,
  description: 'All evaluators have scored all bids and see each other’s scores now; these stay as they are.',
})
export class ScoresShown extends Refusal {}

@ObjectType({
  implements: () => Refusal,
  description: 'Some evaluators have still to score, each alone, before anything can be agreed on.',
})
export class ScoresMissing extends Refusal {
  @Field(() => Int, { description: 'How many scores of single evaluators are missing in this lot.' })
  missing: number;

  constructor(missing: number) {
    super();
    this.missing = missing;
  }
}

@ObjectType({
  implements: () => Refusal,
  description: 'Agreed points are missing, so the published formula gives no result yet.',
})
export class EvaluationIncomplete extends Refusal {
  @Field(() => [NamedBidType], { description: 'The bids that lack points in some criterion.' })
  bids: NamedBidType[];

  constructor(bids: readonly NamedBidType[]) {
    super();
    this.bids = [...bids];
  }

  protected override facts(): Record<string, unknown> {
    return { names: namesOf(this.bids) };
  }
}

@ObjectType({ implements: () => Refusal, description: 'Every bidder is owed a reason, and some have none.' })
export class ReasonMissing extends Refusal {
  @Field(() => [NamedBidType], { description: 'Ids of those who would be left without an explanation.' })
  bids: NamedBidType[];

  constructor(bids: readonly NamedBidType[]) {
    super();
    this.bids = [...bids];
  }

  protected override facts(): Record<string, unknown> {
    return { names: namesOf(this.bids) };
  }
}

@ObjectType({
  implements: () => Refusal,
  description: 'The published formula puts another bid first. To decide otherwise you must say why.',
})
export class NotTheFirst extends Refusal {
  @Field(() => NamedBidType, { description: 'The bid that comes first.' })
  first: NamedBidType;

  @Field(() => Int, { description: 'The place of the bid you chose.' })
  rank: number;

  constructor(first: NamedBidType, rank: number) {
    super();
    this.first = first;
    this.rank = rank;
  }

  protected override facts(): Record<string, unknown> {
    return { name: this.first.bidder, rank: this.rank };
  }
}

@ObjectType({
  implements: () => Refusal,
  description: 'The bid has no total that can be compared: it did not open, or its prices are not as asked.',
})
export class BidNotComparable extends Refusal {}

@ObjectType({ implements: () => Refusal, description: 'The lot has been awarded; there is one award per lot.' })
export class AlreadyAwarded extends Refusal {}

@ObjectType({
  implements: () => Refusal,
  description: 'The notice limits how many lots one tenderer can win, and this one has won that many.',
})
export class LotLimitReached extends Refusal {
  @Field(() => Int, { description: 'The most lots one tenderer can win.' })
  limit: number;

  constructor(limit: number) {
    super();
    this.limit = limit;
  }
}

@ObjectType({ implements: () => Refusal, description: 'The last offers you asked for are still coming in.' })
export class OffersStillComing extends Refusal {
  @Field(() => Date, { description: 'Until when they are taken.' })
  until: Date;

  constructor(until: Date) {
    super();
    this.until = until;
  }

  protected override facts(): Record<string, unknown> {
    return { until: spoken(this.until) };
  }
}

@ObjectType({
  implements: () => Refusal,
  description: 'The waiting time after the award runs; no contract is signed before its end.',
})
export class StandstillRunning extends Refusal {
  @Field(() => Date, { description: 'The moment from which the contract can be signed.' })
  until: Date;

  @Field(() => Float, { description: 'How many hours that is from now, rounded up.' })
  hoursLeft: number;

  constructor(until: Date, now: Date) {
    super();
    this.until = until;
    this.hoursLeft = Math.ceil((until.getTime() - now.getTime()) / 3_600_000);
  }

  protected override facts(): Record<string, unknown> {
    return { until: spoken(this.until), hours: this.hoursLeft };
  }
}

@ObjectType({ implements: () => Refusal, description: 'The time to answer is over.' })
export class ClarificationOver extends Refusal {
  @Field(() => Date, { description: 'When it ended.' })
  until: Date;

  constructor(until: Date) {
    super();
    this.until = until;
  }

  protected override facts(): Record<string, unknown> {
    return { until: spoken(this.until) };
  }
}

@ObjectType({ implements: () => Refusal, description: 'The question has been answered; an answer stays as given.' })
export class ClarificationAnswered extends Refusal {}

@ObjectType({
  implements: () => Refusal,
  description: 'A price that looks too low is asked about first; nobody is excluded for it unheard.',
})
export class PriceNotAskedAbout extends Refusal {}

function namesOf(bids: readonly NamedBidType[]): string {
  return bids.map((bid) => bid.bidder).join(', ');
}

/** A moment in a sentence, in UTC; pages show it in the reader's zone from the field. */
function spoken(at: Date): string {
  return `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
