import type { Actor } from '#libs/platform';
import type { Project } from './project.entity.js';

/** Where a reader stands to a project. */
export const standings = ['CLIENT', 'NAMED', 'PARTNER'] as const;
export type ProjectStanding = (typeof standings)[number];

type Seen = Pick<Project, 'clientFirmId' | 'clientAskedAt' | 'publishedAt' | 'withdrawnAt'>;

/**
 * PARTNER: a delegate of a firm that did the work. NAMED: somebody named in it, with or without an own yes. CLIENT: a delegate of the
 * client once it was asked, also after a no: it sees how it is spoken of. Everybody else, operators included, has none.
 */
export function standingOf(
  actor: Actor,
  project: Seen,
  partnerFirmIds: readonly string[],
  namedPersonIds: readonly string[],
): ProjectStanding | null {
  if (actor.actsFor(partnerFirmIds)) return 'PARTNER';
  if (actor.personId !== null && namedPersonIds.includes(actor.personId)) return 'NAMED';

  return project.clientAskedAt !== null && actor.actsFor([project.clientFirmId]) ? 'CLIENT' : null;
}

/** The same rule as a text expression over "project"; null for outsiders. The values are `actor.firmIds` and `actor.personId`. */
export function standingSql(project: string, firmIds: `$${number}`, personId: `$${number}`): string {
  return `CASE WHEN EXISTS (SELECT 1 FROM "projectPartner" own WHERE own."projectId" = ${project}."id" AND own."firmId" = ANY (${firmIds}::uuid[]))
      THEN 'PARTNER'
    WHEN EXISTS (SELECT 1 FROM "projectPerson" own WHERE own."projectId" = ${project}."id" AND own."personId" = ${personId}::uuid) THEN 'NAMED'
    WHEN ${project}."clientAskedAt" IS NOT NULL AND ${project}."clientFirmId" = ANY (${firmIds}::uuid[]) THEN 'CLIENT' END`;
}

/** Everybody while it is public; else those who have to do with it. */
export function canSeeProject(project: Seen, standing: ProjectStanding | null): boolean {
  return (project.publishedAt !== null && project.withdrawnAt === null) || standing !== null;
}

/** The same rule as a filter over "project". */
export function canSeeProjectSql(project: string, firmIds: `$${number}`, personId: `$${number}`): string {
  return `(${isPublicSql(project)} OR ${standingSql(project, firmIds, personId)} IS NOT NULL)`;
}

export function isPublicSql(project: string): string {
  return `(${project}."publishedAt" IS NOT NULL AND ${project}."withdrawnAt" IS NULL)`;
}

/** Who the client is, the tender, the exact place and the exact value: everybody while it is named; else those who know it anyway. */
export function canSeeClient(project: Pick<Project, 'clientIsNamed'>, standing: ProjectStanding | null): boolean {
  return project.clientIsNamed || standing !== null;
}

/** A person in it: everybody after the person's own yes; before that the partner firms and the person. */
export function canSeeNamed(
  actor: Actor,
  standing: ProjectStanding | null,
  named: { personId: string; confirmedAt: Date | null },
): boolean {
  return named.confirmedAt !== null || standing === 'PARTNER' || named.personId === actor.personId;
}
