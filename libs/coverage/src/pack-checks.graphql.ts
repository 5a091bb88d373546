import { ArgsType, Field, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsBoolean,
  IsEnum,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { PageArgs, pageType } from '#libs/platform';
import { FirmForm, GroupStatement, Liability, Moment, PackOutcome, SizeClass } from '#libs/rule-packs';
import { TenderType } from '#libs/tenders';
import { LineUpRole } from './line-up.js';
import { PackRuleType, PackVerdictType } from './rule-packs.graphql.js';

registerEnumType(GroupStatement, {
  name: 'GroupStatement',
  description: 'What a group says of itself and nothing else can tell. What is not said is a question.',
  valuesMap: {
    WORK_IS_COMPLEX: { description: 'The work is complex, as the buyer’s rules mean it.' },
    GOVERNMENT_CONSTRUCTION: { description: 'The work is construction for the government.' },
    SAME_NAME_AND_SHARES_EVERYWHERE: { description: 'Name and shares are the same in every paper.' },
    ACTS_IN_ITS_OWN_NAME: { description: 'The group supplies, earns or pays in its own name.' },
    HAS_ITS_OWN_TAX_NUMBER: { description: 'A tax office knows the group by itself, beside its firms.' },
    REGISTERED_BEFORE_OFFER: { description: 'The group is registered where the buyer wants it.' },
    MENTOR_PROTEGE_APPROVED: { description: 'The mentor–protégé agreement is approved.' },
    PROTEGE_LEADS: { description: 'The firm that leads is the protégé.' },
    PROTEGE_WORK_IS_SUBSTANTIAL: { description: 'The protégé does more than administration.' },
    LASTS_AS_LONG_AS_CONTRACT: { description: 'The group lasts at least as long as the contract.' },
    SOLIDARY_MANDATARY_ASKED: { description: 'The buyer asks that who speaks for all answers for all.' },
    MANDATARY_ANSWERS_FOR_ALL: { description: 'Who speaks for all answers for all.' },
  },
});
registerEnumType(Liability, {
  name: 'GroupLiability',
  description: 'How a group answers to the buyer.',
  valuesMap: {
    JOINT_AND_SEVERAL: { description: 'Each member for the whole.' },
    SEVERAL: { description: 'Each member for its own part.' },
  },
});
registerEnumType(Moment, {
  name: 'PackMoment',
  description: 'When it is judged: a paper that is due later is not missing yet.',
  valuesMap: {
    PLANNING: { description: 'While the firms still talk.' },
    BID: { description: 'When the bid is handed in.' },
    AWARD: { description: 'When the buyer decides.' },
  },
});
registerEnumType(FirmForm, {
  name: 'FirmForm',
  description: 'What kind of firm it is, as rules tell them apart.',
  valuesMap: {
    BUSINESS: { description: 'A business entity, such as a limited company.' },
    SOLE_TRADER: { description: 'One person who trades.' },
    PUBLIC_BODY: { description: 'A town, a school, an authority.' },
    ASSOCIATION: { description: 'An association or cooperative body.' },
  },
});
registerEnumType(SizeClass, {
  name: 'SizeClass',
  description: 'How large a firm is, as it states it.',
  valuesMap: {
    MICRO: { description: 'The smallest: a handful of people.' },
    SMALL: { description: 'Larger than a handful, without much hierarchy.' },
    MEDIUM: { description: 'With departments of its own.' },
    LARGE: { description: 'Beyond what its place calls a smaller firm.' },
  },
});

@InputType({ description: 'A firm of a line-up that is only thought of: one that is here, or one described.' })
export class ImaginedPlaceInput {
  @Field(() => ID, { nullable: true, description: 'A firm that is here; what you may see of it is used.' })
  @IsOptional()
  @IsUUID()
  firmId?: string | null;

  @Field(() => String, { nullable: true, description: 'What to call one that is not here.' })
  @IsOptional()
  @IsString()
  @Length(1, 120)
  name?: string | null;

  @Field(() => [LineUpRole], { description: 'What it would be there, one role or more.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(4)
  @IsEnum(LineUpRole, { each: true })
  roles: LineUpRole[];

  @Field(() => Int, { nullable: true, description: 'The part of the work it would do: 4250 are 42.5 %.' })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(10_000)
  shareBasisPoints?: number | null;

  @Field(() => SizeClass, { nullable: true, description: 'Its size, where you know better than its page.' })
  @IsOptional()
  @IsEnum(SizeClass)
  size?: SizeClass | null;

  @Field(() => FirmForm, { nullable: true, description: 'What kind of firm it is, if it is not here.' })
  @IsOptional()
  @IsEnum(FirmForm)
  form?: FirmForm | null;

  @Field(() => String, { nullable: true, description: 'Its grade in the register of its trade; higher is better.' })
  @IsOptional()
  @Matches(/^\d{1,6}(\.\d{1,4})?$/)
  grade?: string | null;
}

@InputType({ description: 'A line-up that is only thought of. Nothing is stored, nobody is told.' })
export class CheckLineUpInput {
  @Field(() => String, { defaultValue: 'plain', description: 'Id of the form pack, as `rulePacks` answers it.' })
  @Matches(/^[a-z0-9-]{2,60}$/)
  formPack: string;

  @Field(() => ID, { nullable: true, description: 'The lot; with it, the pack of its tender is asked too.' })
  @IsOptional()
  @IsUUID()
  lotId?: string | null;

  @Field(() => [ImaginedPlaceInput], { description: 'The firms, 1 to 20.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => ImaginedPlaceInput)
  places: ImaginedPlaceInput[];

  @Field(() => Moment, { defaultValue: 'PLANNING', description: 'Judged as if it were then.' })
  @IsEnum(Moment)
  moment: Moment;

  @Field(() => Liability, { nullable: true, description: 'How they would answer to the buyer.' })
  @IsOptional()
  @IsEnum(Liability)
  liability?: Liability | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether all would have signed the agreement.' })
  @IsOptional()
  @IsBoolean()
  agreementSigned?: boolean | null;

  @Field(() => [GroupStatement], { defaultValue: [], description: 'What they could say of themselves.' })
  @ArrayMaxSize(20)
  @IsEnum(GroupStatement, { each: true })
  statements: GroupStatement[];
}

@ObjectType('LineUpCheck', {
  description: 'What packs say of a line-up. Kongsi warns, the buyer judges; it never says that an alliance is lawful.',
})
export class LineUpCheckType {
  @Field(() => PackOutcome, { description: 'The worst of all verdicts.' })
  outcome: PackOutcome;

  @Field(() => [PackVerdictType], { description: 'Rule by rule, those that fit too.' })
  verdicts: PackVerdictType[];
}

@ObjectType('PackDifference', { description: 'What a new version of a pack says differently of one line-up or bid.' })
export class PackDifferenceType {
  @Field(() => ID, { description: 'Stays the same for ever.' })
  id: string;

  @Field(() => ID, { description: 'The pack that was renewed.' })
  packId: string;

  @Field(() => String, { description: 'The version it was checked with before; a bid keeps it.' })
  fromVersion: string;

  @Field(() => String, { description: 'The version that was added.' })
  toVersion: string;

  @Field(() => TenderType, { nullable: true, description: 'What the line-up is for; null where you may not see it.' })
  tender: TenderType | null;

  @Field(() => ID, { description: 'Which part of the tender.' })
  lotId: string;

  @Field(() => ID, { nullable: true, description: 'The alliance whose line-up it is; null for a bid.' })
  allianceId: string | null;

  @Field(() => ID, { nullable: true, description: 'The bid that was handed in; null for a line-up that waits.' })
  bidId: string | null;

  @Field(() => PackRuleType, { nullable: true, description: 'The rule as it is now, or was, if it is gone.' })
  rule: PackRuleType | null;

  @Field(() => PackOutcome, { nullable: true, description: 'What it said before; null for a rule that is new.' })
  before: PackOutcome | null;

  @Field(() => PackOutcome, { nullable: true, description: 'What it says now; null for a rule that is gone.' })
  after: PackOutcome | null;

  @Field(() => Date, { description: 'When it was looked at again.' })
  foundAt: Date;
}

export const PackDifferencePage = pageType('PackDifferencePage', PackDifferenceType);

@ArgsType()
export class PackDifferencesArgs extends PageArgs {
  @Field(() => ID, { description: 'The firm you ask for.' })
  @IsUUID()
  firmId: string;
}
