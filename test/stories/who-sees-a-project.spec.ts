import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Actor } from '#libs/platform';
import { canSeeProject, canSeeProjectSql, standingOf, standingSql } from '#libs/showcase';
import { type FirmActing, aFirm } from '../support/firms.js';
import { type Kongsi, startKongsi } from '../support/kongsi.js';
import { aProject, kept, showcase } from '../support/showcase.js';

type Who = 'stranger' | 'outsider' | 'operator' | 'partner' | 'named' | 'client';
type When = 'DRAFT' | 'ASKED' | 'REFUSED' | 'PUBLIC' | 'WITHDRAWN';

/** Who | when | stands as | sees it. By hand. */
const table: [Who, When, string | null, boolean][] = [
  ['stranger', 'DRAFT', null, false],
  ['stranger', 'PUBLIC', null, true],
  ['stranger', 'WITHDRAWN', null, false],
  ['outsider', 'DRAFT', null, false],
  ['outsider', 'ASKED', null, false],
  ['outsider', 'PUBLIC', null, true],
  ['outsider', 'WITHDRAWN', null, false],
  ['operator', 'DRAFT', null, false],
  ['operator', 'PUBLIC', null, true],
  ['operator', 'WITHDRAWN', null, false],
  ['partner', 'DRAFT', 'PARTNER', true],
  ['partner', 'PUBLIC', 'PARTNER', true],
  ['partner', 'WITHDRAWN', 'PARTNER', true],
  ['named', 'DRAFT', 'NAMED', true],
  ['named', 'WITHDRAWN', 'NAMED', true],
  ['client', 'DRAFT', null, false],
  ['client', 'ASKED', 'CLIENT', true],
  ['client', 'REFUSED', 'CLIENT', true],
  ['client', 'WITHDRAWN', 'CLIENT', true],
];

describe('who sees a project', () => {
  let kongsi: Kongsi;
  let firms: Record<'steel' | 'sails' | 'school' | 'other', FirmActing>;
  let projectId: string;
  const namedId = '01900000-0000-7000-8000-00000000000a';

  beforeAll(async () => {
    kongsi = await startKongsi();
    const [steel, sails, school, other] = await Promise.all(
      ['Baja Bandar', 'Atap Layar', 'SMK Bahari', 'Pihak Luar'].map((name) => aFirm(kongsi, { name })),
    );
    firms = { steel: steel!, sails: sails!, school: school!, other: other! };
    ({ id: projectId } = await aProject(firms.steel, firms.sails, { clientFirmId: firms.school.firmId }));
    kept(
      await showcase(firms.steel, 'namePerson', { projectId, personId: firms.steel.person.id, did: { en: 'Welded' } }),
    );
    await kongsi.pool.query('UPDATE "projectPerson" SET "personId" = $1', [namedId]);
  }, 90_000);
  afterAll(() => kongsi.stop());

  it.each(table)('%s, %s: by the rule and by its SQL twin', async (who, when, standing, sees) => {
    const actingFor = (firm: FirmActing): Actor =>
      new Actor({ personId: firm.person.id, firms: [{ firmId: firm.firmId, roles: ['VIEWER'] }] });
    const actor = {
      stranger: Actor.nobody,
      outsider: actingFor(firms.other),
      operator: new Actor({ personId: firms.other.person.id, operator: true }),
      partner: actingFor(firms.sails),
      named: new Actor({ personId: namedId }),
      client: actingFor(firms.school),
    }[who];
    const at = await kongsi.clock.now();
    const asked = when === 'DRAFT' ? null : at;
    const project = {
      clientFirmId: firms.school.firmId,
      clientAskedAt: asked,
      publishedAt: when === 'PUBLIC' || when === 'WITHDRAWN' ? at : null,
      withdrawnAt: when === 'WITHDRAWN' ? at : null,
    };
    const { rows } = await kongsi.pool.query<{ standing: string | null; sees: boolean }>(
      `SELECT ${standingSql('project', '$1', '$2')} AS "standing", ${canSeeProjectSql('project', '$1', '$2')} AS "sees"
       FROM (SELECT $3::uuid AS "id", $4::uuid AS "clientFirmId", $5::timestamptz AS "clientAskedAt",
         $6::timestamptz AS "publishedAt", $7::timestamptz AS "withdrawnAt") project`,
      [actor.firmIds, actor.personId, projectId, ...Object.values(project)],
    );
    const held = standingOf(actor, project, [firms.steel.firmId, firms.sails.firmId], [namedId]);

    expect([held, canSeeProject(project, held)]).toEqual([standing, sees]);
    expect(rows[0]).toEqual({ standing, sees });
  });
});
