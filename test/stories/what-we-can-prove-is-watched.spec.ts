import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CoverageWatch } from '#libs/coverage';
import { type AllianceKnown, anAlliance } from '../support/alliances.js';
import { toldOf } from '../support/coverage.js';
import { type FirmActing, aFirm } from '../support/firms.js';
import { type Kongsi, days, minutes, startKongsi } from '../support/kongsi.js';
import { addEvidence, recordFact, submitEvidence } from '../support/profiles.js';
import { type TenderKnown, aLot, aRequirement, aTender } from '../support/tenders.js';

describe('what firms can prove for an open tender', () => {
  let kongsi: Kongsi;
  let lead: FirmActing;
  let partner: FirmActing;
  let tender: TenderKnown;
  let alliance: AllianceKnown;
  let factId: string;

  beforeAll(async () => {
    kongsi = await startKongsi();
    const buyer = await aFirm(kongsi, { name: 'SDN 3 Lembah Kinasih' });
    lead = await aFirm(kongsi, { name: 'Kusen Embun' });
    partner = await aFirm(kongsi, { name: 'Cahaya Timur' });
    ({ id: factId } = await recordFact(partner, { value: '9' }));
    const day = (await kongsi.clock.now()).getTime() + days(3);
    const paper = await addEvidence(lead, { validUntil: new Date(day).toISOString().slice(0, 10) });
    await submitEvidence(lead, paper.id);
    tender = await aTender(buyer, {
      lots: [
        aLot({
          requirements: [
            aRequirement({ title: 'Legal timber', kind: 'CERTIFICATE', mode: 'ANY_ONE', measure: { scheme: 'SVLK' } }),
            aRequirement({
              title: 'Eight people',
              kind: 'STAFF',
              mode: 'SUM',
              measure: { factKey: 'STAFF' },
              threshold: { value: '8', unit: 'people' },
            }),
          ],
        }),
      ],
    });
    alliance = await anAlliance(lead, [partner], tender);
    await lookAgain();
  });
  afterAll(() => kongsi.stop());

  const told = (firm: FirmActing) => toldOf(firm, 'COVERAGE_CHANGED');
  /** A minute passes, and with it the job that falls due each minute. */
  const lookAgain = async (): Promise<void> => {
    await kongsi.clock.pass(minutes(1));
    await kongsi.app.get(CoverageWatch).look();
  };

  it('is no news as long as it stays', async () => {
    await lookAgain();
    expect(await told(lead)).toEqual([]);
  });

  it('is told to every firm in it within a minute of a changed profile, once', async () => {
    await partner.act('correctFact', { factId, value: '3', visibility: 'PUBLIC' });
    await lookAgain();

    for (const firm of [lead, partner]) {
      expect(await told(firm)).toEqual([
        expect.objectContaining({
          title: 'What you can prove has changed: Windows for the village school',
          body: expect.stringContaining('Eight people'),
          path: `/alliances/${alliance.id}`,
        }),
      ]);
    }
    await lookAgain();
    expect(await told(lead)).toHaveLength(1);
  });

  it('is told within a minute of the end of a paper, without anybody doing anything', async () => {
    await kongsi.clock.pass(days(4));
    await lookAgain();

    expect((await told(lead)).map(({ body }) => body)[0]).toContain('Legal timber');
    expect(await told(lead)).toHaveLength(2);
    expect(await told(partner)).toHaveLength(2);
  });

  it('is no news once the tender takes no bids any more', async () => {
    await kongsi.clock.pass(days(20));
    await partner.act('correctFact', { factId, value: '12', visibility: 'PUBLIC' });
    await lookAgain();

    expect(await told(lead)).toHaveLength(2);
  });
});
