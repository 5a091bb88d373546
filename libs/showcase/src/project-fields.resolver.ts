import { Context, Float, Int, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { type Firm, FirmType, FirmsService, LocalTextType } from '#libs/firms';
import { Money, type RequestContext } from '#libs/platform';
import { type Tender, TenderReading, TenderType } from '#libs/tenders';
import type { ClientAnswer, Project } from './project.entity.js';
import type { ProjectPartner, ProjectPerson, ProjectPicture } from './project-parts.entity.js';
import {
  ClientAnswerEnum,
  Coordinates,
  ProjectPartnerType,
  ProjectPersonType,
  ProjectPictureType,
  ProjectStandingEnum,
  ProjectType,
} from './project.graphql.js';
import { type ProjectStanding, canSeeClient, canSeeNamed } from './project.policy.js';
import { ProjectReading } from './project-reading.service.js';
import type { FoundProject } from './project-search.service.js';
import { roundedMinor } from './rounded-value.js';

/** What a project shows, each field as far as the reader's standing goes. */
@Resolver(() => ProjectType)
export class ProjectFieldsResolver {
  constructor(
    private readonly reading: ProjectReading,
    private readonly firms: FirmsService,
    private readonly tenders: TenderReading,
  ) {}

  @ResolveField(() => LocalTextType, { description: 'What it is, in one line.' })
  title(@Parent() { title }: Project): LocalTextType {
    return LocalTextType.of(title);
  }

  @ResolveField(() => LocalTextType, { description: 'How it went, in the words of those who did it.' })
  story(@Parent() { story }: Project): LocalTextType {
    return LocalTextType.of(story);
  }

  @ResolveField(() => LocalTextType, { description: 'What came of it; empty where nothing was written.' })
  outcome(@Parent() { outcome }: Project): LocalTextType {
    return LocalTextType.of(outcome);
  }

  @ResolveField(() => ProjectStandingEnum, {
    nullable: true,
    description: 'What you have to do with it; null for outsiders.',
  })
  myStanding(@Parent() project: Project, @Context() context: RequestContext): Promise<ProjectStanding | null> {
    return this.reading.standing(context, project);
  }

  @ResolveField(() => Coordinates, {
    nullable: true,
    description: 'Where exactly the work is; null where nobody said it, and for outsiders while the client is unnamed.',
  })
  async coordinates(@Parent() project: Project, @Context() context: RequestContext): Promise<Coordinates | null> {
    const { latitude, longitude } = project;
    if (latitude === null || longitude === null || !(await this.seesClient(project, context))) return null;

    return { latitude, longitude };
  }

  @ResolveField(() => Float, {
    nullable: true,
    description: 'Kilometres from the place searched near; null without one. Coarse while the client is unnamed.',
  })
  distanceKm(@Parent() project: Project): number | null {
    return (project as FoundProject).distanceKm ?? null;
  }

  @ResolveField(() => Money, {
    nullable: true,
    description:
      'What the whole work cost, net. To outsiders two digits and zeros while the client is unnamed: an exact sum would tell it.',
  })
  async value(@Parent() project: Project, @Context() context: RequestContext): Promise<Money | null> {
    const exact = await this.seesClient(project, context);

    return Money.of(exact ? project.valueMinor : roundedMinor(project.valueMinor), project.valueCurrency);
  }

  @ResolveField(() => TenderType, {
    nullable: true,
    description: 'The tender it came from; null if told freely, if you may not see it, or while the client is unnamed.',
  })
  async tender(@Parent() project: Project, @Context() context: RequestContext): Promise<Tender | null> {
    if (!project.tenderId || !(await this.seesClient(project, context))) return null;

    return this.tenders.loader(context).load(project.tenderId);
  }

  @ResolveField(() => FirmType, {
    nullable: true,
    description: 'For whom the work was done, once it agreed to be named; the partner firms see it before.',
  })
  async client(@Parent() project: Project, @Context() context: RequestContext): Promise<Firm | null> {
    if (!project.clientFirmId || !(await this.seesClient(project, context))) return null;

    return this.firms.loader(context).load(project.clientFirmId);
  }

  @ResolveField(() => LocalTextType, {
    nullable: true,
    description:
      'The client in general words: what to show where it is not named. Null if it is named and nobody wrote any.',
  })
  clientUnnamed(@Parent() { clientUnnamed }: Project): LocalTextType | null {
    return clientUnnamed && LocalTextType.of(clientUnnamed);
  }

  @ResolveField(() => String, {
    nullable: true,
    description: 'What the client says about the work; only with its name.',
  })
  clientWord(@Parent() { clientIsNamed, clientWord }: Project): string | null {
    return clientIsNamed ? clientWord : null;
  }

  @ResolveField(() => ClientAnswerEnum, {
    nullable: true,
    description: 'How far it is with the client; for partner firms.',
  })
  async clientAnswer(@Parent() project: Project, @Context() context: RequestContext): Promise<ClientAnswer | null> {
    if ((await this.reading.standing(context, project)) !== 'PARTNER') return null;

    return project.clientAnswer(await this.reading.now(context));
  }

  @ResolveField(() => Date, {
    nullable: true,
    description: 'Until when a client that was asked may think, 30 days; for partner firms and the client.',
  })
  async clientThinksUntil(@Parent() project: Project, @Context() context: RequestContext): Promise<Date | null> {
    const standing = await this.reading.standing(context, project);

    return standing === 'PARTNER' || standing === 'CLIENT' ? project.clientSilentFrom : null;
  }

  @ResolveField(() => [ProjectPartnerType], { description: 'All firms that did the work, in the order of the page.' })
  partners(@Parent() { id }: Project, @Context() context: RequestContext): Promise<ProjectPartner[]> {
    return this.reading.partnersOf(context).load(id);
  }

  @ResolveField(() => [ProjectPersonType], {
    description: 'The people who did it and agreed to be named; partner firms also see whose yes is missing.',
  })
  async people(@Parent() project: Project, @Context() context: RequestContext): Promise<ProjectPerson[]> {
    const standing = await this.reading.standing(context, project);
    const people = await this.reading.peopleOf(context).load(project.id);

    return people.filter((named) => canSeeNamed(context.actor, standing, named));
  }

  @ResolveField(() => [ProjectPictureType], { description: 'What there is to see, in the order of the page.' })
  pictures(@Parent() { id }: Project, @Context() context: RequestContext): Promise<ProjectPicture[]> {
    return this.reading.picturesOf(context).load(id);
  }

  @ResolveField(() => Int, {
    nullable: true,
    description: 'How many partner firms have still to say yes to it as it stands now; for partner firms.',
  })
  async missingConfirmations(@Parent() project: Project, @Context() context: RequestContext): Promise<number | null> {
    if ((await this.reading.standing(context, project)) !== 'PARTNER') return null;
    const partners = await this.reading.partnersOf(context).load(project.id);

    return partners.filter((partner) => !partner.hasConfirmed(project.version)).length;
  }

  /** The standing is asked only where it matters: lists of projects with named clients cost nothing more. */
  private async seesClient(project: Project, context: RequestContext): Promise<boolean> {
    return project.clientIsNamed || canSeeClient(project, await this.reading.standing(context, project));
  }
}
