import { Field, Float, ID, InputType, Int, registerEnumType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsBoolean,
  IsEnum,
  IsInt,
  IsNumber,
  IsOptional,
  IsUUID,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';

/** As the solver has it. */
export const FinderOrder = { FEWEST_THEN_CHEAPEST: 'FEWEST_THEN_CHEAPEST', CHEAPEST: 'CHEAPEST' } as const;
export type FinderOrder = (typeof FinderOrder)[keyof typeof FinderOrder];
registerEnumType(FinderOrder, {
  name: 'FinderOrder',
  description: 'Which alliance is better.',
  valuesMap: {
    FEWEST_THEN_CHEAPEST: { description: 'The one with fewer firms; of equally many the one with fewer points.' },
    CHEAPEST: { description: 'The one with fewer points, however many firms it has.' },
  },
});

const weight =
  (description: string): PropertyDecorator =>
  (target, name) => {
    Field(() => Float, { description })(target, name);
    IsNumber()(target, name);
    Min(0)(target, name);
    Max(10)(target, name);
  };

@InputType({
  description:
    'How much each reason weighs: 1 as it is, 0 not at all, 3 three times. Points are: 2 a kilometre to the place of work; up to 30 for what stands on a word alone; 15 for a firm that is not verified, and 20 shared by its joint projects plus one; 20 for two firms that never worked together, 8 after one project, none after more.',
})
export class FinderWeightsInput {
  @weight('Nearer to the place of work.')
  distance = 1;

  @weight('Firms that have worked together.')
  trust = 1;

  @weight('Checked papers rather than a word.')
  evidence = 1;

  @weight('Verified firms with joint projects behind them.')
  trackRecord = 1;
}

/** The initial values are the schema's defaults, and hold too where limits are left out altogether: into those GraphQL fills nothing. */
@InputType({ description: 'Within which limits partners are looked for.' })
export class FinderLimitsInput {
  @Field(() => Int, { description: 'How many firms at most, those that are in included: 1 to 8.' })
  @IsInt()
  @Min(1)
  @Max(8)
  maxMembers = 4;

  @Field(() => Int, {
    description: 'Kilometres round the place of work; where the notice names none, round your firm. 1 to 500.',
  })
  @IsInt()
  @Min(1)
  @Max(500)
  radiusKm = 60;

  @Field(() => [ID], { description: 'Firms that are not to be in.' })
  @ArrayMaxSize(200)
  @IsUUID(undefined, { each: true })
  excludedFirmIds: string[] = [];

  @Field(() => Int, { description: 'How many different alliances: 1 to 5.' })
  @IsInt()
  @Min(1)
  @Max(5)
  alliances = 5;

  @Field(() => FinderOrder, { description: 'Which alliance is better.' })
  @IsEnum(FinderOrder)
  order: FinderOrder = FinderOrder.FEWEST_THEN_CHEAPEST;

  @Field(() => ID, {
    nullable: true,
    description: 'Who must lead, one of the firms that are in; null for whoever can.',
  })
  @IsOptional()
  @IsUUID()
  leadFirmId?: string | null;

  @Field(() => Boolean, {
    description:
      'True asks firms later for statements that each makes of itself with the bid (no conviction, for instance) and finds firms that have not made them yet. False leaves those out.',
  })
  @IsBoolean()
  mayStateLater = true;

  @Field(() => FinderWeightsInput, {
    description: 'How much each reason weighs.',
  })
  @ValidateNested()
  @Type(() => FinderWeightsInput)
  weights: FinderWeightsInput = new FinderWeightsInput();
}
