import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { LotType } from '#libs/tenders';
import { FinderLimitsInput } from './finder-input.graphql.js';
import { FinderProof, FoundAllianceType } from './finder.graphql.js';

@InputType({
  description: 'Within which limits lots and partners are chosen together; weights of trust do not count across lots.',
})
export class LotsLimitsInput extends FinderLimitsInput {
  @Field(() => Int, { nullable: true, description: 'How many lots at most; null for as many as the notice allows.' })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(10)
  maxLots?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'In how many lots at most the same firm may be; null without a limit.',
  })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(10)
  maxLotsPerFirm?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'How many firms at most in all lots together; null without a limit.',
  })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(40)
  maxFirms?: number | null;
}

@ObjectType('LotAlliance', { description: 'A lot, and the alliance chosen for it.' })
export class LotAllianceType {
  @Field(() => LotType, { description: 'Which part of the tender it is about.' })
  lot: LotType;

  @Field(() => FoundAllianceType, { nullable: true, description: 'Who would answer it; null where it is left out.' })
  alliance: FoundAllianceType | null;
}

@ObjectType('LotsAnswer', {
  description:
    'Lots and members chosen together: as many lots as possible, then as few firms in all (where asked for), then as few points.',
})
export class LotsAnswerType {
  @Field(() => [LotAllianceType], { description: 'Every lot of the tender, in the order of the notice.' })
  lots: LotAllianceType[];

  @Field(() => FinderProof, { description: 'Whether it is proved that there is nothing better.' })
  proof: FinderProof;

  @Field(() => Int, { description: 'How many different firms are in all lots together.' })
  firms: number;

  @Field(() => Int, { description: 'No choice answers more lots than this.' })
  mostLots: number;
}

export const tenderIdArgument = {
  type: () => ID,
  description: 'Id of the tender, as `tenders` answers it: ten lots at most.',
};
