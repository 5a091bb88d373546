import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { JointWorks } from '#libs/coverage';
import { Firm, References, UseCounts } from '#libs/firms';
import { type Actor, Db } from '#libs/platform';
import { Project } from './project.entity.js';
import { ProjectPartner, ProjectPerson, ProjectPicture } from './project-parts.entity.js';
import * as refusals from './project.refusals.js';
import { type LockedProject, ProjectRecords } from './project-records.js';
import { fieldsNaming } from './project-writing.js';
import type {
  AskClientInput,
  ConfirmAsClientInput,
  ConfirmProjectInput,
  PublishProjectInput,
  RefuseAsClientInput,
  WithdrawProjectInput,
} from './project-verbs.graphql.js';
import { ShowcaseNews } from './showcase-news.js';

/** Who says yes to a project, and what follows when all have. */
@Injectable()
export class ProjectConsentsService {
  constructor(
    private readonly db: Db,
    private readonly records: ProjectRecords,
    private readonly references: References,
    private readonly jointWorks: JointWorks,
    private readonly counts: UseCounts,
    private readonly news: ShowcaseNews,
  ) {}

  /** A partner firm's yes to the version it read. @throws NotFound, ProjectWithdrawn, ProjectIsPublic, ProjectChanged */
  async confirm(actor: Actor, { projectId, version }: ConfirmProjectInput): Promise<Project> {
    const { project, partners, now } = await this.records.lockAsPartner(actor, projectId);
    project.ensureChangeable();
    project.ensureReadAs(version);
    const own = partners.find(({ firmId }) => firmId === actor.firm)!;
    if (own.hasConfirmed(version)) return project;
    await this.db.of(ProjectPartner).save(Object.assign(own, { confirmedVersion: version, confirmedAt: now }));
    await this.counts.count('ANSWER', [actor.firm], now);
    await this.tellOthers(actor, project, partners, 'PROJECT_CONFIRMED', `${actor.firm}:${version}`);

    return this.records.keep(actor, project, 'CONFIRMED', now, { version });
  }

  /** @throws NotFound, ProjectWithdrawn, NoClientFirm, ClientAlreadyAsked, ClientRefused */
  async askClient(actor: Actor, { projectId }: AskClientInput): Promise<Project> {
    const { project, now } = await this.records.lockAsPartner(actor, projectId);
    project.ensureLives();
    if (project.clientFirmId === null) throw new refusals.NoClientFirm();
    project.ensureClientMayBeAsked();
    if (project.clientAskedAt !== null) throw new refusals.ClientAlreadyAsked(project.clientAskedAt);
    project.clientAskedAt = now;
    await this.records.keep(actor, project, 'CLIENT_ASKED', now, { clientFirmId: project.clientFirmId });
    await this.records.clientAsked(actor, project);

    return project;
  }

  /** The client's yes to the version it read, and to its name; also late, when it was silent. @throws NotFound, ProjectWithdrawn, ProjectChanged */
  async confirmAsClient(actor: Actor, { projectId, version, word }: ConfirmAsClientInput): Promise<Project> {
    const { project, partners, now } = await this.records.lockAsClient(actor, projectId);
    project.ensureReadAs(version);
    Object.assign(project, { clientConfirmedVersion: version, clientConfirmedAt: now, clientRefusedAt: null });
    if (word !== undefined) project.clientWord = word?.trim() || null;
    await this.tellOthers(actor, project, partners, 'PROJECT_CLIENT_CONFIRMED', String(version));

    return this.records.keep(actor, project, 'CLIENT_CONFIRMED', now, { version });
  }

  /** The client stays unnamed. Where its name is public already it withdraws the project. @throws NotFound, ProjectWithdrawn, ProjectIsPublic */
  async refuseAsClient(actor: Actor, { projectId }: RefuseAsClientInput): Promise<Project> {
    const { project, partners, now } = await this.records.lockAsClient(actor, projectId);
    project.ensureLives();
    if (project.clientIsNamed) project.ensureChangeable();
    if (project.clientRefusedAt !== null) return project;
    Object.assign(project, { clientRefusedAt: now, clientWord: null });
    Object.assign(project, { clientConfirmedVersion: null, clientConfirmedAt: null });
    await this.tellOthers(actor, project, partners, 'PROJECT_CLIENT_REFUSED', now.toISOString());

    return this.records.keep(actor, project, 'CLIENT_REFUSED', now);
  }

  /**
   * Shows it to everybody; it then is a reference of each firm with the firm's own share, and counts as joint work.
   *
   * @throws NotFound, ProjectWithdrawn, ProjectIsPublic, StoryMissing, WorkNotFinished, PartnersNotConfirmed, ClientNotAsked,
   * ClientStillThinking, ClientWordsMissing, ClientRecognisable
   */
  async publish(actor: Actor, { projectId }: PublishProjectInput): Promise<Project> {
    const locked = await this.records.lockAsPartner(actor, projectId);
    const { project, partners, now } = locked;
    project.ensureChangeable();
    if (Object.keys(project.story).length === 0) throw new refusals.StoryMissing();
    if (project.finishedOn > now.toISOString().slice(0, 10)) throw new refusals.WorkNotFinished(project.finishedOn);
    await this.ensureAllConfirmed(locked);
    const client = await this.ensureClientRule(locked);
    project.publishedAt = now;
    await this.records.keep(actor, project, 'PUBLISHED', now, { version: project.version });
    await this.jointWorks.record(
      project.id,
      partners.map(({ firmId }) => firmId),
      project.finishedOn,
    );
    await this.addReferences(actor, locked, client);
    await this.tellOthers(actor, project, partners, 'PROJECT_PUBLISHED', String(project.version), [
      project.clientFirmId,
    ]);

    return project;
  }

