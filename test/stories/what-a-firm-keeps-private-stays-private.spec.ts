import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ProfileEntry, Profiles, ProfileClaims, type ProfileSnapshot, sightOf, sightSql } from '#libs/firms';
import { Actor, Db, Files, type StoredFile } from '#libs/platform';
import { type FirmActing, aFirm } from '../support/firms.js';
import { type Kongsi, startKongsi } from '../support/kongsi.js';
import { anOperator } from '../support/operator.js';
import type { PersonActing } from '../support/people.js';
import { aVerifiedPaper, addCapability, addEvidence, recordFact } from '../support/profiles.js';

const profile = `query ($id: ID!) { firm(id: $id) { evidenceCount
  capabilities { cpv level isWithheld note { text } area { radiusKm } evidence { id } }
  facts { key value isWithheld }
  evidence { scheme number isWithheld isExpired validUntil issuer file { name } title { text } }
} }`;

interface Profile {
  firm: {
    evidenceCount: number;
    capabilities: Record<string, unknown>[];
    facts: Record<string, unknown>[];
    evidence: Record<string, unknown>[];
  };
}

const visibilities = ['PUBLIC', 'FINDABLE', 'PRIVATE'] as const;

describe('what a firm keeps private stays private', () => {
  let kongsi: Kongsi;
  let firm: FirmActing;
  let stranger: FirmActing;
  let operator: PersonActing;
  let scan: StoredFile;

  beforeAll(async () => {
    kongsi = await startKongsi();
    [firm, stranger] = [await aFirm(kongsi, { name: 'Kusen Embun' }), await aFirm(kongsi, { name: 'Batu Lirang' })];
    operator = await anOperator(kongsi);
    const pdf = Readable.from([Buffer.from('%PDF-1.7\n1 0 obj << >> endobj\n%%EOF\n')]);
    scan = (await kongsi.app
      .get(Files)
      .put(pdf, { purpose: 'EVIDENCE', name: 'iso.pdf', personId: firm.person.id })) as StoredFile;
    await aVerifiedPaper(firm, operator, {
      visibility: 'PRIVATE',
      scheme: 'ISO 14001',
      fileId: scan.id,
    });
    await aVerifiedPaper(firm, operator, { visibility: 'FINDABLE', scheme: 'ISO 9001', validUntil: '2999-12-31' });
    await addCapability(firm, { cpv: '45421100' });
    await addCapability(firm, {
      cpv: '45432110',
      visibility: 'FINDABLE',
      note: { en: 'Parquet for halls' },
    });
    await addCapability(firm, { cpv: '44612000', visibility: 'PRIVATE', note: { en: 'Gasbottling secretly' } });
    await recordFact(firm, { value: '14' });
    await recordFact(firm, { key: 'LARGEST_CONTRACT', value: '640000000', currency: 'IDR', visibility: 'FINDABLE' });
    await recordFact(firm, { key: 'YEARS_IN_BUSINESS', value: '3', visibility: 'PRIVATE' });
    await addEvidence(firm, { scheme: 'Draft paper' });
  }, 120_000);
  afterAll(() => kongsi.stop());

  const read = async (reader: Pick<Kongsi, 'ask'>): Promise<Profile['firm']> =>
    (await reader.ask<Profile>(profile, { id: firm.firmId })).data.firm;

  it('outsiders see public entries whole, findable ones in outline, private ones not at all', async () => {
    for (const outsider of [kongsi, stranger]) {
      const seen = await read(outsider);
      expect(seen.capabilities).toEqual([
        expect.objectContaining({ cpv: '45421100', level: 'SKILLED', isWithheld: false, area: { radiusKm: 50 } }),
        { cpv: '45432110', level: null, isWithheld: true, note: { text: '' }, area: null, evidence: [] },
      ]);
      expect(seen.facts).toEqual([
        { key: 'LARGEST_CONTRACT', value: null, isWithheld: true },
        { key: 'STAFF', value: '14', isWithheld: false },
      ]);
      expect(seen.evidence).toEqual([
        {
          scheme: 'ISO 9001',
          isWithheld: true,
          number: null,
          issuer: null,
          title: { text: '' },
          isExpired: null,
          validUntil: null,
          file: null,
        },
      ]);
      expect(seen.evidenceCount).toBe(1);
      expect(JSON.stringify(seen)).not.toMatch(/640000000|Parquet|ISO 14001|Draft paper/);
    }
    const own = await read(firm);
    expect([own.capabilities.length, own.facts.length, own.evidence.length]).toEqual([3, 3, 3]);
  });

  it('no search, facet or count gives a private thing away', async () => {
    const find = async (args: string, asker: Pick<Kongsi, 'ask'> = stranger): Promise<unknown[]> => {
      const { data } = await asker.ask<{ firms: { nodes: unknown[] } }>(`{ firms(${args}) { nodes { id } } }`);

      return data.firms.nodes;
    };
    for (const args of [
      'cpv: "44612000"',
      'cpv: "44610000"',
      'text: "gasbottling"',
      'text: "gas bottles"',
      'evidenceScheme: "ISO 14001"',
    ])
      expect({ args, found: await find(args) }).toEqual({ args, found: [] });
    expect(await find('cpv: "44612000"', firm)).toEqual([]);
    expect(await find('text: "Parquet for halls"')).toEqual([]);
    expect(await find('cpv: "45432110"')).toHaveLength(1);
    expect(await find('evidenceScheme: "iso 9001"')).toHaveLength(1);
    const { data } = await stranger.ask<{ firms: { facets: { divisions: { value: string }[] } } }>(
      '{ firms { facets { divisions { value } } } }',
    );
    expect(data.firms.facets.divisions.map(({ value }) => value)).toEqual(['45']);
    const { rows } = await kongsi.pool.query(
      `SELECT 1 FROM "firmSearch" WHERE "words"::text ~ 'gas|secretly|parquet for' OR "divisions" @> '{44}'`,
    );
    expect(rows).toEqual([]);
  });

  it('a withheld level does not show in the order either', async () => {
    const other = await aFirm(kongsi, { name: 'Anyaman Sari' });
    await addCapability(other, { cpv: '45432110', visibility: 'FINDABLE', level: 'BASIC' });
    await firm.act('changeCapability', {
      capabilityId: (
        await firm.get<{ firm: { capabilities: { id: string; cpv: string }[] } }>(
          `{ firm(id: "${firm.firmId}") { capabilities { id cpv } } }`,
        )
      ).firm.capabilities.find(({ cpv }) => cpv === '45432110')!.id,
      level: 'SPECIALIST',
    });
    const { rows } = await kongsi.pool.query<{ id: string }>(`SELECT "firmId" AS id FROM "firmSearch" ORDER BY 1`);
    const { data } = await kongsi.ask<{ firms: { nodes: { id: string }[] } }>(
      '{ firms(cpv: "45432110") { nodes { id } } }',
    );

    const found = data.firms.nodes.map(({ id }) => id);
    expect(found).toEqual(rows.map(({ id }) => id).filter((id) => found.includes(id)));
  });

  it('a scan is read by who may see its paper', async () => {
    const status = async (cookie?: string): Promise<number> =>
      (await fetch(`${kongsi.url}/files/${scan.id}`, { headers: cookie ? { cookie } : {} })).status;

    expect((await read(firm)).evidence.map(({ file }) => file)).toContainEqual({ name: 'iso.pdf' });
    expect(await status(firm.person.cookie)).toBe(200);
    expect(await status(operator.cookie)).toBe(200);
    expect(await status(stranger.person.cookie)).toBe(404);
    expect(await status()).toBe(404);
  });

  it('claims for verdicts carry findable numbers, marked, and nothing private; outsiders are always told to ask', async () => {
    const claims = kongsi.app.get(ProfileClaims);
    const [seen] = await claims.of([firm.firmId], Actor.nobody);
    expect(seen).toMatchObject({ firmId: firm.firmId, hidden: true });
    expect(seen!.capabilities.map(({ cpv, verdictOnly }) => [cpv, verdictOnly])).toEqual([
      ['45421100', false],
      ['45432110', true],
    ]);
    expect(seen!.facts.map(({ key, value, verdictOnly }) => [key, value, verdictOnly])).toEqual([
      ['LARGEST_CONTRACT', '640000000', true],
      ['STAFF', '14', false],
    ]);
    expect(seen!.evidence).toMatchObject([{ scheme: 'ISO 9001', state: 'VERIFIED', verdictOnly: true }]);

    const delegate = new Actor({ personId: firm.person.id, firms: [{ firmId: firm.firmId, roles: ['VIEWER'] }] });
    const [own, none] = await claims.of([firm.firmId, randomUUID()], delegate);
    expect(own!.hidden).toBe(false);
    expect(own!.capabilities).toHaveLength(3);
    expect(own!.facts.every((fact) => !fact.verdictOnly)).toBe(true);
    expect(none).toBeUndefined();
  });

  it('a hidden page hides the whole profile', async () => {
    const [claims, hidden] = [kongsi.app.get(ProfileClaims), await aFirm(kongsi)];
    await addCapability(hidden);
    await hidden.act('hideFirmPage');

    expect(await claims.of([hidden.firmId], Actor.nobody)).toMatchObject([{ hidden: true, capabilities: [] }]);
  });

  it('a snapshot is the same while nothing changes, another one after a change, and never changed itself', async () => {
    const profiles = kongsi.app.get(Profiles);
    const now = await kongsi.clock.now();
    const take = (): Promise<ProfileSnapshot> =>
      kongsi.app.get(Db).transaction(() => profiles.snapshotOf(firm.firmId, now));
    const [first, same] = await Promise.all([take(), take()]);
    expect(same.id).toBe(first.id);
    expect(JSON.parse(first.content)).toMatchObject({ format: 'kongsi-profile-1', firm: { name: 'Kusen Embun' } });
    await recordFact(firm, { value: '5', cpv: '45421000' });
    const next = await take();
    expect(next.digest).not.toBe(first.digest);
    await expect(
      kongsi.pool.query(`UPDATE "profileSnapshot" SET "content" = '{}' WHERE "id" = $1`, [first.id]),
    ).rejects.toThrow(/never changed/);
  });

  it('the rule and its SQL twin agree in every case', async () => {
    const [one, two] = [randomUUID(), randomUUID()];
    const actors = [
      Actor.nobody,
      new Actor({ personId: randomUUID(), operator: true }),
      new Actor({ personId: randomUUID(), firms: [{ firmId: one, roles: ['VIEWER'] }] }),
      new Actor({ personId: randomUUID(), operator: true, firms: [{ firmId: two, roles: ['OWNER'] }] }),
    ];
    const states = [undefined, 'DRAFT', 'SUBMITTED', 'VERIFIED', 'REJECTED'] as const;
    const seen = new Set<string>();
    for (const actor of actors) {
      for (const hiddenAt of [null, new Date(0)]) {
        for (const entry of visibilities.flatMap((visibility) =>
          states.map((state): ProfileEntry => ({ visibility, state })),
        )) {
          const sight = sightOf(actor, { id: one, hiddenAt }, entry);
          const [row] = await kongsi.app.get(Db).sql<{ sight: string }>(
            `SELECT ${sightSql('firm', 'entry', entry.state !== undefined, '$1', '$2')} AS sight, $2::boolean AS "operator"
             FROM (SELECT $3::uuid AS "id", $4::timestamptz AS "hiddenAt") firm, (SELECT $5::text AS "visibility", $6::text AS "state") entry`,
            [actor.firmIds, actor.operator, one, hiddenAt, entry.visibility, entry.state ?? null],
          );
          expect({ sight: row!.sight, entry, hiddenAt }).toEqual({ sight, entry, hiddenAt });
          seen.add(sight);
        }
      }
    }
    expect([...seen].sort()).toEqual(['ALL', 'NOTHING', 'OUTLINE']);
  });
});
