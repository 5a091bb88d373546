import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { type Classification, ClassificationType, Classifications } from '#libs/firms';
import type { RequestContext } from '#libs/platform';
import type { Lot } from './lot.entity.js';
import { LotType } from './lot.graphql.js';
import { MeasureType } from './requirement.graphql.js';
import type { Tender } from './tender.entity.js';
import { TenderType } from './tender.graphql.js';

/** The trade of a tender by its name; nobody at a bench knows the codes. */
@Resolver(() => TenderType)
export class TenderTradeResolver {
  constructor(private readonly codes: Classifications) {}

  @ResolveField(() => ClassificationType, {
    nullable: true,
    description: 'The trade the whole belongs to, by name; null where the notice gives no code of the present edition.',
  })
  trade(@Parent() { cpv }: Tender, @Context() context: RequestContext): Promise<Classification | null> | null {
    return cpv ? this.codes.loader(context).load(cpv) : null;
  }
}

@Resolver(() => LotType)
export class LotTradeResolver {
  constructor(private readonly codes: Classifications) {}

  @ResolveField(() => ClassificationType, {
    nullable: true,
    description: 'The trade of this lot, by name; null where the notice gives no code of the present edition.',
  })
  trade(@Parent() { cpv }: Lot, @Context() context: RequestContext): Promise<Classification | null> | null {
    return cpv ? this.codes.loader(context).load(cpv) : null;
  }
}

@Resolver(() => MeasureType)
export class MeasureTradesResolver {
  constructor(private readonly codes: Classifications) {}

  @ResolveField(() => [ClassificationType], {
    description: 'The names behind `cpv`, in its order; codes that the present edition does not have are left out.',
  })
  async trades(@Parent() { cpv }: MeasureType, @Context() context: RequestContext): Promise<Classification[]> {
    const named = await this.codes.loader(context).loadMany(cpv ?? []);

    return named.filter((one): one is Classification => one !== null && !(one instanceof Error));
  }
}
