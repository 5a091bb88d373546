import { Injectable } from '@nestjs/common';
import { BadUserInput, Db, type Page, type RequestContext, asBigint, pageOf, readCursor, say } from '#libs/platform';
import { Project } from './project.entity.js';
import { ProjectPartner, ProjectPicture } from './project-parts.entity.js';
import type { ProjectSort, ProjectsArgs } from './project.graphql.js';
import { isPublicSql } from './project.policy.js';
import { ProjectReading } from './project-reading.service.js';

/** Ranking sees this many candidates at most, so that a common word costs as much among a million projects as among a thousand. */
const mostCandidates = 2_000;
const times = [
  'clientAskedAt',
  'clientConfirmedAt',
  'clientRefusedAt',
  'createdAt',
  'changedAt',
  'publishedAt',
  'withdrawnAt',
] as const;

type Put = (value: unknown) => string;
type Key = (string | number)[];

/** A project as a search found it. */
export class FoundProject extends Project {
  /** Kilometres from the place searched near, as far as outsiders may know the place; null without one. */
  distanceKm: number | null;
}

interface Row {
  key: string;
  km: number | null;
  project: Record<keyof Project, unknown>;
  partners: (Omit<ProjectPartner, 'confirmedAt'> & { confirmedAt: string | null })[];
  pictures: ProjectPicture[];
}

/** Finds public projects as outsiders see them; what it reads names no unnamed client. */
@Injectable()
export class ProjectSearch {
  constructor(
    private readonly db: Db,
    private readonly reading: ProjectReading,
  ) {}

  /** One page, one statement, with the partners and pictures its cards show. @throws BadUserInput for NEAREST without a place */
  async find(context: RequestContext, args: ProjectsArgs): Promise<Page<FoundProject>> {
    const values: unknown[] = [];
    const put: Put = (value) => `$${values.push(value)}`;
    const [keys, direction] = this.keys(args, put);
    const rows = await this.db.sql<Row>(
      `WITH page AS (${keys} ORDER BY "key" ${direction}, "id" ${direction} LIMIT ${put(args.first + 1)})
       SELECT page."key"::text AS "key", page."km",
         to_jsonb(project) - 'search' - 'spot' || jsonb_build_object('valueMinor', project."valueMinor"::text) AS project,
         (SELECT jsonb_agg(partner ORDER BY partner."place") FROM "projectPartner" partner WHERE partner."projectId" = project."id") AS partners,
         coalesce((SELECT jsonb_agg(picture ORDER BY picture."place", picture."id") FROM "projectPicture" picture
           WHERE picture."projectId" = project."id"), '[]') AS pictures
       FROM page JOIN "project" project ON project."id" = page."id" ORDER BY page."key" ${direction}, page."id" ${direction}`,
      values,
    );
    const found = rows.map((row) => ({ key: row.key, project: this.found(context, row) }));
    const page = pageOf(found, args.first, ({ key, project }) => [key, project.id]);

    return { ...page, nodes: page.nodes.map(({ project }) => project) };
  }

  /** The statement that answers (key, id, km) from the cursor on, and in which direction. */
  private keys(args: ProjectsArgs, put: Put): [string, 'ASC' | 'DESC'] {
    const sort = sortOf(args);
    const after = readCursor(args.after, 2) as Key | undefined;
    const km = args.near
      ? `round((it."spot" <-> ${pointSql(args.near, put)})::numeric / 1000, 3)::double precision`
      : 'NULL::double precision';
    const where = conditionsOf(args, put);
    const from = (key: string, goesOn: string): string =>
      `SELECT ${key} AS "key", it."id", ${km} AS "km" FROM "project" it WHERE ${where} ${goesOn}`;
    switch (sort) {
      case 'NEWEST': {
        const goesOn = after ? `AND (it."finishedOn", it."id") < (${put(after[0])}::date, ${put(after[1])}::uuid)` : '';

        return [from('it."finishedOn"', goesOn), 'DESC'];
      }
      case 'NEAREST': {
        const goesOn = after
          ? `AND (${km}, it."id") > (${put(after[0])}::double precision, ${put(after[1])}::uuid)`
          : '';

        return [from(km, goesOn), 'ASC'];
      }
      case 'RELEVANCE': {
        const rank = `round(1000 * ts_rank(it."search", (SELECT search_query(${put(args.text)})), 32))::integer`;
        const goesOn = after
          ? `WHERE "key" < ${put(after[0])}::integer OR ("key" = ${put(after[0])}::integer AND "id" < ${put(after[1])}::uuid)`
          : '';
        const candidates = `(SELECT * FROM "project" it WHERE ${where} LIMIT ${mostCandidates})`;

        return [
          `SELECT * FROM (SELECT ${rank} AS "key", it."id", ${km} AS "km" FROM ${candidates} it) ranked ${goesOn}`,
          'DESC',
        ];
      }
    }
  }

  /** Rows that came as JSON carry their times as text; what the cards show is handed to the loaders, which then ask nothing. */
  private found(context: RequestContext, { project, partners, pictures, km }: Row): FoundProject {
    const dated = times.map((name) => [name, asTime(project[name] as string | null)]);
    const found = Object.assign(new FoundProject(), project, Object.fromEntries(dated), {
      valueMinor: asBigint.from(project.valueMinor) as bigint | null,
      distanceKm: km,
    });
    this.reading.partnersOf(context).prime(
      found.id,
      partners.map((partner) =>
        Object.assign(new ProjectPartner(), partner, { confirmedAt: asTime(partner.confirmedAt) }),
      ),
    );
    this.reading.picturesOf(context).prime(
      found.id,
      pictures.map((picture) => Object.assign(new ProjectPicture(), picture)),
    );

    return found;
  }
}

/** @throws BadUserInput for NEAREST without a place */
function sortOf({ sort, text, near }: ProjectsArgs): ProjectSort {
  if (sort === 'NEAREST' && !near) throw new BadUserInput([{ path: 'near', message: say('showcase:nearWanted') }]);
  if (sort === 'RELEVANCE' && !text?.trim()) return near ? 'NEAREST' : 'NEWEST';
  if (sort) return sort;
  if (text?.trim()) return 'RELEVANCE';

  return near ? 'NEAREST' : 'NEWEST';
}

function conditionsOf({ text, town, firmId, near }: ProjectsArgs, put: Put): string {
  const conditions = [isPublicSql('it')];
  if (text?.trim()) conditions.push(`it."search" @@ (SELECT search_query(${put(text)}))`);
  if (town?.trim()) conditions.push(`plain(it."town") = plain(${put(town.trim())})`);
  if (firmId) {
    conditions.push(
      `EXISTS (SELECT 1 FROM "projectPartner" partner WHERE partner."projectId" = it."id" AND partner."firmId" = ${put(firmId)}::uuid)`,
    );
  }
  if (near) {
    const point = pointSql(near, put);
    const metres = put(near.radiusKm * 1_000);
    conditions.push(`it."spot" <@ earth_box(${point}, ${metres}) AND earth_distance(${point}, it."spot") <= ${metres}`);
  }

  return conditions.join(' AND ');
}

function pointSql({ latitude, longitude }: NonNullable<ProjectsArgs['near']>, put: Put): string {
  return `ll_to_earth(${put(latitude)}, ${put(longitude)})`;
}

function asTime(value: string | null): Date | null {
  return value === null ? null : new Date(value);
}
