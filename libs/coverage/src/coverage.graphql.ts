import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { FirmType } from '#libs/firms';
import { DayScalar, DecimalScalar } from '#libs/platform';
import { RequirementType } from '#libs/tenders';
import { PlainAnswer } from './claims.js';
import { LineUpRole } from './line-up.js';
import { CoverageOverrideType } from './override.graphql.js';
import { Outcome, Strength } from './verdict.js';

registerEnumType(Outcome, {
  name: 'CoverageOutcome',
  description: 'How a requirement stands. Unknown never counts as met and is never shown as missing.',
  valuesMap: {
    MET: { description: 'It is covered.' },
    AT_RISK: { description: 'It is covered today, but what proves it ends before it is needed.' },
    UNKNOWN: { description: 'Nobody has said yet: a question to ask.' },
    UNMET: { description: 'It is missing.' },
  },
});
registerEnumType(Strength, {
  name: 'CoverageStrength',
  description: 'What a covered requirement stands on.',
  valuesMap: {
    DECLARED: { description: 'The firm’s own word.' },
    PROVED: { description: 'Evidence that was verified and is valid today.' },
  },
});
registerEnumType(PlainAnswer, {
  name: 'PlainAnswer',
  description: 'A one-tap answer to one requirement.',
  valuesMap: {
    YES: { description: 'We have all of it.' },
    NO: { description: 'We have none of it.' },
    PART: { description: 'We have some of it.' },
  },
});
registerEnumType(LineUpRole, {
  name: 'LineUpRole',
  description: 'What a firm is in a line-up (ESPD). A firm can be several.',
  valuesMap: {
    LEAD: { description: 'Bids, and speaks for the others. One per line-up.' },
    PARTNER: { description: 'Bids together with the lead.' },
    RELIED_UPON: { description: 'A helper firm: lends what it has for named requirements, without bidding.' },
    SUBCONTRACTOR: { description: 'Does a part of the work for another firm; counts for no requirement.' },
  },
});

@ObjectType('CoverageAmount', { description: 'A number with its unit or currency.' })
export class CoverageAmountType {
  @Field(() => DecimalScalar, { description: 'How much.' })
  value: string;

  @Field(() => String, { nullable: true, description: 'Unit, where it is not money.' })
  unit: string | null;

  @Field(() => String, { nullable: true, description: 'ISO 4217 code, where it is money.' })
  currency: string | null;
}

@ObjectType('CoveragePeriod', { description: 'The days a number speaks of.' })
export class CoveragePeriodType {
  @Field(() => DayScalar, { nullable: true, description: 'The first day, where there is one.' })
  from: string | null;

  @Field(() => DayScalar, { nullable: true, description: 'The last day, where there is one.' })
  until: string | null;
}

@ObjectType('FirmVerdict', { description: 'How one firm stands to one requirement: a cell of the matrix.' })
export class FirmVerdictType {
  @Field(() => FirmType, { nullable: true, description: 'The firm; null for a visitor without one.' })
  firm: FirmType | null;

  @Field(() => Boolean, { description: 'Whether this firm is weighed for the requirement at all.' })
  counts: boolean;

  @Field(() => Outcome, { description: 'How the firm stands to it.' })
  outcome: Outcome;

  @Field(() => Strength, { nullable: true, description: 'What it stands on, where it is covered.' })
  strength: Strength | null;

  @Field(() => String, { description: 'Why, in one sentence in the reader’s language.' })
  sentence: string;

  @Field(() => CoverageAmountType, {
    nullable: true,
    description: 'The firm’s own number, where there is one and it may be shown.',
  })
  value: CoverageAmountType | null;

  @Field(() => CoverageAmountType, { nullable: true, description: 'What it lacks, where that may be shown.' })
  shortBy: CoverageAmountType | null;

  @Field(() => [ID], { description: 'The evidence behind it that you may see.' })
  evidenceIds: readonly string[];

  @Field(() => DayScalar, {
    nullable: true,
    description: 'The last day it holds, where that is known and may be shown.',
  })
  endsOn: string | null;

