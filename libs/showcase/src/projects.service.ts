import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { type AwardSource, Awards } from '#libs/bids';
import { Firm, UseCounts, canSeePage } from '#libs/firms';
import { type Actor, BadUserInput, Clock, Db, Events, brokenConstraint, say } from '#libs/platform';
import { type AwardedPart, awardedColumns, awardedParts } from './awarded-work.js';
import { Project } from './project.entity.js';
import { ProjectPartner } from './project-parts.entity.js';
import { AwardAlreadyShown, AwardNotYours, FixedByAward } from './project.refusals.js';
import { ProjectReading } from './project-reading.service.js';
import { ProjectRecords } from './project-records.js';
import { ensureFitTogether, ensureWhole, textOf, writeTelling } from './project-writing.js';
import type { DraftProjectInput, ProjectPartnerInput, ReviseProjectInput } from './project-verbs.graphql.js';
import { ShowcaseNews } from './showcase-news.js';

/** Telling of joint work: drafts and their changes. */
@Injectable()
export class ProjectsService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly counts: UseCounts,
    private readonly reading: ProjectReading,
    private readonly records: ProjectRecords,
    private readonly awards: Awards,
    private readonly news: ShowcaseNews,
  ) {}

  /**
   * Begins a project, from an award or told freely. The other firms are told; nobody has said yes, the drafter included.
   *
   * @throws NotJoint, SharesBeyondWhole, AwardNotYours, AwardAlreadyShown, FixedByAward, BadUserInput
   */
  async draft(actor: Actor, input: DraftProjectInput): Promise<Project> {
    const source = input.awardId ? await this.awarded(actor, input.awardId) : null;
    const awarded = source ? awardedParts(source) : [];
    const now = await this.clock.now();
    const project = Object.assign(Project.drafted(actor.firm, now), source ? awardedColumns(source) : {});
    if (source) ensureLeavesAlone(awarded, project.clientFirmId, input);
    else project.clientFirmId = input.clientFirmId ?? null;
    writeTelling(project, input);
    const parts = partsOf(input.partners, awarded);
    ensureFitTogether(parts, actor.firm, project.clientFirmId);
    ensureWhole(project);
    await this.ensureFirmsAreThere(actor, [...parts.map(({ firmId }) => firmId), project.clientFirmId]);
    await this.insert(actor, project);
    await this.keepPartners(project.id, parts, []);
    const facts = { awardId: project.awardId };
    await this.events.record('project', project.id, actor, { kind: 'DRAFTED', at: now, facts });
    await this.tellInvited(
      actor,
      project,
      parts.map(({ firmId }) => firmId),
      now,
    );

    return project;
  }

  /**
   * Tells it anew. The version goes up: every yes given before, that of the firm that revises too, ends.
   *
   * @throws NotFound, ProjectWithdrawn, ProjectIsPublic, NotJoint, SharesBeyondWhole, FixedByAward, BadUserInput
   */
  async revise(actor: Actor, input: ReviseProjectInput): Promise<Project> {
    const locked = await this.records.lockAsPartner(actor, input.projectId);
    const { project, partners, now } = locked;
    project.ensureChangeable();
    if (!project.isToldFreely) ensureLeavesAlone(partners, project.clientFirmId, input);
    else if (input.clientFirmId !== undefined) project.setClient(input.clientFirmId);
    writeTelling(project, input);
    const parts = input.partners ? partsOf(input.partners, []) : partners;
    ensureFitTogether(parts, actor.firm, project.clientFirmId);
    ensureWhole(project);
    const joining = parts.map(({ firmId }) => firmId).filter((id) => !partners.some(({ firmId }) => firmId === id));
    await this.ensureFirmsAreThere(actor, [...joining, input.clientFirmId ?? null]);
    if (input.partners) await this.keepPartners(project.id, parts, partners);
    await this.records.keepChanged(actor, locked, 'REVISED');
    await this.tellInvited(actor, project, joining, now);

    return project;
  }

  /** @throws AwardNotYours */
  private async awarded(actor: Actor, awardId: string): Promise<AwardSource> {
    const source = await this.awards.sourceFor(awardId);
    if (!source?.suppliers.some(({ firmId }) => firmId === actor.firm)) throw new AwardNotYours();

    return source;
  }

  /** @throws AwardAlreadyShown; the database settles two at once */
  private async insert(actor: Actor, project: Project): Promise<void> {
    const there = project.awardId
      ? await this.db
          .of(Project)
          .createQueryBuilder('it')
          .where('it.awardId = :awardId AND it.withdrawnAt IS NULL', { awardId: project.awardId })
          .getOne()
      : null;
    if (there) throw new AwardAlreadyShown((await this.reading.visibleIds(actor, [there.id]))[0] ?? null);
    try {
      await this.db.of(Project).insert(project);
    } catch (error) {
      if (brokenConstraint(error) === 'project_award') throw new AwardAlreadyShown(null);
      throw error;
    }
  }

  /** Who stays keeps its yes, which no longer counts once the version went up, and its place is that of the new list. */
  private async keepPartners(
    projectId: string,
    parts: readonly AwardedPart[],
    before: readonly ProjectPartner[],
  ): Promise<void> {
    const gone = before.filter(({ firmId }) => !parts.some((part) => part.firmId === firmId));
    if (gone.length > 0)
      await this.db.of(ProjectPartner).delete({ projectId, firmId: In(gone.map(({ firmId }) => firmId)) });
    await this.db.of(ProjectPartner).save(
      parts.map(({ firmId, roles, shareBasisPoints, part }, at) => {
        const partner = before.find((old) => old.firmId === firmId) ?? ProjectPartner.asked(projectId, firmId);

        return Object.assign(partner, { roles, shareBasisPoints, part, place: at + 1 });
      }),
    );
    // Whoever was named for a firm that is no longer in it is named no longer.
    await this.db.sql(`DELETE FROM "projectPerson" WHERE "projectId" = $1 AND "firmId" <> ALL ($2::uuid[])`, [
      projectId,
      parts.map(({ firmId }) => firmId),
    ]);
  }

  private async tellInvited(actor: Actor, project: Project, firmIds: readonly string[], now: Date): Promise<void> {
    const others = firmIds.filter((firmId) => firmId !== actor.firm);
    if (others.length === 0) return;
    await this.counts.count('INVITATION', others, now);
    await this.news.tellFirms(project, others, {
      kind: 'PROJECT_DRAFTED',
      occasion: String(project.version),
      byFirmId: actor.firm,
      except: actor.personId,
    });
  }

  /** @throws BadUserInput, the same for firms that are not there and those whose page is hidden */
  private async ensureFirmsAreThere(actor: Actor, firmIds: readonly (string | null)[]): Promise<void> {
    const wanted = [...new Set(firmIds.filter((firmId) => firmId !== null))];
    const found = await this.db.of(Firm).findBy({ id: In(wanted) });
    const missing = wanted.filter((id) => !found.some((firm) => firm.id === id && canSeePage(actor, firm)));
    if (missing.length > 0)
      throw new BadUserInput(
        missing.map((read) => ({ path: 'input.partners', read, message: say('showcase:firmNotThere') })),
      );
  }
}

/** The partners as told; from an award, their parts alone may be told otherwise. */
function partsOf(
  told: readonly ProjectPartnerInput[] | null | undefined,
  awarded: readonly AwardedPart[],
): AwardedPart[] {
  if (!told) return [...awarded];

  return told.map(({ part, ...partner }, at) => ({
    ...partner,
    roles: [...new Set(partner.roles)],
    part: textOf(part, 'part', `input.partners.${at}.part`, { mayBeEmpty: true }),
  }));
}

/** @throws FixedByAward */
function ensureLeavesAlone(
  fixed: readonly AwardedPart[],
  clientFirmId: string | null,
  told: Pick<DraftProjectInput, 'partners' | 'clientFirmId'>,
): void {
  const key = ({ firmId, roles, shareBasisPoints }: Omit<AwardedPart, 'part'>): string =>
    `${firmId} ${[...roles].toSorted().join(',')} ${shareBasisPoints}`;
  const keys = (parts: readonly Omit<AwardedPart, 'part'>[]): string => parts.map(key).toSorted().join('\n');
  const otherPartners = told.partners && keys(told.partners) !== keys(fixed);
  if (otherPartners || (told.clientFirmId !== undefined && told.clientFirmId !== clientFirmId))
    throw new FixedByAward();
}
