import { Field, InputType, Int } from '@nestjs/graphql';
import { IsBoolean, IsEnum, IsInt, IsOptional, Max, Min } from 'class-validator';
import { AudienceEnum, DisclosureEnum, ShortfallEnum } from './enums.graphql.js';
import type { Audience, Disclosure, Shortfall } from './procedure.js';

@InputType({ description: 'The rules of the game. Leave one out to take what the procedure usually has.' })
export class FlagsInput {
  @Field(() => Int, { nullable: true, description: 'The fewest bids the buyer wants: 1 to 20.' })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(20)
  minimumBids?: number;

  @Field(() => ShortfallEnum, { nullable: true, description: 'What follows when fewer came.' })
  @IsOptional()
  @IsEnum(ShortfallEnum)
  whenFewer?: Shortfall;

  @Field(() => Int, { nullable: true, description: 'Days by which the deadline moves under EXTEND: 1 to 60.' })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(60)
  extensionDays?: number;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether a bid may offer another solution than the one described.',
  })
  @IsOptional()
  @IsBoolean()
  variants?: boolean;

  @Field(() => Boolean, { nullable: true, description: 'Whether a bid may leave out items.' })
  @IsOptional()
  @IsBoolean()
  partialBids?: boolean;

  @Field(() => Int, { nullable: true, description: 'The most lots one tenderer can be awarded.' })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(500)
  maxLotsAwarded?: number;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether a firm can be lead or partner of only one submitted bid per lot.',
  })
  @IsOptional()
  @IsBoolean()
  exclusiveMembership?: boolean;

  @Field(() => Int, {
    nullable: true,
    description: 'Days between award and signature in which a decision can be questioned: 0 to 60.',
  })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(60)
  standstillDays?: number;

  @Field(() => DisclosureEnum, { nullable: true, description: 'What the opening shows of the other bids.' })
  @IsOptional()
  @IsEnum(DisclosureEnum)
  openingShows?: Disclosure;

  @Field(() => AudienceEnum, { nullable: true, description: 'To whom the opening shows it.' })
  @IsOptional()
  @IsEnum(AudienceEnum)
  openingShownTo?: Audience;

  @Field(() => DisclosureEnum, { nullable: true, description: 'What the award shows of the other bids.' })
  @IsOptional()
  @IsEnum(DisclosureEnum)
  awardShows?: Disclosure;

  @Field(() => AudienceEnum, { nullable: true, description: 'To whom the award shows it.' })
  @IsOptional()
  @IsEnum(AudienceEnum)
  awardShownTo?: Audience;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether groups must have signed their agreement when they bid, so before the award. Some procedures forbid to ask it.',
  })
  @IsOptional()
  @IsBoolean()
  agreementBeforeAward?: boolean;

  @Field(() => Int, {
    nullable: true,
    description: 'The most that subcontractors may do, in basis points: 3000 are 30 %. Some procedures forbid a cap.',
  })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(9_999)
  subcontractCapBasisPoints?: number;

  @Field(() => Int, {
    nullable: true,
    description:
      'The least the lead of a group must do itself, in basis points: 5000 are 50 %. Some procedures forbid to ask most.',
  })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(10_000)
  leadMinimumShareBasisPoints?: number;
}
