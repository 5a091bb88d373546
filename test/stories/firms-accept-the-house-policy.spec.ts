import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeApp } from '../../apps/api/src/app.js';
import { HousePolicy } from '#libs/firms';
import { PoliciesService } from '#libs/governance';
import { CONFIG, Clock, type Config, Db, Events, projectRoot } from '#libs/platform';
import { aDelegate } from '../support/delegates.js';
import { aFirm } from '../support/firms.js';
import { type Kongsi, startKongsi } from '../support/kongsi.js';
import { aPerson } from '../support/people.js';

interface Region {
  housePolicy: { version: string; en: string; id: string };
}

describe('firms accept the house policy', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kongsi-region-'));
  const original = JSON.parse(readFileSync(join(projectRoot, 'demo/region.json'), 'utf8')) as Region;
  let kongsi: Kongsi;

  beforeAll(async () => {
    kongsi = await startKongsi();
  }, 60_000);
  afterAll(async () => {
    await kongsi.stop();
    rmSync(folder, { recursive: true });
  });

  /** The settings of the same Kongsi with another region file: what an operator does who changes the policy. */
  const settingsWith = (name: string, housePolicy: Partial<Region['housePolicy']>): Config => {
    const file = join(folder, `${name}.json`);
    writeFileSync(file, JSON.stringify({ ...original, housePolicy: { ...original.housePolicy, ...housePolicy } }));

    return { ...kongsi.app.get<Config>(CONFIG), KONGSI_REGION: file };
  };

  it('which everybody reads in their language before', async () => {
    const read = '{ currentHousePolicy { version inForceSince text { en id text language } } }';
    const { data } = await kongsi.ask<{ currentHousePolicy: object }>(read, {}, { 'accept-language': 'id' });

    const { version, en, id } = original.housePolicy;
    expect(data.currentHousePolicy).toMatchObject({ version, text: { en, id, text: id, language: 'ID' } });
  });

  it('and again when it has a new version; who may not bind the firm cannot', async () => {
    const firm = await aFirm(kongsi);
    const editor = await aDelegate(firm, 'EDITOR');
    const stranger = firm.by(await aPerson(kongsi));
    const old = await firm.act<{ currentVersion: string }>(
      'acceptHousePolicy',
      { version: '0.9' },
      '... on HousePolicyChanged { currentVersion }',
    );
    expect(old).toMatchObject({ code: 'HOUSE_POLICY_CHANGED', currentVersion: original.housePolicy.version });
    await expect(editor.act('acceptHousePolicy', { version: '1.0' })).rejects.toThrow('FORBIDDEN');
    await expect(stranger.act('acceptHousePolicy', { version: '1.0' })).rejects.toThrow('NOT_FOUND');

    const app = await makeApp(settingsWith('next', { version: '2.0', en: 'Be fair.', id: 'Jujurlah.' }));
    await app.listen(0, '127.0.0.1');
    const url = await app.getUrl();
    const accept = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: firm.person.cookie! },
      body: JSON.stringify({
        query: `mutation { acceptHousePolicy(input: { actingFor: "${firm.firmId}", version: "2.0", idempotencyKey: "accept-2.0" }) {
          ... on Firm { housePolicyVersion } } }`,
      }),
    });
    expect(await accept.json()).toEqual({ data: { acceptHousePolicy: { housePolicyVersion: '2.0' } } });
    await app.close();

    const { rows } = await kongsi.pool.query<{ version: string; personId: string }>(
      `SELECT p."version", a."personId" FROM "policyAcceptance" a JOIN "policy" p ON p."id" = a."policyId"
       WHERE a."firmId" = $1 ORDER BY a."acceptedAt"`,
      [firm.firmId],
    );
    expect(rows).toEqual(['1.0', '2.0'].map((version) => ({ version, personId: firm.person.id })));
  });

  it('of which no version is ever rewritten, nor an acceptance', async () => {
    const start = async (config: Config): Promise<void> => {
      const [db, clock, events] = [kongsi.app.get(Db), kongsi.app.get(Clock), kongsi.app.get(Events)];
      await new PoliciesService(db, clock, events, new HousePolicy(), config).onApplicationBootstrap();
    };
    await expect(start(settingsWith('rewritten', { en: 'Something else.' }))).rejects.toThrow(
      /KONGSI_REGION.*new version/s,
    );
    await expect(start(settingsWith('unreadable', { en: '' }))).rejects.toThrow(/KONGSI_REGION/);
    await start(settingsWith('the-same', {}));
    await expect(kongsi.pool.query('DELETE FROM "policyAcceptance"')).rejects.toThrow('never changed or removed');
    await expect(kongsi.pool.query(`UPDATE "policy" SET "version" = '3'`)).rejects.toThrow('never changed or removed');
    expect((await kongsi.app.get(PoliciesService).current()).version).toBe(original.housePolicy.version);
  });
});
