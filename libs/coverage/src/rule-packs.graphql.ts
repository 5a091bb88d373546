import { Field, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { IsString, Length } from 'class-validator';
import { FirmType, LocalTextType, OnceInput } from '#libs/firms';
import { DayScalar, resultOf } from '#libs/platform';
import { PackKind, PackOutcome, RuleSeverity } from '#libs/rule-packs';
import { CoverageOverrideType } from './override.graphql.js';
import { RulePackUnreadable } from './rule-packs.refusals.js';

registerEnumType(PackKind, {
  name: 'PackKind',
  description: 'What a rule pack is for.',
  valuesMap: {
    PROCEDURE: { description: 'The rules of one tender: what its buyer may ask, how groups may bid.' },
    FORM: { description: 'The legal form of one alliance: who may stand together and how.' },
  },
});
registerEnumType(PackOutcome, {
  name: 'PackOutcome',
  description: 'What one rule says. What is not known is a question, never a breach.',
  valuesMap: {
    PASS: { description: 'It fits, as far as the rule was read.' },
    BREACH: { description: 'It does not fit.' },
    UNKNOWN: { description: 'Something is missing to say so.' },
  },
});
registerEnumType(RuleSeverity, {
  name: 'RuleSeverity',
  description: 'How much a rule weighs once a lawyer has signed its pack.',
  valuesMap: {
    REFUSES: { description: 'A notice that breaks it is not published.' },
    WARNS: { description: 'It is advice, also then.' },
  },
});

@ObjectType('PackSource', { description: 'Where a rule comes from.' })
export class PackSourceType {
  @Field(() => String, { description: 'The law or judgment by its name.' })
  name: string;

  @Field(() => String, { description: 'The place in it.' })
  article: string;

  @Field(() => String, {
    description: 'Where to read it: an address, a page of Kongsi’s own documents, or the path of a tender here.',
  })
  link: string;
}

@ObjectType('PackRule', { description: 'One rule of a pack, with where it comes from and what is doubtful about it.' })
export class PackRuleType {
  @Field(() => String, { description: 'Its name in the pack: `lead-share-is-capped`.' })
  id: string;

  @Field(() => String, { description: 'Which of the known kinds of rule it is: `LEAD_SHARE_AT_MOST`.' })
  kind: string;

  @Field(() => LocalTextType, { description: 'The rule in words, with its numbers.' })
  text: LocalTextType;

  @Field(() => PackSourceType, { description: 'The law, judgment or house rule it stands on.' })
  source: PackSourceType;

  @Field(() => [LocalTextType], { description: 'What is not sure about it; empty where nothing is known to be.' })
  doubts: LocalTextType[];

  @Field(() => RuleSeverity, { description: 'Whether it refuses or advises, once its pack is reviewed.' })
  severity: RuleSeverity;

  @Field(() => Boolean, { description: 'Whether it only warns now: nobody signed its pack, or it is advice.' })
  onlyWarns: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'Id of the pack it stands in, which another may extend; null for what a tender itself asks.',
  })
  packId: string | null;
}

@ObjectType('RulePack', {
  description:
    'What is known of the rules for groups in one place, as data with sources. Kongsi warns, the buyer judges; it never says that something is lawful.',
})
export class RulePackType {
  @Field(() => ID, { description: 'Its name, the same in all versions: `eu-2014-24`.' })
  id: string;

  @Field(() => String, { description: 'Counts up; a version never changes.' })
  version: string;

  @Field(() => PackKind, { description: 'Whether tenders choose it, or alliances.' })
  kind: PackKind;

  @Field(() => String, { description: 'Country (ISO 3166-1), `EU`, or `*` for anywhere.' })
  jurisdiction: string;

  @Field(() => LocalTextType, { description: 'What people call it.' })
  title: LocalTextType;

  @Field(() => LocalTextType, { description: 'What it is about, in a sentence.' })
  about: LocalTextType;

  @Field(() => PackSourceType, { description: 'The law it was read from.' })
  source: PackSourceType;

  @Field(() => [LocalTextType], { description: 'What is doubtful about the pack as a whole.' })
  doubts: LocalTextType[];

  @Field(() => Boolean, { description: 'Whether a lawyer has signed it. Until then it only warns.' })
  isReviewed: boolean;

  @Field(() => String, { description: 'Whether it is reviewed, and by whom, in a sentence to show beside it.' })
  standing: string;

  @Field(() => DayScalar, { nullable: true, description: 'The day a lawyer signed it.' })
  reviewedOn: string | null;

  @Field(() => String, { nullable: true, description: 'Id of the pack whose rules it takes over.' })
  extends: string | null;

  @Field(() => [PackRuleType], { description: 'All its rules, those of the pack it extends first.' })
  rules: PackRuleType[];
}

@ObjectType('PackVerdict', {
  description:
    'What one rule, of a pack or of the tender itself, says of a notice or of firms that stand together. It never stops a bid.',
})
export class PackVerdictType {
  @Field(() => PackRuleType, { description: 'The rule, with its source and doubts.' })
  rule: PackRuleType;

  @Field(() => String, { nullable: true, description: 'Version of the pack that was asked; null with no pack.' })
  packVersion: string | null;

  @Field(() => PackOutcome, { description: 'Whether it fits.' })
  outcome: PackOutcome;

  @Field(() => String, { description: 'What is so here, in the reader’s language: by how much, or what is missing.' })
  sentence: string;

  @Field(() => [FirmType], { description: 'The firms it is about; empty where it is about all together.' })
  firms: FirmType[];

  @Field(() => Int, { nullable: true, description: 'The lot of the notice it is about, counted from 1.' })
  lotNumber: number | null;

  @Field(() => Int, { nullable: true, description: 'The requirement it is about, by its number in the lot.' })
  requirementNumber: number | null;

  @Field(() => [PackRuleType], {
    description:
      'Where the tender itself asks it: rules of the tender’s pack that speak against asking it, with the judgment as source.',
  })
  doubtedBy: PackRuleType[];

  @Field(() => [CoverageOverrideType], {
    description: 'Who went on in spite of it, and why, for line-ups of yours. It never turns the outcome.',
  })
  overrides: CoverageOverrideType[];
}

@InputType({ description: 'Adds a rule pack, or a newer version of one.' })
export class AddRulePackInput extends OnceInput {
  @Field(() => String, { description: 'The file of the pack: JSON of the format `kongsi-rule-pack/1`.' })
  @IsString()
  @Length(2, 500_000)
  file: string;
}

export const AddRulePackResult = resultOf('AddRulePackResult', RulePackType, [RulePackUnreadable]);
