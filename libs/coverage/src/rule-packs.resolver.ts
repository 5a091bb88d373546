import { Args, Context, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Acting, type Actor, Operator, Public, type RequestContext } from '#libs/platform';
import { judgeNotice } from '#libs/rule-packs';
import { Notices, type Tender, TenderType } from '#libs/tenders';
import { noticeFacts } from './notice-facts.js';
import { packShown, verdictsShown } from './pack-shapes.js';
import { AddRulePackInput, AddRulePackResult, PackVerdictType, RulePackType } from './rule-packs.graphql.js';
import { RulePacks } from './rule-packs.service.js';

/** Rule packs: to read for everybody, to add for operators. */
@Resolver(() => RulePackType)
export class RulePacksResolver {
  constructor(private readonly packs: RulePacks) {}

  @Public()
  @Query(() => [RulePackType], {
    description: 'All rule packs in their newest versions: for tenders first, then for alliances.',
  })
  async rulePacks(): Promise<RulePackType[]> {
    return (await this.packs.newest()).map(packShown);
  }

  @Public()
  @Query(() => RulePackType, { description: 'One version of a rule pack, with its rules, sources and doubts.' })
  async rulePack(
    @Args('id', { type: () => ID, description: 'Its name: `eu-2014-24`.' }) id: string,
    @Args('version', { type: () => String, nullable: true, description: 'Left out: the newest one.' })
    version: string | null,
  ): Promise<RulePackType> {
    return packShown(await this.packs.get(id, version));
  }

  @Operator()
  @Mutation(() => AddRulePackResult, {
    description: 'Adds a rule pack, or a newer version of one. Open bids are looked at again with the new version.',
  })
  async addRulePack(@Acting() actor: Actor, @Args('input') input: AddRulePackInput): Promise<RulePackType> {
    const { id, version } = await this.packs.add(actor, input.file);

    return packShown(await this.packs.get(id, version));
  }
}

/** The procedure pack of a tender, and what it says of the notice. */
@Resolver(() => TenderType)
export class TenderPackResolver {
  constructor(
    private readonly packs: RulePacks,
    private readonly notices: Notices,
  ) {}

  @ResolveField(() => RulePackType, {
    nullable: true,
    description: 'The rules it follows, in the version it was published with; null for an external notice.',
  })
  async procedurePack(@Parent() { pack, packVersion }: Tender): Promise<RulePackType | null> {
    const found = await this.packs.find(pack, packVersion);

    return found && packShown(found);
  }

  @ResolveField(() => [PackVerdictType], {
    description:
      'What the procedure pack says of the notice, as far as something stands against it or is open; empty for an external notice. What only warns stays here for all to read.',
  })
  async packVerdicts(@Parent() tender: Tender, @Context() { actor }: RequestContext): Promise<PackVerdictType[]> {
    const pack = await this.packs.find(tender.pack, tender.packVersion);
    if (!pack) return [];
    const lots = await this.notices.lotsOf(tender.id);
    const showsEstimate = tender.estimateShown === 'EXACT' || actor.actsFor([tender.buyerFirmId]);
    const verdicts = judgeNotice(pack, noticeFacts({ tender, lots }, showsEstimate));

    return verdictsShown(
      verdicts.filter(({ outcome }) => outcome !== 'PASS'),
      [],
    );
  }
}
