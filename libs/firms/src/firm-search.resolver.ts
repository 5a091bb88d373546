import { Args, Context, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Acting, type Actor, type Page, Public, type RequestContext, say } from '#libs/platform';
import { Classifications } from './classifications.service.js';
import { type Facet, FirmSearch, FoundFirm } from './firm-search.service.js';
import { FacetCount, FirmFacets, FirmSearchPage, FirmsArgs } from './firm-search.graphql.js';
import { UseCounts } from './use-counts.js';

/** A page that remembers what was asked, for its facets. */
interface FoundPage extends Page<FoundFirm> {
  args: FirmsArgs;
}

/** Finding firms. */
@Resolver(() => FirmSearchPage)
export class FirmSearchResolver {
  constructor(
    private readonly search: FirmSearch,
    private readonly classifications: Classifications,
    private readonly counts: UseCounts,
  ) {}

  @Public()
  @Query(() => FirmSearchPage, {
    description: 'Finds firms by words, trade, place, papers and size. Hidden pages are not in it.',
  })
  async firms(@Acting() actor: Actor, @Args() args: FirmsArgs, @Context() context: RequestContext): Promise<FoundPage> {
    const page = await this.search.find(actor, args, context);
    this.counts.seen(
      'SEARCH_APPEARANCE',
      page.nodes.map((firm) => firm.id),
      context,
    );

    return { ...page, args };
  }

  @ResolveField(() => FirmFacets, { description: 'What the firms found are like, for narrowing the search down.' })
  async facets(@Parent() { args }: FoundPage, @Context() context: RequestContext): Promise<FirmFacets> {
    const { kind, size, division, town } = await this.search.facets(args, context);
    const names = this.classifications.loader(context);
    const named = async (facet: Facet): Promise<FacetCount> => ({
      ...facet,
      label: (await names.load(`${facet.value}000000`))?.name ?? facet.value,
    });

    return {
      kinds: kind.map((facet) => ({ ...facet, label: say(`profile:kind.${facet.value}`) })),
      sizes: size.map((facet) => ({ ...facet, label: say(`profile:size.${facet.value}`) })),
      divisions: await Promise.all(division.map(named)),
      towns: town.map((facet) => ({ ...facet, label: facet.value })),
    };
  }
}
