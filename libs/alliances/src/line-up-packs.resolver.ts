import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { PackVerdictType, verdictsShown } from '#libs/coverage';
import { FirmsService } from '#libs/firms';
import type { RequestContext } from '#libs/platform';
import { LineUpType } from './alliance.graphql.js';
import { AlliancePacks } from './alliance-packs.js';
import type { LineUpSeen } from './line-up-fields.resolver.js';

/** What packs say of a line-up: shares are in it, so partners alone read it. */
@Resolver(() => LineUpType)
export class LineUpPacksResolver {
  constructor(
    private readonly packs: AlliancePacks,
    private readonly firms: FirmsService,
  ) {}

  @ResolveField(() => [PackVerdictType], {
    nullable: true,
    description:
      'For partners: what the packs of alliance and tender say of it, rule by rule. It warns and stops nothing; the buyer judges.',
  })
  async packVerdicts(
    @Parent() { whole, record, standing }: LineUpSeen,
    @Context() context: RequestContext,
  ): Promise<PackVerdictType[] | null> {
    if (standing !== 'PARTNER') return null;
    const verdicts = await this.packs.verdicts(context.actor, record, whole, 'PLANNING');
    const firms = await this.firms.loader(context).loadMany([...new Set(verdicts.flatMap(({ who }) => who))]);

    return verdictsShown(
      verdicts,
      firms.flatMap((firm) => (firm === null || firm instanceof Error ? [] : [firm])),
    );
  }
}
