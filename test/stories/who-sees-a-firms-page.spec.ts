import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { canSeeLegalId, canSeeLegalIdSql, canSeePage, canSeePageSql } from '#libs/firms';
import { Actor } from '#libs/platform';
import { type Kongsi, startKongsi } from '../support/kongsi.js';

const firmId = '01900000-0000-7000-8000-000000000001';
const otherId = '01900000-0000-7000-8000-000000000002';

const actors = {
  stranger: Actor.nobody,
  otherFirm: new Actor({ personId: otherId, firms: [{ firmId: otherId, roles: ['OWNER'] }] }),
  viewer: new Actor({ personId: otherId, firms: [{ firmId, roles: ['VIEWER'] }] }),
  owner: new Actor({ personId: otherId, firms: [{ firmId, roles: ['OWNER'] }] }),
  operator: new Actor({ personId: otherId, operator: true }),
};

/** Who | page hidden | sees the page | sees a NIB | sees an NPWP */
const table: [keyof typeof actors, boolean, boolean, boolean, boolean][] = [
  ['stranger', false, true, true, false],
  ['stranger', true, false, false, false],
  ['otherFirm', false, true, true, false],
  ['otherFirm', true, false, false, false],
  ['viewer', false, true, true, true],
  ['viewer', true, true, true, true],
  ['owner', false, true, true, true],
  ['owner', true, true, true, true],
  ['operator', false, true, true, true],
  ['operator', true, true, true, true],
];

describe('who sees a firm’s page', () => {
  let kongsi: Kongsi;

  beforeAll(async () => {
    kongsi = await startKongsi();
  }, 60_000);
  afterAll(() => kongsi.stop());

  it.each(table)('%s, hidden %p: by the rule and by its SQL twin', async (who, hidden, page, nib, npwp) => {
    const actor = actors[who];
    const firm = { id: firmId, hiddenAt: hidden ? new Date() : null };
    const legalIds = [{ scheme: 'NIB' }, { scheme: 'NPWP' }];
    const { rows } = await kongsi.pool.query<{ page: boolean; legalId: boolean }>(
      `SELECT ${canSeePageSql('f', '$1', '$2')} AS "page", ${canSeeLegalIdSql('f', 'l', '$1', '$2')} AS "legalId"
       FROM (SELECT $3::uuid AS "id", $4::timestamptz AS "hiddenAt") f,
         unnest($5::text[]) WITH ORDINALITY AS l ("scheme", "place") ORDER BY l."place"`,
      [actor.firmIds, actor.operator, firm.id, firm.hiddenAt, legalIds.map((legalId) => legalId.scheme)],
    );

    expect([canSeePage(actor, firm), ...legalIds.map((legalId) => canSeeLegalId(actor, firm, legalId))]).toEqual([
      page,
      nib,
      npwp,
    ]);
    expect([rows[0]!.page, ...rows.map((row) => row.legalId)]).toEqual([page, nib, npwp]);
  });
});
