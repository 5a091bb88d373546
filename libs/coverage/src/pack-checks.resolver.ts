import { Args, Context, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { FirmsService } from '#libs/firms';
import { Acting, type Actor, FirmRole, type Page, type RequestContext, SignedIn } from '#libs/platform';
import { worstOf } from '#libs/rule-packs';
import { type Tender, TenderReading, TenderType } from '#libs/tenders';
import { ImaginedLineUps } from './imagined-line-ups.js';
import {
  CheckLineUpInput,
  LineUpCheckType,
  PackDifferencePage,
  PackDifferenceType,
  PackDifferencesArgs,
} from './pack-checks.graphql.js';
import type { PackDifference } from './pack-difference.entity.js';
import { PackRechecks } from './pack-rechecks.js';
import { ruleShown, verdictsShown } from './pack-shapes.js';
import { PackRuleType } from './rule-packs.graphql.js';
import { RulePacks } from './rule-packs.service.js';

/** What packs say of line-ups, real and imagined. */
@Resolver(() => LineUpCheckType)
export class PackChecksResolver {
  constructor(
    private readonly imagined: ImaginedLineUps,
    private readonly rechecks: PackRechecks,
    private readonly firms: FirmsService,
  ) {}

  @SignedIn()
  @Query(() => LineUpCheckType, {
    description: 'What the packs would say of firms that might stand together. Nothing is stored, nobody is told.',
  })
  async checkLineUp(
    @Acting() actor: Actor,
    @Context() context: RequestContext,
    @Args('input', { description: 'The firms, and what is known of them.' }) input: CheckLineUpInput,
  ): Promise<LineUpCheckType> {
    const { verdicts, names } = await this.imagined.check(actor, input);
    const here = [...names].flatMap(([id, name]) => (name === null ? [id] : []));
    const found = await this.firms.loader(context).loadMany(here);
    const firms = [
      ...[...names].flatMap(([id, name]) => (name === null ? [] : [{ id, name }])),
      ...found.flatMap((firm) => (firm === null || firm instanceof Error ? [] : [firm])),
    ];

    return { outcome: worstOf(verdicts), verdicts: verdictsShown(verdicts, firms) };
  }

  @FirmRole('OWNER', 'SIGNATORY', 'BIDDER', 'EDITOR', 'VIEWER')
  @Query(() => PackDifferencePage, {
    description: 'What new versions of packs say differently of your firm’s line-ups and bids, the newest first.',
  })
  packDifferences(@Args() { firmId, ...page }: PackDifferencesArgs): Promise<Page<PackDifference>> {
    return this.rechecks.of(firmId, page);
  }
}

/** What a difference shows beside its row. */
@Resolver(() => PackDifferenceType)
export class PackDifferenceFieldsResolver {
  constructor(
    private readonly packs: RulePacks,
    private readonly tenders: TenderReading,
  ) {}

  @ResolveField(() => TenderType, {
    nullable: true,
    description: 'What the line-up is for; null where you may not see it.',
  })
  tender(@Parent() { tenderId }: PackDifference, @Context() context: RequestContext): Promise<Tender | null> {
    return this.tenders.loader(context).load(tenderId);
  }

  @ResolveField(() => PackRuleType, { nullable: true, description: 'The rule as it is now, or was, if it is gone.' })
  async rule(@Parent() { packId, fromVersion, toVersion, rule }: PackDifference): Promise<PackRuleType | null> {
    const packs = [await this.packs.find(packId, toVersion), await this.packs.find(packId, fromVersion)];
    const found = packs.flatMap((pack) => pack?.rules ?? []).find((cited) => cited.rule.id === rule);

    return found ? ruleShown(found) : null;
  }
}
