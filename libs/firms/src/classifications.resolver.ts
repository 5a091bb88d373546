import { Args, Context, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { type Page, Public, type RequestContext } from '#libs/platform';
import {
  ClassificationArgs,
  ClassificationPage,
  ClassificationType,
  ClassificationsArgs,
} from './classification.graphql.js';
import { type Classification, Classifications } from './classifications.service.js';

/** The classification of goods, works and services. */
@Resolver(() => ClassificationType)
export class ClassificationsResolver {
  constructor(private readonly codes: Classifications) {}

  @Public()
  @Query(() => ClassificationPage, {
    description:
      'Finds the code for a trade, a good or a service by what people call it, or lists the codes below one.',
  })
  classifications(@Args() args: ClassificationsArgs): Promise<Page<Classification>> {
    return this.codes.find(args);
  }

  @Public()
  @Query(() => ClassificationType, { description: 'One entry of the vocabulary, with those above and below it.' })
  classification(@Args() { code, language }: ClassificationArgs): Promise<Classification> {
    return this.codes.one(code, language);
  }

  @ResolveField(() => [ClassificationType], { description: 'The entries it lies below, the division first.' })
  parents(@Parent() { code, language }: Classification): Promise<Classification[]> {
    return this.codes.parents(code, language);
  }

  @ResolveField(() => [ClassificationType], { description: 'The entries right below it, in order.' })
  children(@Parent() { code, language }: Classification): Promise<Classification[]> {
    return this.codes.children(code, language);
  }

  @ResolveField(() => [String], {
    description: 'What the trades call it, in the reader’s language, the usual word first.',
  })
  async tradeWords(@Parent() { code }: Classification, @Context() context: RequestContext): Promise<string[]> {
    return (await this.codes.words(context).load(code)).map(({ word }) => word);
  }
}
