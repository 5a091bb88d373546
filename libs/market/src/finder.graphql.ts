import { Field, Float, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { CoverageType } from '#libs/coverage';
import { FirmType } from '#libs/firms';
import { RequirementType } from '#libs/tenders';

export const FinderProof = { OPTIMAL: 'OPTIMAL', BOUND: 'BOUND' } as const;
export type FinderProof = (typeof FinderProof)[keyof typeof FinderProof];
registerEnumType(FinderProof, {
  name: 'FinderProof',
  description: 'How sure it is that there is nothing better.',
  valuesMap: {
    OPTIMAL: { description: 'It is proved: none is better, and none was overlooked.' },
    BOUND: { description: 'Time was up: these are the best found; `bound` says what none can go below.' },
  },
});

export const RelaxationKind = {
  ONE_MORE_MEMBER: 'ONE_MORE_MEMBER',
  WIDER_RADIUS: 'WIDER_RADIUS',
  WITHOUT_REQUIREMENT: 'WITHOUT_REQUIREMENT',
} as const;
export type RelaxationKind = (typeof RelaxationKind)[keyof typeof RelaxationKind];
registerEnumType(RelaxationKind, {
  name: 'RelaxationKind',
  description: 'What could be given up so that an alliance becomes possible.',
  valuesMap: {
    ONE_MORE_MEMBER: { description: 'One firm more.' },
    WIDER_RADIUS: { description: 'Firms from farther away.' },
    WITHOUT_REQUIREMENT: { description: 'This one requirement: ask the buyer, or find another way to meet it.' },
  },
});

@ObjectType('CostPart', { description: 'Points by one reason. Fewer is better; nobody can pay for fewer.' })
export class CostPartType {
  @Field(() => String, { description: 'The reason: `distance`, `evidence`, `trackRecord`, or `trust` for two firms.' })
  reason: string;

  @Field(() => Int, { description: 'How many points.' })
  points: number;

  @Field(() => String, { description: 'The same in one sentence in the reader’s language.' })
  sentence: string;
}

@ObjectType('FoundMember', { description: 'A firm in an alliance that was found, and why it is in.' })
export class FoundMemberType {
  @Field(() => FirmType, { description: 'Whom to ask, or who is in already.' })
  firm: FirmType;

  @Field(() => Boolean, { description: 'Whether it would lead.' })
  isLead: boolean;

  @Field(() => Int, {
    nullable: true,
    description:
      'A proposal: the part of the work it would take, in basis points, as even as the room allows that firms have stated. Null where the notice does not estimate the work (mode CAPACITY).',
  })
  shareBasisPoints: number | null;

  @Field(() => Float, { description: 'Kilometres to the place of work, as the crow flies.' })
  distanceKm: number;

  @Field(() => [RequirementType], { description: 'What stands by this firm.' })
  carries: RequirementType[];

  @Field(() => [RequirementType], {
    description: 'Without this firm the alliance fails on these; empty for one that could be left out of them.',
  })
  failsWithout: RequirementType[];

  @Field(() => [CostPartType], { description: 'Its points, by reason.' })
  costs: CostPartType[];
}

@ObjectType('FoundPair', { description: 'Two firms of an alliance that was found, and whether they know each other.' })
export class FoundPairType {
  @Field(() => [ID], { description: 'The two firms.' })
  firmIds: readonly string[];

  @Field(() => Int, { description: 'Joint projects of the two that all who took part confirmed.' })
  projects: number;

  @Field(() => CostPartType, { description: 'The points of the two together.' })
  cost: CostPartType;
}

@ObjectType('FoundAlliance', {
  description: 'Firms that together cover what is asked, as far as you may see. Nobody has asked them yet.',
})
export class FoundAllianceType {
  @Field(() => [FoundMemberType], { description: 'Its firms, those that were in already first.' })
  members: FoundMemberType[];

  @Field(() => [FoundPairType], { description: 'Each two of its firms.' })
  pairs: FoundPairType[];

  @Field(() => Int, { description: 'All points of its firms and pairs: the order of the answer.' })
  points: number;

  @Field(() => CoverageType, {
    description: 'What it covers, requirement by requirement, and what is still to be asked.',
  })
  coverage: CoverageType;
}

@ObjectType('RequirementPiece', { description: 'A requirement, or one named part of it.' })
export class RequirementPieceType {
  @Field(() => [RequirementType], {
    description: 'The requirement; all that the lead must meet together, where it is about leading.',
  })
  requirements: RequirementType[];

  @Field(() => String, { nullable: true, description: 'The part, where the requirement has several.' })
  part: string | null;
}

@ObjectType('UnfitMember', { description: 'A firm that is in and lacks what every firm must have itself.' })
export class UnfitMemberType {
  @Field(() => FirmType, { description: 'Who of those that are in already.' })
  firm: FirmType;

  @Field(() => [RequirementType], { description: 'What it lacks, or has not said yet.' })
  requirements: RequirementType[];
}

@ObjectType('ClosestAlliance', { description: 'The alliance that lacks least.' })
export class ClosestAllianceType {
  @Field(() => [FirmType], { description: 'Who would be in it, those that are in already first.' })
  firms: FirmType[];

  @Field(() => [RequirementPieceType], { description: 'What it lacks.' })
  missing: RequirementPieceType[];

  @Field(() => Boolean, { description: 'Whether it is proved that none lacks less.' })
  isProved: boolean;
}

@ObjectType('RequirementConflict', {
  description: 'Requirements that nobody can meet together, though each of them could be met without the others.',
})
export class RequirementConflictType {
  @Field(() => [RequirementPieceType], { description: 'Give up any one of them, and the others can be met.' })
  requirements: RequirementPieceType[];

  @Field(() => Boolean, { description: 'Whether it is proved that no smaller set is in conflict.' })
  isSmallest: boolean;
}

@ObjectType('Relaxation', { description: 'One change that makes an alliance possible. It was tried, and it does.' })
export class RelaxationType {
  @Field(() => RelaxationKind, { description: 'What would be given up.' })
  kind: RelaxationKind;

  @Field(() => Int, { nullable: true, description: 'The number of firms, or the kilometres, that do it.' })
  value: number | null;

  @Field(() => RequirementPieceType, { nullable: true, description: 'The requirement given up, where it is one.' })
  requirement: RequirementPieceType | null;

  @Field(() => Int, { description: 'How many firms the smallest alliance then has.' })
  members: number;

  @Field(() => String, { description: 'The same in one sentence in the reader’s language.' })
  sentence: string;
}

@ObjectType('FinderObstacles', {
  description: 'Why nobody can, and what would change that; what helps most stands first.',
})
export class FinderObstaclesType {
  @Field(() => [UnfitMemberType], { description: 'Firms that are in and lack what every firm must have itself.' })
  unfit: UnfitMemberType[];

  @Field(() => [RequirementPieceType], { description: 'What nobody in reach has, as far as they show it.' })
  heldByNobody: RequirementPieceType[];

  @Field(() => ClosestAllianceType, { nullable: true, description: 'The alliance that lacks least.' })
  closest: ClosestAllianceType | null;

  @Field(() => RequirementConflictType, { nullable: true, description: 'What cannot be met together.' })
  conflict: RequirementConflictType | null;

  @Field(() => [RelaxationType], { description: 'Single changes that make it possible, each of them tried.' })
  relaxations: RelaxationType[];
}

@ObjectType('FinderAnswer', {
  description:
    'The best alliances for a lot, or why there is none. The order follows the points alone: no rank is for sale.',
})
export class FinderAnswerType {
  @Field(() => [FoundAllianceType], {
    description:
      'Best first. Each lacks at least two of the newly found firms of every better one, or all of them where it has fewer.',
  })
  alliances: FoundAllianceType[];

  @Field(() => FinderProof, { description: 'Whether it is proved that there is nothing better.' })
  proof: FinderProof;

  @Field(() => Int, { description: 'So many of the alliances, counted from the first, are proved to be the best.' })
  proved: number;

  @Field(() => Int, {
    nullable: true,
    description: 'No alliance has fewer firms than this; null when there is none at all.',
  })
  fewestPossible: number | null;

  @Field(() => Int, { nullable: true, description: 'No alliance of so few firms has fewer points than this.' })
  leastPossiblePoints: number | null;

  @Field(() => Boolean, { description: 'Fewer alliances exist than you asked for, and that is proved.' })
  fewerExist: boolean;

  @Field(() => [RequirementType], {
    description: 'To be asked of each firm, or agreed by all together, before you bid: nobody was left out for these.',
  })
  askLater: RequirementType[];

  @Field(() => FinderObstaclesType, { nullable: true, description: 'Why nobody can; null where somebody can.' })
  obstacles: FinderObstaclesType | null;
}
