import { standingOf as standingInAlliance, standingSql as standingInAllianceSql } from '#libs/alliances';
import { canSeeProject, canSeeProjectSql, standingOf, standingSql } from '#libs/showcase';
import type { Browser } from '../support/people.js';
import type { Asking } from './table.js';
import { rowsOf, table, twinsQuestion } from './twins.js';

type PartnerRow = Parameters<typeof standingInAlliance>[2][number];
interface AllianceRow {
  proposerFirmId: string;
  partners: PartnerRow[];
}
type ProjectRow = Parameters<typeof standingOf>[1] & { partnerFirmIds: string[]; personIds: string[] };

/** Where readers stand to an alliance: the rule beside its twin. */
export async function allianceTwins(reader: Browser, ids: Record<string, string>): Promise<Asking> {
  const alliances = await rowsOf<AllianceRow>(
    reader,
    `SELECT alliance.*, (SELECT json_agg(partner) FROM "partnerFirm" partner WHERE partner."allianceId" = alliance."id") AS "partners"
     FROM "alliance" alliance WHERE "id" = ANY ($1::uuid[])`,
    ids,
  );

  return twinsQuestion([
    {
      name: 'standingOf alliance',
      table: table('pd', {
        'NOBODY STRANGER OPERATOR BUYER RIVAL': '--',
        'LEAD PARTNER': '##',
        ASKED: 'ii',
        FORMER: 'ff',
      }),
      rule: (actor, column) => standingInAlliance(actor, alliances[column]!, alliances[column]!.partners),
      sql: ({ firmIds }, column) => [
        `SELECT ${standingInAllianceSql('alliance', '$1')} FROM "alliance" alliance WHERE alliance."id" = $2`,
        [firmIds, ids[column]],
      ],
    },
  ]);
}

/** Where readers stand to a project, and whether they see it. */
export async function projectTwins(reader: Browser, ids: Record<string, string>): Promise<Asking> {
  const projects = await rowsOf<ProjectRow>(
    reader,
    `SELECT project.*, ARRAY(SELECT "firmId" FROM "projectPartner" WHERE "projectId" = project."id") AS "partnerFirmIds",
       ARRAY(SELECT "personId" FROM "projectPerson" WHERE "projectId" = project."id") AS "personIds"
     FROM "project" project WHERE "id" = ANY ($1::uuid[])`,
    ids,
  );
  const out = 'NOBODY STRANGER OTHER OPERATOR';
  const from = 'FROM "project" project WHERE project."id" = $3';

  return twinsQuestion([
    {
      name: 'standingOf project',
      // The client has to do with it from the moment it is asked, also after a no.
      table: table('dqunw', { [out]: '-----', 'DRAFTER PARTNER': '#####', 'NAMED SILENT': 'nnnnn', CLIENT: '-cccc' }),
      rule: (actor, column) => {
        const { partnerFirmIds, personIds, ...project } = projects[column]!;

        return standingOf(actor, project, partnerFirmIds, personIds);
      },
      sql: ({ firmIds, personId }, column) => [
        `SELECT ${standingSql('project', '$1', '$2')} ${from}`,
        [firmIds, personId, ids[column]],
      ],
    },
    {
      name: 'canSeeProject',
      table: table('dqunw', { [out]: '--##-', 'DRAFTER PARTNER NAMED SILENT': '#####', CLIENT: '-####' }),
      rule: (actor, column) => {
        const { partnerFirmIds, personIds, ...project } = projects[column]!;

        return canSeeProject(project, standingOf(actor, project, partnerFirmIds, personIds));
      },
      sql: ({ firmIds, personId }, column) => [
        `SELECT ${canSeeProjectSql('project', '$1', '$2')} ${from}`,
        [firmIds, personId, ids[column]],
      ],
    },
  ]);
}
