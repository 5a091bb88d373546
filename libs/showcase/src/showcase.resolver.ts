import { Args, Context, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { UseCounts } from '#libs/firms';
import { Acting, type Actor, FirmRole, type Page, Public, type RequestContext, SignedIn } from '#libs/platform';
import type { Project } from './project.entity.js';
import { MyProjectsArgs, type NameWithdrawn, ProjectPage, ProjectType, ProjectsArgs } from './project.graphql.js';
import { ProjectConsentsService } from './project-consents.service.js';
import { ProjectPartsService } from './project-parts.service.js';
import { ProjectReading } from './project-reading.service.js';
import * as results from './project-results.graphql.js';
import { ProjectSearch } from './project-search.service.js';
import * as inputs from './project-verbs.graphql.js';
import { ProjectsService } from './projects.service.js';

/** Joint projects: the queries, and each verb of the trade. */
@Resolver(() => ProjectType)
export class ShowcaseResolver {
  constructor(
    private readonly projectsService: ProjectsService,
    private readonly parts: ProjectPartsService,
    private readonly consents: ProjectConsentsService,
    private readonly search: ProjectSearch,
    private readonly reading: ProjectReading,
    private readonly counts: UseCounts,
  ) {}

  @Public()
  @Query(() => ProjectPage, { description: 'Finds joint projects by words, town, firm and place. Public ones only.' })
  async projects(@Args() args: ProjectsArgs, @Context() context: RequestContext): Promise<Page<Project>> {
    const page = await this.search.find(context, args);
    const ofOthers = await this.ofOthers(context, page.nodes);
    this.counts.seen('SEARCH_APPEARANCE', ofOthers, context);

    return page;
  }

  @Public()
  @Query(() => ProjectType, {
    description:
      'One joint project. Until it is public it is there for its partner firms, those named, and the client once asked.',
  })
  async project(
    @Args('id', { type: () => ID, description: 'As in the list of projects.' }) id: string,
    @Context() context: RequestContext,
  ): Promise<Project> {
    const project = await this.reading.visible(context, id);
    if (project.isPublic) this.counts.seen('PAGE_VISIT', await this.ofOthers(context, [project]), context);

    return project;
  }

  @FirmRole('OWNER', 'SIGNATORY', 'BIDDER', 'EDITOR', 'VIEWER')
  @Query(() => ProjectPage, {
    description: 'All projects of one of your firms, as partner or as client that was asked; the newest draft first.',
  })
  myProjects(@Args() { firmId, ...page }: MyProjectsArgs): Promise<Page<Project>> {
    return this.reading.ofFirm(firmId, page);
  }

  @FirmRole('EDITOR')
  @Mutation(() => results.DraftProjectResult, {
    description: 'Begins a joint project, from an award or told freely. Nothing is public before everybody said yes.',
  })
  draftProject(@Acting() actor: Actor, @Args('input') input: inputs.DraftProjectInput): Promise<Project> {
    return this.projectsService.draft(actor, input);
  }

  @FirmRole('EDITOR')
  @Mutation(() => results.ReviseProjectResult, {
    description: 'Tells a project anew. Every yes given before ends, that of your own firm too.',
  })
  reviseProject(@Acting() actor: Actor, @Args('input') input: inputs.ReviseProjectInput): Promise<Project> {
    return this.projectsService.revise(actor, input);
  }

  @FirmRole('EDITOR')
  @Mutation(() => results.AddPictureResult, { description: 'Adds a picture with the words that stand for it.' })
  addPicture(@Acting() actor: Actor, @Args('input') input: inputs.AddPictureInput): Promise<Project> {
    return this.parts.addPicture(actor, input);
  }

  @FirmRole('EDITOR')
  @Mutation(() => results.RemovePictureResult, { description: 'Takes one of the pictures out.' })
  removePicture(@Acting() actor: Actor, @Args('input') input: inputs.RemovePictureInput): Promise<Project> {
    return this.parts.removePicture(actor, input);
  }

  @FirmRole('EDITOR')
  @Mutation(() => results.OrderPicturesResult, { description: 'Says which picture comes first, second and so on.' })
  orderPictures(@Acting() actor: Actor, @Args('input') input: inputs.OrderPicturesInput): Promise<Project> {
    return this.parts.orderPictures(actor, input);
  }

  @FirmRole('EDITOR')
  @Mutation(() => results.NamePersonResult, {
    description: 'Names somebody of your firm who did the work, and asks them. Outsiders see them after their own yes.',
  })
  namePerson(@Acting() actor: Actor, @Args('input') input: inputs.NamePersonInput): Promise<Project> {
    return this.parts.namePerson(actor, input);
  }

  @SignedIn()
  @Mutation(() => results.ConfirmPersonResult, { description: 'Your own yes to being named in a project.' })
  confirmPerson(@Acting() actor: Actor, @Args('input') input: inputs.ConfirmPersonInput): Promise<Project> {
    return this.parts.confirmPerson(actor, input);
  }

  @SignedIn()
  @Mutation(() => results.WithdrawPersonResult, {
    description: 'Takes your name out of a project, before your yes or after, at any time.',
  })
  withdrawPerson(@Acting() actor: Actor, @Args('input') input: inputs.WithdrawPersonInput): Promise<NameWithdrawn> {
    return this.parts.withdrawPerson(actor, input);
  }

  @FirmRole('OWNER', 'SIGNATORY')
  @Mutation(() => results.ConfirmProjectResult, { description: 'The yes of your firm to a project as you read it.' })
  confirmProject(@Acting() actor: Actor, @Args('input') input: inputs.ConfirmProjectInput): Promise<Project> {
    return this.consents.confirm(actor, input);
  }

  @FirmRole('EDITOR', 'OWNER')
  @Mutation(() => results.AskClientResult, {
    description: 'Asks the client whether it may be named. It may think for 30 days.',
  })
  askClient(@Acting() actor: Actor, @Args('input') input: inputs.AskClientInput): Promise<Project> {
    return this.consents.askClient(actor, input);
  }

  @FirmRole('OWNER', 'SIGNATORY')
  @Mutation(() => results.ConfirmAsClientResult, {
    description: 'Your firm, the client, agrees to be named in a project as you read it, with a word if you like.',
  })
  confirmAsClient(@Acting() actor: Actor, @Args('input') input: inputs.ConfirmAsClientInput): Promise<Project> {
    return this.consents.confirmAsClient(actor, input);
  }

  @FirmRole('OWNER', 'SIGNATORY')
  @Mutation(() => results.RefuseAsClientResult, { description: 'Your firm, the client, does not want to be named.' })
  refuseAsClient(@Acting() actor: Actor, @Args('input') input: inputs.RefuseAsClientInput): Promise<Project> {
    return this.consents.refuseAsClient(actor, input);
  }

  @FirmRole('EDITOR', 'OWNER')
  @Mutation(() => results.PublishProjectResult, {
    description: 'Shows a project to everybody, once every partner firm said yes, and the client did or stays unnamed.',
  })
  publishProject(@Acting() actor: Actor, @Args('input') input: inputs.PublishProjectInput): Promise<Project> {
    return this.consents.publish(actor, input);
  }

  @FirmRole('OWNER', 'SIGNATORY')
  @Mutation(() => results.WithdrawProjectResult, {
    description: 'Takes a project from everybody, for good. Each partner firm can do it, and the client once asked.',
  })
  withdrawProject(@Acting() actor: Actor, @Args('input') input: inputs.WithdrawProjectInput): Promise<Project> {
    return this.consents.withdraw(actor, input);
  }

  /** Who did the work does not count as a visitor of it. */
  private async ofOthers(context: RequestContext, projects: readonly Project[]): Promise<string[]> {
    const own = await Promise.all(
      projects.map(async ({ id }) => {
        const partners = await this.reading.partnersOf(context).load(id);

        return context.actor.actsFor(partners.map(({ firmId }) => firmId));
      }),
    );

    return projects.filter((_, at) => !own[at]).map(({ id }) => id);
  }
}
