import { Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { DecimalScalar, Money } from '#libs/platform';
import { EnvelopeEnum, type Envelope } from '#libs/tenders';
import { BidProblemType } from './bid.refusals.js';
import { type BidOutcome, bidOutcomes } from './opening.entity.js';

export const BidOutcomeEnum = Object.fromEntries(bidOutcomes.map((name) => [name, name])) as Record<
  BidOutcome,
  BidOutcome
>;
registerEnumType(BidOutcomeEnum, {
  name: 'BidOutcome',
  description: 'What became of a sealed file when it was opened.',
  valuesMap: {
    OPENED: { description: 'It is readable, and is what was received.' },
    UNREADABLE: { description: 'It did not open, or is not what was received. Its author may show its own copy.' },
  },
});

@ObjectType('PricedLine', { description: 'The price of one item in a bid.' })
export class PricedLineType {
  @Field(() => ID, { description: 'The item of the lot.' })
  itemId: string;

  @Field(() => DecimalScalar, { description: 'Net price of one unit.' })
  unitPrice: string;

  @Field(() => DecimalScalar, { description: 'How many units are offered.' })
  quantity: string;

  @Field(() => DecimalScalar, { description: 'Unit price times quantity, rounded to the currency’s smallest unit.' })
  amount: string;
}

@ObjectType('BidPrices', {
  description: 'The prices in a bid. The unit prices prevail: what they come to is the total.',
})
export class BidPricesType {
  @Field(() => [PricedLineType], { description: 'One for each item priced.' })
  lines: PricedLineType[];

  @Field(() => Money, { description: 'What the lines come to: this counts.' })
  total: Money;

  @Field(() => DecimalScalar, { description: 'The sum as its author stated it.' })
  statedTotal: string;

  @Field(() => DecimalScalar, { description: 'Recomputed minus stated; zero when the author added up well.' })
  difference: string;

  @Field(() => String, {
    description: 'How the author stands to VAT: CHARGED, EXEMPT, NOT_REGISTERED, REVERSE_CHARGE.',
  })
  vatStatus: string;

  @Field(() => DecimalScalar, { nullable: true, description: 'Rate in per cent, where VAT is charged.' })
  vatRatePercent: string | null;
}

@ObjectType('BidAnswer', { description: 'What a bid says to one requirement or criterion.' })
export class BidAnswerType {
  @Field(() => String, { description: 'REQUIREMENT or CRITERION.' })
  about: string;

  @Field(() => ID, { description: 'The requirement or criterion answered.' })
  id: string;

  @Field(() => String, { nullable: true, description: 'YES, NO or PART, where it was asked so.' })
  reply: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'A number stated.' })
  value: string | null;

  @Field(() => String, { nullable: true, description: 'What the number counts.' })
  unit: string | null;

  @Field(() => String, { nullable: true, description: 'The answer in words.' })
  text: string | null;

  @Field(() => [String], { description: 'Parts of the bid that prove it, by `partId`.' })
  documents: string[];
}

@ObjectType('BidDocument', { description: 'A document of a bid, readable since the opening.' })
export class BidDocumentType {
  @Field(() => String, { description: 'Its name within the bid.' })
  partId: string;

  @Field(() => String, { description: 'As its author called it.' })
  name: string;

  @Field(() => String, { description: 'What its author says it is.' })
  mediaType: string;

  @Field(() => String, {
    nullable: true,
    description: 'Path to fetch it from; null for a kind of file that is not kept here.',
  })
  url: string | null;
}

@ObjectType('BidContent', { description: 'What is in one envelope of a bid, by one author; of a quote, all it says.' })
export class BidContentType {
  @Field(() => EnvelopeEnum, { description: 'Which part of the bid it is; a plain sealed bid has the one part BID.' })
  envelope: Envelope;

  @Field(() => ID, { description: 'The firm that wrote it.' })
  authorFirmId: string;

  @Field(() => BidOutcomeEnum, { description: 'Whether it could be read.' })
  outcome: BidOutcome;

  @Field(() => BidPricesType, { nullable: true, description: 'The prices, where there are some in it.' })
  prices: BidPricesType | null;

  @Field(() => [BidAnswerType], { description: 'Answers to requirements and criteria.' })
  answers: BidAnswerType[];

  @Field(() => [BidDocumentType], { description: 'Papers that came with this part of the bid.' })
  documents: BidDocumentType[];

  @Field(() => [BidProblemType], { description: 'What could not be read or does not fit the notice.' })
  problems: BidProblemType[];

  @Field(() => Date, { nullable: true, description: 'When its author showed its own copy, because ours did not open.' })
  revealedAt: Date | null;
}
