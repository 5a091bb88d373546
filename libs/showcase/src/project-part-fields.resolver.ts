import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { type Evidence, EvidenceType, type Firm, FirmType, FirmsService, LocalTextType } from '#libs/firms';
import { People, PersonType, type Person } from '#libs/people';
import { FileType, Money, type RequestContext, StoredFile, Db, loading } from '#libs/platform';
import { In } from 'typeorm';
import type { Project } from './project.entity.js';
import type { ProjectPartner, ProjectPerson, ProjectPicture } from './project-parts.entity.js';
import {
  ProjectPartnerType,
  ProjectPersonType,
  ProjectPictureType,
  ProjectReferenceType,
  ProjectType,
} from './project.graphql.js';
import { canSeeClient } from './project.policy.js';
import { ProjectReading } from './project-reading.service.js';
import { roundedMinor } from './rounded-value.js';

/** What the part of one firm shows. */
@Resolver(() => ProjectPartnerType)
export class ProjectPartnerFieldsResolver {
  constructor(
    private readonly reading: ProjectReading,
    private readonly firms: FirmsService,
  ) {}

  @ResolveField(() => FirmType, { nullable: true, description: 'Who did this part; leads to its page.' })
  firm(@Parent() { firmId }: ProjectPartner, @Context() context: RequestContext): Promise<Firm | null> {
    return this.firms.loader(context).load(firmId);
  }

  @ResolveField(() => LocalTextType, { description: 'What it did, in words; may be empty.' })
  part(@Parent() { part }: ProjectPartner): LocalTextType {
    return LocalTextType.of(part);
  }

  @ResolveField(() => Boolean, {
    nullable: true,
    description:
      'Whether it said yes to the project as it stands now; null for outsiders, who see only what all said yes to.',
  })
  async hasConfirmed(@Parent() partner: ProjectPartner, @Context() context: RequestContext): Promise<boolean | null> {
    const project = await this.reading.loader(context).load(partner.projectId);
    if (!project || !(await this.reading.standing(context, project))) return null;

    return partner.hasConfirmed(project.version);
  }
}

/** Who did the work. */
@Resolver(() => ProjectPersonType)
export class ProjectPersonFieldsResolver {
  constructor(
    private readonly people: People,
    private readonly firms: FirmsService,
  ) {}

  @ResolveField(() => PersonType, {
    nullable: true,
    description: 'Somebody who worked there, under the name they chose.',
  })
  person(@Parent() { personId }: ProjectPerson, @Context() context: RequestContext): Promise<Person | null> {
    return this.people.loader(context).load(personId);
  }

  @ResolveField(() => FirmType, { nullable: true, description: 'For which of the firms they worked.' })
  firm(@Parent() { firmId }: ProjectPerson, @Context() context: RequestContext): Promise<Firm | null> {
    return this.firms.loader(context).load(firmId);
  }

  @ResolveField(() => LocalTextType, { description: 'What they did there.' })
  did(@Parent() { did }: ProjectPerson): LocalTextType {
    return LocalTextType.of(did);
  }
}

/** What there is to see. */
@Resolver(() => ProjectPictureType)
export class ProjectPictureFieldsResolver {
  constructor(private readonly db: Db) {}

  @ResolveField(() => LocalTextType, { description: 'What is to be seen, for those who do not see it.' })
  alt(@Parent() { alt }: ProjectPicture): LocalTextType {
    return LocalTextType.of(alt);
  }

  @ResolveField(() => String, { description: 'Path of the image on this site: `/files/…`.' })
  url(@Parent() { fileId }: ProjectPicture): string {
    return `/files/${fileId}`;
  }

  @ResolveField(() => FileType, { nullable: true, description: 'Media type, size and digest of the image.' })
  file(@Parent() { fileId }: ProjectPicture, @Context() context: RequestContext): Promise<StoredFile | null> {
    return loading(context, 'fileOfPicture', (ids) => this.db.of(StoredFile).findBy({ id: In(ids) })).load(fileId);
  }
}

/** What a reference in a profile says of the work behind it. */
@Resolver(() => ProjectReferenceType)
export class ProjectReferenceFieldsResolver {
  constructor(private readonly reading: ProjectReading) {}

  @ResolveField(() => ProjectType, { nullable: true, description: 'The joint work, where you may see it.' })
  project(@Parent() { projectId }: ProjectPartner, @Context() context: RequestContext): Promise<Project | null> {
    return this.reading.loader(context).load(projectId);
  }

  @ResolveField(() => Money, {
    nullable: true,
    description:
      'The firm’s own share of the value, net, rounded down; coarse to outsiders while the client is unnamed.',
  })
  async value(@Parent() partner: ProjectPartner, @Context() context: RequestContext): Promise<Money | null> {
    const project = await this.reading.loader(context).load(partner.projectId);
    if (!project) return null;
    const own = partner.ownValueMinor(project.valueMinor);
    const exact = canSeeClient(project, await this.reading.standing(context, project));

    return Money.of(exact ? own : roundedMinor(own), project.valueCurrency);
  }
}

/** A paper that came out of a joint project leads to it. */
@Resolver(() => EvidenceType)
export class EvidenceReferenceResolver {
  constructor(private readonly reading: ProjectReading) {}

  @ResolveField(() => ProjectReferenceType, {
    nullable: true,
    description:
      'For a reference out of a joint project: which one, and the firm’s own share of it. Null for other papers.',
  })
  reference(@Parent() evidence: Evidence, @Context() context: RequestContext): Promise<ProjectPartner | null> | null {
    if (evidence.kind !== 'REFERENCE' || evidence.isWithheld) return null;

    return this.reading.partnerOfEvidence(context).load(evidence.id);
  }
}
