import { Injectable } from '@nestjs/common';
import type DataLoader from 'dataloader';
import { In } from 'typeorm';
import {
  type Actor,
  Clock,
  Db,
  NotFound,
  type Page,
  type PageArgs,
  type RequestContext,
  loading,
  loadingMany,
  pageOf,
  readCursor,
} from '#libs/platform';
import { Project } from './project.entity.js';
import { ProjectPartner, ProjectPerson, ProjectPicture } from './project-parts.entity.js';
import { type ProjectStanding, canSeeProjectSql, standingOf } from './project.policy.js';

/** Reading projects as the actor may. */
@Injectable()
export class ProjectReading {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFound, the same after the same statements for what is not there and what is not to be seen */
  async visible(context: RequestContext, projectId: string): Promise<Project> {
    const project = await this.loader(context).load(projectId);
    if (!project) throw new NotFound();

    return project;
  }

  /** Those of the ids that the actor may see. */
  async visibleIds(actor: Actor, projectIds: readonly string[]): Promise<string[]> {
    const rows = await this.db.sql<{ id: string }>(
      `SELECT project."id" FROM "project" project WHERE project."id" = ANY ($1::uuid[]) AND ${canSeeProjectSql('project', '$2', '$3')}`,
      [projectIds, actor.firmIds, actor.personId],
    );

    return rows.map((row) => row.id);
  }

  /** Projects by id for field resolvers of any library; null for what the reader may not see. */
  loader(context: RequestContext): DataLoader<string, Project | null> {
    return loading(context, 'project', async (ids) =>
      this.db.of(Project).findBy({ id: In(await this.visibleIds(context.actor, ids)) }),
    );
  }

  async standing(context: RequestContext, project: Project): Promise<ProjectStanding | null> {
    const { actor } = context;
    if (actor.personId === null) return null;
    const [partners, people] = await Promise.all([
      this.partnersOf(context).load(project.id),
      this.peopleOf(context).load(project.id),
    ]);

    return standingOf(
      actor,
      project,
      partners.map(({ firmId }) => firmId),
      people.map(({ personId }) => personId),
    );
  }

  /** The firms of a project, in the order of its page. */
  partnersOf(context: RequestContext): DataLoader<string, ProjectPartner[]> {
    return loadingMany(
      context,
      'partnersOfProject',
      (ids) =>
        this.db.of(ProjectPartner).find({ where: { projectId: In(ids) }, order: { place: 'ASC', firmId: 'ASC' } }),
      (partner) => partner.projectId,
    );
  }

  /** All who are named, confirmed or not: filter them by `canSeeNamed`. */
  peopleOf(context: RequestContext): DataLoader<string, ProjectPerson[]> {
    return loadingMany(
      context,
      'peopleOfProject',
      (ids) =>
        this.db.of(ProjectPerson).find({ where: { projectId: In(ids) }, order: { namedAt: 'ASC', personId: 'ASC' } }),
      (person) => person.projectId,
    );
  }

  picturesOf(context: RequestContext): DataLoader<string, ProjectPicture[]> {
    return loadingMany(
      context,
      'picturesOfProject',
      (ids) => this.db.of(ProjectPicture).find({ where: { projectId: In(ids) }, order: { place: 'ASC', id: 'ASC' } }),
      (picture) => picture.projectId,
    );
  }

  /** The part a paper of a firm's profile speaks of; null for papers that come from no project. */
  partnerOfEvidence(context: RequestContext): DataLoader<string, ProjectPartner | null> {
    return loading(
      context,
      'partnerOfEvidence',
      (ids) => this.db.of(ProjectPartner).findBy({ evidenceId: In(ids) }),
      (partner) => partner.evidenceId!,
    );
  }

  /** All projects of a firm as its delegates see them, as partner or as client that was asked: the newest first. */
  async ofFirm(firmId: string, { first, after }: PageArgs): Promise<Page<Project>> {
    const [createdAt, id] = readCursor(after, 2) ?? [];
    const query = this.db
      .of(Project)
      .createQueryBuilder('it')
      .where(
        `(EXISTS (SELECT 1 FROM "projectPartner" own WHERE own."projectId" = it.id AND own."firmId" = :firmId)
          OR (it.clientFirmId = :firmId AND it.clientAskedAt IS NOT NULL))`,
        { firmId },
      );
    if (id !== undefined)
      query.andWhere('(it.createdAt, it.id) < (:createdAt::timestamptz, :id::uuid)', { createdAt, id });
    const rows = await query
      .orderBy('it.createdAt', 'DESC')
      .addOrderBy('it.id', 'DESC')
      .take(first + 1)
      .getMany();

    return pageOf(rows, first, (project) => [project.createdAt.toISOString(), project.id]);
  }

  /** One clock reading for all that a request computes from time. */
  now(context: RequestContext): Promise<Date> {
    return this.clock.nowIn(context);
  }
}