  /** Ends it for everybody, its references and its count as joint work too; before it was public as after. @throws NotFound, ProjectWithdrawn */
  async withdraw(actor: Actor, { projectId }: WithdrawProjectInput): Promise<Project> {
    const { project, partners, now } = await this.records.lockAsParty(actor, projectId);
    project.ensureLives();
    Object.assign(project, { withdrawnAt: now, withdrawnByFirmId: actor.firm });
    await this.records.keep(actor, project, 'WITHDRAWN', now);
    await this.jointWorks.forget(project.id);
    await this.references.withdraw(
      actor,
      partners.flatMap(({ evidenceId }) => evidenceId ?? []),
      now,
    );
    await this.db.of(ProjectPartner).update({ projectId }, { evidenceId: null });
    await this.tellOthers(actor, project, partners, 'PROJECT_WITHDRAWN', 'once', [project.clientFirmId]);

    return project;
  }

  /** @throws PartnersNotConfirmed */
  private async ensureAllConfirmed({ project, partners }: LockedProject): Promise<void> {
    const open = partners.filter((partner) => !partner.hasConfirmed(project.version)).map(({ firmId }) => firmId);
    if (open.length === 0) return;
    const firms = await this.db.of(Firm).find({ where: { id: In(open) }, order: { name: 'ASC' } });
    throw new refusals.PartnersNotConfirmed(firms);
  }

  /**
   * The client said yes to what stands there, or it stays unnamed: it has refused, or been silent for thirty days, and is not
   * recognisable. Answers the client that is named.
   *
   * @throws ClientNotAsked, ClientStillThinking, ClientWordsMissing, ClientRecognisable
   */
  private async ensureClientRule(locked: LockedProject): Promise<Firm | null> {
    const { project, now } = locked;
    if (project.clientFirmId === null) return null;
    const client = await this.db.get(Firm, project.clientFirmId);
    const answer = project.clientAnswer(now);
    if (answer === 'CONFIRMED') return client;
    if (answer === 'NOT_ASKED') throw new refusals.ClientNotAsked(client);
    if (answer === 'ASKED') throw new refusals.ClientStillThinking(client, project.clientSilentFrom!);
    if (project.clientUnnamed === null) throw new refusals.ClientWordsMissing();
    const naming = fieldsNaming(client.name, await this.textsOf(locked));
    if (naming.length > 0) throw new refusals.ClientRecognisable(naming);

    return null;
  }

  /** Every text of the page, by the path of its field. */
  private async textsOf({ project, partners }: LockedProject): Promise<Parameters<typeof fieldsNaming>[1]> {
    const where = { projectId: project.id };
    const pictures = await this.db.of(ProjectPicture).find({ where, order: { place: 'ASC' } });
    const people = await this.db.of(ProjectPerson).find({ where, order: { namedAt: 'ASC' } });
    const { title, story, outcome, clientUnnamed } = project;

    return [
      ...Object.entries({ title, story, outcome, clientUnnamed }),
      ...partners.map(({ part }, at) => [`partners.${at}.part`, part] as const),
      ...pictures.map(({ alt }, at) => [`pictures.${at}.alt`, alt] as const),
      ...people.map(({ did }, at) => [`people.${at}.did`, did] as const),
    ];
  }

  /** A verified client's own yes proves the work; otherwise the reference waits for an operator, as any paper does. */
  private async addReferences(
    actor: Actor,
    { project, partners, now }: LockedProject,
    client: Firm | null,
  ): Promise<void> {
    for (const partner of partners) {
      const evidenceId = await this.references.add(
        actor,
        {
          firmId: partner.firmId,
          title: project.title,
          issuer: client?.name ?? project.clientUnnamed?.en ?? project.clientUnnamed?.id ?? null,
          number: project.id,
          validFrom: project.finishedOn,
          source: client?.isVerified ? `${client.name} (${client.publicId})` : null,
        },
        now,
      );
      await this.db.of(ProjectPartner).save(Object.assign(partner, { evidenceId }));
    }
  }

  private async tellOthers(
    actor: Actor,
    project: Project,
    partners: readonly ProjectPartner[],
    kind: Parameters<ShowcaseNews['tellFirms']>[2]['kind'],
    occasion: string,
    further: readonly (string | null)[] = [],
  ): Promise<void> {
    const asked = project.clientAskedAt === null ? [] : further.filter((firmId) => firmId !== null);
    const firmIds = [...partners.map(({ firmId }) => firmId), ...asked].filter((firmId) => firmId !== actor.firm);
    await this.news.tellFirms(project, firmIds, { kind, occasion, byFirmId: actor.firm, except: actor.personId });
  }
}
