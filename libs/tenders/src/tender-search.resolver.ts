import { Args, ArgsType, Context, Field, ID, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { IsUUID } from 'class-validator';
import { Classifications, type FacetCount } from '#libs/firms';
import { Acting, type Actor, FirmRole, type Page, PageArgs, Public, type RequestContext, say } from '#libs/platform';
import { TenderFacets, TenderPage, TendersArgs } from './tender-search.graphql.js';
import { type Facet, TenderSearch } from './tender-search.service.js';
import type { Tender } from './tender.entity.js';

/** A page that remembers what was asked, for its facets. */
interface FoundPage extends Page<Tender> {
  args: TendersArgs | null;
}

@ArgsType()
export class MyTendersArgs extends PageArgs {
  @Field(() => ID, { description: 'The firm whose tenders are wanted; you hold a role in it.' })
  @IsUUID()
  firmId: string;
}

/** Finding tenders. */
@Resolver(() => TenderPage)
export class TenderSearchResolver {
  constructor(
    private readonly search: TenderSearch,
    private readonly classifications: Classifications,
  ) {}

  @Public()
  @Query(() => TenderPage, {
    description:
      'Finds published tenders by words, trade, place, value, dates and phase; those you are invited to as well.',
  })
  async tenders(
    @Acting() actor: Actor,
    @Args() args: TendersArgs,
    @Context() context: RequestContext,
  ): Promise<FoundPage> {
    return { ...(await this.search.find(actor, args, context)), args };
  }

  @FirmRole('OWNER', 'SIGNATORY', 'BIDDER', 'EDITOR', 'VIEWER')
  @Query(() => TenderPage, { description: 'The tenders of your firm, drafts too, the last begun first.' })
  async myTenders(@Args() args: MyTendersArgs, @Context() context: RequestContext): Promise<FoundPage> {
    return { ...(await this.search.ownOf(args.firmId, args, context)), args: null };
  }

  @ResolveField(() => TenderFacets, {
    nullable: true,
    description: 'What the tenders found are like, for narrowing the search down; null in `myTenders`.',
  })
  async facets(@Parent() { args }: FoundPage, @Context() context: RequestContext): Promise<TenderFacets | null> {
    if (!args) return null;
    const { phase, procedure, division, town } = await this.search.facets(args, context);
    const names = this.classifications.loader(context);
    const named = async (facet: Facet): Promise<FacetCount> => ({
      ...facet,
      label: (await names.load(`${facet.value}000000`))?.name ?? facet.value,
    });

    return {
      phases: phase.map((facet) => ({ ...facet, label: say(`tenders:phase.${facet.value}`) })),
      procedures: procedure.map((facet) => ({ ...facet, label: say(`tenders:procedure.${facet.value}`) })),
      divisions: await Promise.all(division.map(named)),
      towns: town.map((facet) => ({ ...facet, label: facet.value })),
    };
  }
}
