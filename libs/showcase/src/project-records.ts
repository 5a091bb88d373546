import { Injectable } from '@nestjs/common';
import { type Actor, Clock, Db, Events, Jobs, NotFound } from '#libs/platform';
import { Project } from './project.entity.js';
import { ProjectPartner } from './project-parts.entity.js';
import { ShowcaseNews } from './showcase-news.js';

/** A project under its lock, with its firms and the one reading of the clock. */
export interface LockedProject {
  project: Project;
  partners: ProjectPartner[];
  now: Date;
}

/** What each change of a project does: lock it, read the clock once, note what happened, tell whom it touches. */
@Injectable()
export class ProjectRecords {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly jobs: Jobs,
    private readonly news: ShowcaseNews,
  ) {}

  /** For a verb of a firm that did the work. @throws NotFound */
  async lockAsPartner(actor: Actor, projectId: string): Promise<LockedProject> {
    const locked = await this.lock(projectId);
    if (!locked.partners.some(({ firmId }) => firmId === actor.firm)) throw new NotFound();

    return locked;
  }

  /** For a verb of the client, once it was asked. @throws NotFound */
  async lockAsClient(actor: Actor, projectId: string): Promise<LockedProject> {
    const locked = await this.lock(projectId);
    if (locked.project.clientFirmId !== actor.firm || locked.project.clientAskedAt === null) throw new NotFound();

    return locked;
  }

  /** For a verb of either. @throws NotFound */
  async lockAsParty(actor: Actor, projectId: string): Promise<LockedProject> {
    const locked = await this.lock(projectId);
    const isClient = locked.project.clientFirmId === actor.firm && locked.project.clientAskedAt !== null;
    if (!isClient && !locked.partners.some(({ firmId }) => firmId === actor.firm)) throw new NotFound();

    return locked;
  }

  async lock(projectId: string): Promise<LockedProject> {
    const project = await this.db.get(Project, projectId, 'FOR UPDATE');
    const partners = await this.db
      .of(ProjectPartner)
      .find({ where: { projectId }, order: { place: 'ASC', firmId: 'ASC' } });

    return { project, partners, now: await this.clock.now() };
  }

  /** Notes what happened and keeps the row. */
  async keep(
    actor: Actor,
    project: Project,
    kind: string,
    now: Date,
    facts: Record<string, unknown> = {},
  ): Promise<Project> {
    await this.events.record('project', project.id, actor, { kind, at: now, facts });

    return this.db.of(Project).save(project);
  }

  /**
   * Something changed that others said yes to: the version goes up, no yes holds, and whoever had said yes is told; a client that had
   * is asked anew.
   */
  async keepChanged(actor: Actor, { project, partners, now }: LockedProject, kind: string): Promise<Project> {
    const hadSaidYes = partners.filter((partner) => partner.hasConfirmed(project.version)).map(({ firmId }) => firmId);
    const clientHadSaidYes = project.clientIsNamed;
    project.changed(now);
    await this.keep(actor, project, kind, now, { version: project.version });
    const occasion = String(project.version);
    const tidings = { occasion, byFirmId: actor.firm, except: actor.personId };
    await this.news.tellFirms(project, hadSaidYes, { kind: 'PROJECT_CHANGED', ...tidings });
    if (clientHadSaidYes) await this.clientAsked(actor, project);

    return project;
  }

  /** Tells the client that it is asked, and plans what to say should it stay silent. */
  async clientAsked(actor: Actor, project: Project): Promise<void> {
    await this.news.tellFirms(project, [project.clientFirmId!], {
      kind: 'PROJECT_CLIENT_ASKED',
      occasion: project.clientAskedAt!.toISOString(),
      byFirmId: actor.firm,
    });
    await this.jobs.add(
      'client-stayed-silent',
      { projectId: project.id },
      { runAt: project.clientSilentFrom!, key: `client-stayed-silent:${project.id}` },
    );
  }
}
