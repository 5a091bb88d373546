import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { PackVerdictType, PackVerdictWords } from '#libs/coverage';
import type { RequestContext } from '#libs/platform';
import { LineUpType } from './alliance.graphql.js';
import { AlliancePacks } from './alliance-packs.js';
import type { LineUpSeen } from './line-up-fields.resolver.js';

/** What packs say of a line-up: shares are in it, so partners alone read it. */
@Resolver(() => LineUpType)
export class LineUpPacksResolver {
  constructor(
    private readonly packs: AlliancePacks,
    private readonly words: PackVerdictWords,
  ) {}

  @ResolveField(() => [PackVerdictType], {
    nullable: true,
    description:
      'For partners: what the packs of alliance and tender, and the tender itself, say of it, rule by rule. It warns and stops nothing; the buyer judges.',
  })
  async packVerdicts(
    @Parent() { whole, record, standing }: LineUpSeen,
    @Context() context: RequestContext,
  ): Promise<PackVerdictType[] | null> {
    if (standing !== 'PARTNER') return null;

    return this.words.for(context, await this.packs.verdicts(context.actor, record, whole, 'PLANNING'));
  }
}