  @Field(() => CoveragePeriodType, {
    nullable: true,
    description: 'The days its number speaks of, where it may be shown.',
  })
  period: CoveragePeriodType | null;

  @Field(() => [String], {
    description:
      'What stands behind the sentence: the days the number is for, papers with their numbers, how long it holds.',
  })
  details: string[];
}

@ObjectType('PartVerdict', { description: 'How one named part of a requirement stands.' })
export class PartVerdictType {
  @Field(() => String, { description: 'What people call the part.' })
  name: string;

  @Field(() => Outcome, { description: 'How it stands.' })
  outcome: Outcome;

  @Field(() => Strength, { nullable: true, description: 'What it stands on, where it is covered.' })
  strength: Strength | null;

  @Field(() => [FirmType], { description: 'The firms by which it stands; for a gap, those to ask.' })
  firms: FirmType[];

  @Field(() => CoverageAmountType, {
    nullable: true,
    description: 'MAX_PER_CLASS: the number that counts, where every number of the class may be shown.',
  })
  value: CoverageAmountType | null;
}

@ObjectType('Verdict', { description: 'How a line-up stands to one requirement, and why: a row of the matrix.' })
export class VerdictType {
  @Field(() => RequirementType, { description: 'The requirement it is about.' })
  requirement: RequirementType;

  @Field(() => Outcome, { description: 'How it stands.' })
  outcome: Outcome;

  @Field(() => Strength, { nullable: true, description: 'What it stands on, where it is covered.' })
  strength: Strength | null;

  @Field(() => String, { description: 'Why, in one sentence in the reader’s language.' })
  sentence: string;

  @Field(() => [String], { description: 'The rule in words: how a group meets it, how much is asked, what proves it.' })
  rule: string[];

  @Field(() => String, { nullable: true, description: 'Where the rule comes from, in the notice’s words.' })
  source: string | null;

  @Field(() => [FirmType], { description: 'The firms by which it stands.' })
  carriedBy: FirmType[];

  @Field(() => [FirmType], { description: 'The firms that keep it from standing better.' })
  heldBackBy: FirmType[];

  @Field(() => CoverageAmountType, {
    nullable: true,
    description: 'What the members’ values add up to, where each of them may be shown.',
  })
  total: CoverageAmountType | null;

  @Field(() => CoverageAmountType, { nullable: true, description: 'How much is missing.' })
  shortBy: CoverageAmountType | null;

  @Field(() => [PartVerdictType], { description: 'Its named parts, where it has some.' })
  parts: PartVerdictType[];

  @Field(() => [FirmVerdictType], { description: 'How each firm stands to it, in the order of the line-up.' })
  firms: FirmVerdictType[];

  @Field(() => [CoverageOverrideType], {
    description: 'Who went on in spite of it, and why, for line-ups that are recorded. It never turns the outcome.',
  })
  overrides: CoverageOverrideType[];
}

@ObjectType('Coverage', {
  description:
    'What a line-up covers of a lot’s requirements and what is missing. Kongsi warns; the buyer judges. It never says that an alliance is lawful.',
})
export class CoverageType {
  @Field(() => Boolean, {
    description: 'True for one firm with helpers and subcontractors at most: no rule for groups applies.',
  })
  isSoleTenderer: boolean;

  @Field(() => [VerdictType], { description: 'One verdict per requirement, in the order of the notice.' })
  verdicts: VerdictType[];

  @Field(() => Int, { description: 'How many requirements are covered.' })
  met: number;

  @Field(() => Int, { description: 'How many of those stand on verified evidence.' })
  proved: number;

  @Field(() => Int, { description: 'How many are covered only until too soon.' })
  atRisk: number;

  @Field(() => Int, { description: 'How many are still a question.' })
  unknown: number;

  @Field(() => Int, { description: 'How many are missing.' })
  unmet: number;

  @Field(() => [RequirementType], {
    description: 'Essential requirements not met or not known to be met: with one of these a bid can fail.',
  })
  essentialGaps: RequirementType[];
}
