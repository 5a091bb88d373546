import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { FirmsService } from '#libs/firms';
import { Money, type RequestContext } from '#libs/platform';
import { type Lot, LotType } from '#libs/tenders';
import { AwardReading, type ShownLine, sees } from './award-reading.service.js';
import type { Award } from './award.entity.js';
import { AwardType, ContractSigningType, ScoreLineType, TendererPlaceType } from './award.graphql.js';
import { type TieBreaker, TieBreakerEnum } from './evaluation.graphql.js';

/** The decision on a lot. */
@Resolver(() => LotType)
export class LotAwardFieldsResolver {
  constructor(private readonly reading: AwardReading) {}

  @ResolveField(() => AwardType, { nullable: true, description: 'The decision; null until there is one.' })
  award(@Parent() lot: Lot, @Context() context: RequestContext): Promise<Award | null> {
    return this.reading.awardOf(context).load(lot.id);
  }

  @ResolveField(() => [ScoreLineType], {
    description: 'What the decision says of each bid, as far as you may know; the best first. Empty until it is made.',
  })
  scoreLines(@Parent() lot: Lot, @Context() context: RequestContext): Promise<ShownLine[]> {
    return this.reading.linesOf(context).load(lot.id);
  }
}

/** Who is behind a line. */
@Resolver(() => ScoreLineType)
export class ScoreLineFieldsResolver {
  constructor(private readonly firms: FirmsService) {}

  @ResolveField(() => [TendererPlaceType], { description: 'Who made the bid; empty where you may not know.' })
  tenderers(@Parent() line: ShownLine, @Context() context: RequestContext): Promise<TendererPlaceType[]> {
    return placesOf(line, this.firms, context);
  }
}

/** An award as far as its reader may know the chosen bid. */
@Resolver(() => AwardType)
export class AwardFieldsResolver {
  constructor(
    private readonly reading: AwardReading,
    private readonly firms: FirmsService,
  ) {}

  @ResolveField(() => ScoreLineType, {
    nullable: true,
    description: 'What the decision says of the chosen bid; null where you may know nothing of it.',
  })
  async chosen(@Parent() award: Award, @Context() context: RequestContext): Promise<ShownLine | null> {
    return (await this.chosenOf(award, context)) ?? null;
  }

  @ResolveField(() => [TendererPlaceType], { description: 'The supplier: who won; empty where you may not know.' })
  async suppliers(@Parent() award: Award, @Context() context: RequestContext): Promise<TendererPlaceType[]> {
    const chosen = await this.chosenOf(award, context);

    return chosen ? placesOf(chosen, this.firms, context) : [];
  }

  @ResolveField(() => Money, {
    nullable: true,
    description: 'What the contract is worth, net; null where you may not know.',
  })
  async value(@Parent() award: Award, @Context() context: RequestContext): Promise<Money | null> {
    const chosen = await this.chosenOf(award, context);

    return chosen && sees(chosen.sight, 'TOTAL') ? Money.of(award.totalMinor, award.currency) : null;
  }

  @ResolveField(() => TieBreakerEnum, {
    nullable: true,
    description: 'Set where another bid was its equal: what decided between them.',
  })
  async tieBrokenBy(@Parent() award: Award, @Context() context: RequestContext): Promise<TieBreaker | null> {
    const chosen = await this.chosenOf(award, context);

    return chosen ? (award.tieBrokenBy as TieBreaker | null) : null;
  }

  @ResolveField(() => String, {
    nullable: true,
    description: 'Why this bid, where the published formula put another one first. All who bid may read it.',
  })
  async deviationReason(@Parent() award: Award, @Context() context: RequestContext): Promise<string | null> {
    const chosen = await this.chosenOf(award, context);

    return chosen ? award.deviationReason : null;
  }

  @ResolveField(() => ContractSigningType, {
    nullable: true,
    description: 'Who signed; null before, and for all but the two sides.',
  })
  async signing(@Parent() award: Award, @Context() context: RequestContext): Promise<ContractSigningType | null> {
    const signed = await this.reading.signatureOf(context).load(award.id);
    if (!signed) return null;
    const { buyerSigner, supplierSigner, signedAt, fileId } = signed;

    return { buyerSigner, supplierSigner, signedAt, paperUrl: fileId && `/files/${fileId}` };
  }

  private async chosenOf({ lotId }: Award, context: RequestContext): Promise<ShownLine | undefined> {
    return (await this.reading.linesOf(context).load(lotId)).find((line) => line.isAwarded);
  }
}

async function placesOf(line: ShownLine, firms: FirmsService, context: RequestContext): Promise<TendererPlaceType[]> {
  return Promise.all(
    line.tenderers.map(async ({ firmId, roles, shareBasisPoints }) => {
      const firm = await firms.loader(context).load(firmId);

      return { firm, roles, shareBasisPoints };
    }),
  );
}
