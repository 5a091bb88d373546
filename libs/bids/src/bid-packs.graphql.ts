import { Field, ObjectType } from '@nestjs/graphql';
import { PackVerdictType, RulePackType } from '#libs/coverage';
import { PackOutcome } from '#libs/rule-packs';

@ObjectType('BidPackCheck', {
  description:
    'What packs and the tender itself say of an opened bid, judged by what its readers may see. It excludes nobody: the buyer judges.',
})
export class BidPackCheckType {
  @Field(() => [RulePackType], {
    description: 'The packs, in the versions that the bid was checked with when it came.',
  })
  packs: RulePackType[];

  @Field(() => PackOutcome, { description: 'The worst of all verdicts.' })
  outcome: PackOutcome;

  @Field(() => [PackVerdictType], {
    description: 'Rule by rule, those that fit too. What its readers may not see is unknown: a question to the bidder.',
  })
  verdicts: PackVerdictType[];
}
