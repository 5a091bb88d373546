import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Actor } from '#libs/platform';
import { standingOf, standingSql } from '#libs/alliances';
import { type AllianceKnown, anAlliance, inviteFirm } from '../support/alliances.js';
import { type FirmActing, aFirm } from '../support/firms.js';
import { type Answer, type Kongsi, startKongsi } from '../support/kongsi.js';
import { aPerson } from '../support/people.js';
import { statementsOf } from '../support/sql-watch.js';
import { type TenderKnown, aTender } from '../support/tenders.js';

const absent = '01900000-0000-7000-8000-000000000000';
const page = `query ($id: ID!) { alliance(id: $id) { id name partners { firm { name } } lineUps { id } terms { words } } }`;

describe('outsiders cannot tell that an alliance exists', () => {
  let kongsi: Kongsi;
  let buyer: FirmActing;
  let lead: FirmActing;
  let glass: FirmActing;
  let stranger: FirmActing;
  let tender: TenderKnown;
  let alliance: AllianceKnown;

  beforeAll(async () => {
    kongsi = await startKongsi();
    [buyer, lead, glass, stranger] = (await Promise.all(
      ['SDN 3', 'Kayu Teduh', 'Kaca Bening', 'Orang Lain'].map((name) => aFirm(kongsi, { name })),
    )) as [FirmActing, FirmActing, FirmActing, FirmActing];
    tender = await aTender(buyer);
    alliance = await anAlliance(lead, [glass], tender);
  });
  afterAll(() => kongsi.stop());

  /** What asking for it costs in statements, and the answer's bytes. */
  async function asking(work: () => Promise<Answer<unknown>>): Promise<{ bytes: string; statements: string[] }> {
    let bytes = '';
    const statements = await statementsOf(async () => {
      const { data, errors, status } = await work();
      bytes = JSON.stringify({ data, errors, status });
    });

    return { bytes, statements };
  }

  it.each(['stranger', 'buyer', 'nobody'])(
    '%s gets the same bytes after the same statements as for nothing',
    async (who) => {
      const ask = (id: string): Promise<Answer<unknown>> =>
        who === 'nobody' ? kongsi.ask(page, { id }) : { stranger, buyer }[who]!.ask(page, { id });
      const hidden = await asking(() => ask(alliance.id));
      const nothing = await asking(() => ask(absent));

      expect(hidden).toEqual(nothing);
      expect(hidden.bytes).toContain(who === 'nobody' ? 'UNAUTHENTICATED' : 'NOT_FOUND');
      expect(hidden.statements.length > 0).toBe(who !== 'nobody');
    },
  );

  const place = { roles: ['PARTNER'], shareBasisPoints: 100 };
  const verbs: Record<string, Record<string, unknown>> = {
    inviteFirm: { firmId: absent, places: [place] },
    withdrawAllianceInvitation: { firmId: absent },
    replaceFirm: { firmId: absent, byFirmId: absent, reason: 'For a test.' },
    changeLineUp: { places: [{ ...place, firmId: absent }] },
    changeAllianceTerms: { terms: { liability: 'SEVERAL', words: '' } },
    consentToAlliance: { places: [{ version: 1 }], termsVersion: 1 },
    declineAlliance: {},
    leaveAlliance: {},
    dissolveAlliance: { reason: 'For a test.' },
    signAgreement: { digest: `sha256:${'0'.repeat(64)}`, name: 'Sari', position: 'Direktur' },
  };

  it.each(Object.keys(verbs))('a stranger cannot %s, nor learn from trying', async (verb) => {
    const type = `${verb.charAt(0).toUpperCase()}${verb.slice(1)}Input`;
    const mutation = `mutation ($input: ${type}!) { ${verb}(input: $input) { __typename } }`;
    const trying = (allianceId: string, key: string): Promise<Answer<unknown>> =>
      stranger.ask(mutation, {
        input: { ...verbs[verb], allianceId, actingFor: stranger.firmId, idempotencyKey: `${verb}-${key}` },
      });
    const hidden = await asking(() => trying(alliance.id, 'hidden'));
    const nothing = await asking(() => trying(absent, 'nothing'));

    expect(hidden).toEqual(nothing);
    expect(hidden.bytes).toContain('NOT_FOUND');
  });

  it('no list, count or page of a partner gives it away', async () => {
    const mine = `query ($firmId: ID!) { myAlliances(firmId: $firmId) { nodes { id } pageInfo { hasNextPage } } }`;
    const { data } = await stranger.ask<{ myAlliances: { nodes: unknown[] } }>(mine, { firmId: stranger.firmId });
    expect(data.myAlliances.nodes).toEqual([]);
    const foreign = await stranger.ask(mine, { firmId: lead.firmId });
    expect(foreign.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    const own = await lead.get<{ myAlliances: { nodes: unknown[] } }>(mine, { firmId: lead.firmId });
    expect(own.myAlliances.nodes).toEqual([{ id: alliance.id }]);
  });

  it('a viewer of a partner firm reads, and cannot bind it', async () => {
    const viewer = await aPerson(kongsi);
    await kongsi.pool.query(
      `INSERT INTO "delegate" ("id", "firmId", "personId", "roles", "since") VALUES (gen_random_uuid(), $1, $2, '{VIEWER}', now())`,
      [glass.firmId, viewer.id],
    );
    const acting = glass.by(viewer);
    expect((await acting.ask<{ alliance: { id: string } }>(page, { id: alliance.id })).data.alliance.id).toBe(
      alliance.id,
    );
    await expect(acting.act('leaveAlliance', { allianceId: alliance.id })).rejects.toThrow('FORBIDDEN');
  });

  it('a message is read by who wrote it and by whom it is for', async () => {
    const guest = await aFirm(kongsi, { name: 'Tamu' });
    await inviteFirm(
      lead,
      alliance.id,
      guest,
      [{ ...place, lotId: tender.lots[0]!.id, roles: ['PARTNER'] }],
      'For you only',
    );
    const messages = async (firm: FirmActing): Promise<(string | null)[]> => {
      const query = `query ($id: ID!) { alliance(id: $id) { partners { message } } }`;
      const seen = await firm.get<{ alliance: { partners: { message: string | null }[] } }>(query, { id: alliance.id });

      return seen.alliance.partners.map((partner) => partner.message);
    };
    expect(await messages(guest)).toContain('For you only');
    expect(await messages(lead)).toContain('For you only');
    expect(await messages(glass)).toEqual([null, null, null]);
  });

  it('the policy and its SQL twin say the same of every case', async () => {
    const at = new Date('2026-11-01T00:00:00Z');
    const cases = [
      { joinedAt: null, declinedAt: null, withdrawnAt: null, leftAt: null, expected: 'INVITED' },
      { joinedAt: at, declinedAt: null, withdrawnAt: null, leftAt: null, expected: 'PARTNER' },
      { joinedAt: null, declinedAt: at, withdrawnAt: null, leftAt: null, expected: 'FORMER' },
      { joinedAt: null, declinedAt: null, withdrawnAt: at, leftAt: null, expected: 'FORMER' },
      { joinedAt: at, declinedAt: null, withdrawnAt: null, leftAt: at, expected: 'FORMER' },
    ];
    const rule = `SELECT ${standingSql('alliance', '$2')} AS "standing" FROM "alliance" alliance WHERE "id" = $1`;
    const known = { id: alliance.id, proposerFirmId: lead.firmId };
    const bySql = async (firmIds: string[]): Promise<string | null> =>
      (await kongsi.pool.query<{ standing: string | null }>(rule, [alliance.id, firmIds])).rows[0]!.standing;
    const acting = (firmIds: string[]): Actor =>
      new Actor({ personId: absent, firms: firmIds.map((firmId) => ({ firmId, roles: ['VIEWER'] })) });
    for (const { expected, ...row } of cases) {
      await kongsi.pool.query(
        `UPDATE "partnerFirm" SET "joinedAt" = $3, "declinedAt" = $4, "withdrawnAt" = $5, "leftAt" = $6
         WHERE "allianceId" = $1 AND "firmId" = ANY ($2)`,
        [alliance.id, [lead.firmId, glass.firmId], row.joinedAt, row.declinedAt, row.withdrawnAt, row.leftAt],
      );
      const rows = [lead, glass].map(({ firmId }) => ({ ...row, firmId }));
      const proposers = expected === 'INVITED' ? 'PARTNER' : expected;
      const readers: [string[], string | null][] = [
        [[glass.firmId], expected],
        [[lead.firmId], proposers],
        [[glass.firmId, stranger.firmId, lead.firmId], proposers],
        [[stranger.firmId, buyer.firmId], null],
        [[], null],
      ];
      for (const [firmIds, standing] of readers) {
        expect(standingOf(acting(firmIds), known, rows)).toBe(standing);
        expect(await bySql(firmIds)).toBe(standing);
      }
    }
  });
});
