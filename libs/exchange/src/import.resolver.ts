import { Args, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Acting, type Actor, SignedIn, say } from '#libs/platform';
import type { ImportRun } from './exchange-tables.entity.js';
import { FIELDS } from './field-accounting.js';
import { fileSentenceOf } from './finding.js';
import { ImportNoticesInput, ImportNoticesResult, ImportRunType, ImportedSourceType } from './import.graphql.js';
import { ImportOrders } from './import-orders.service.js';

/** Having files of notices read. */
@Resolver(() => ImportRunType)
export class ImportResolver {
  constructor(private readonly orders: ImportOrders) {}

  @SignedIn()
  @Mutation(() => ImportNoticesResult, {
    description:
      'Has an uploaded file of notices published elsewhere read. They become tenders that anybody can browse, with their origin; Kongsi takes no bid for them.',
  })
  importNotices(@Acting() actor: Actor, @Args('input') input: ImportNoticesInput): Promise<ImportRun> {
    return this.orders.order(actor, input);
  }

  @SignedIn()
  @Query(() => ImportRunType, {
    description: 'How far the reading of a file is, for who asked for it and for operators.',
  })
  importRun(
    @Acting() actor: Actor,
    @Args('id', { type: () => ID, description: 'As answered by `importNotices`.' }) id: string,
  ): Promise<ImportRun> {
    return this.orders.visible(actor, id);
  }

  @ResolveField()
  percent(@Parent() { bytes, bytesRead, finishedAt }: ImportRun): number {
    return finishedAt ? 100 : Math.floor((Number(bytesRead) * 99) / Math.max(Number(bytes), 1));
  }

  @ResolveField()
  sources(@Parent() { summary }: ImportRun): ImportedSourceType[] {
    return summary.map((row) => ({
      ...row,
      fields: FIELDS.map((field) => ({ field, present: row.present[field], mapped: row.mapped[field] })),
    }));
  }

  @ResolveField()
  problems(@Parent() { problems }: ImportRun): string[] {
    return problems.map((problem) => fileSentenceOf(problem, (key, values) => say(`exchange:${key}`, values)));
  }
}
