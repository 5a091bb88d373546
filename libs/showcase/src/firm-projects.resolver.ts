import { Args, Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { type Firm, FirmType } from '#libs/firms';
import { type Page, PageArgs, type RequestContext } from '#libs/platform';
import type { Project } from './project.entity.js';
import { ProjectPage } from './project.graphql.js';
import { ProjectSearch } from './project-search.service.js';

/** What a firm's page lists of the showcase. */
@Resolver(() => FirmType)
export class FirmProjectsResolver {
  constructor(private readonly search: ProjectSearch) {}

  @ResolveField(() => ProjectPage, {
    description: 'Joint projects it was a partner of, what was finished last first. Public ones only.',
  })
  projects(@Parent() { id }: Firm, @Args() page: PageArgs, @Context() context: RequestContext): Promise<Page<Project>> {
    return this.search.find(context, Object.assign(page, { firmId: id }));
  }
}
