import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { anAlliance, consent, signAgreement } from '../support/alliances.js';
import { bidsSeenBy, openBids, pricesFor, submitBid, verified } from '../support/bids.js';
import { type FirmActing, aFirm } from '../support/firms.js';
import { type Kongsi, hours, minutes, startKongsi } from '../support/kongsi.js';
import { type NotaryActing, startNotary } from '../support/notary.js';
import { type Outcome, type PersonActing, aPerson } from '../support/people.js';
import { type TenderKnown, aTender } from '../support/tenders.js';

interface CheckSeen {
  outcome: string;
  packs: { id: string; version: string }[];
  verdicts: {
    outcome: string;
    sentence: string;
    packVersion: string | null;
    firms: { name: string }[];
    rule: { id: string };
    overrides: unknown[];
  }[];
}
interface BidSeen {
  id: string;
  packCheck: CheckSeen | null;
  lineUp: { reliedUponFor: string[] }[];
}

const check = `packCheck { outcome packs { id version }
  verdicts { outcome sentence packVersion firms { name } rule { id } overrides { id } } }`;
const fields = `id lineUp { reliedUponFor } ${check}`;

function taken({ code, message }: Outcome): void {
  if (code) throw new Error(`Refused: ${code}: ${message}`);
}

describe('buyers see what packs say after the opening', () => {
  let kongsi: Kongsi;
  let notary: NotaryActing;
  let buyer: FirmActing;
  let lead: FirmActing;
  let partner: FirmActing;
  let rival: FirmActing;
  let stranger: FirmActing;
  let judge: PersonActing;
  let tender: TenderKnown;
  let bidId: string;

  beforeAll(async () => {
    kongsi = await startKongsi();
    notary = await startNotary(kongsi);
    buyer = await verified(await aFirm(kongsi, { name: 'Sekolah Embun' }));
    lead = await aFirm(kongsi, { name: 'Baja Raya', size: 'LARGE' });
    partner = await aFirm(kongsi, { name: 'Kusen Embun', size: 'SMALL' });
    rival = await aFirm(kongsi, { name: 'Kayu Jati' });
    stranger = await aFirm(kongsi, { name: 'Toko Jauh' });
    judge = await aPerson(kongsi, { name: 'Guru Besar' });
    // Names are shown to who bids, so that a rival sees that there is a bid, and no more.
    const flags = { leadMinimumShareBasisPoints: 6_000, agreementBeforeAward: true, openingShows: 'NAMES' };
    tender = await aTender(buyer, { procedure: 'SEALED', closesIn: hours(24), flags });
    // An evaluator who has left the buyer since: judges on, and acts for nobody.
    await kongsi.pool.query('INSERT INTO "evaluator" ("tenderId", "personId", "appointedAt") VALUES ($1, $2, $3)', [
      tender.id,
      judge.id,
      await kongsi.clock.now(),
    ]);
    const terms = { liability: 'JOINT_AND_SEVERAL', words: '', statements: ['GOVERNMENT_CONSTRUCTION'] };
    const { id: allianceId } = await anAlliance(lead, [partner], tender, { formPack: 'id-kso', terms });
    for (const firm of [lead, partner]) taken(await signAgreement(firm, allianceId, { tenderId: tender.id }));
    const reason = 'The lead buys the steel.';
    const overruled = { lotId: tender.lots[0]!.id, allianceId, packRule: 'tender/lead-minimum-share', reason };
    taken(await lead.act('overrideCoverage', overruled, '... on CoverageOverride { id }'));
    ({ bidId } = await submitBid(lead, tender, { allianceId }));
    await submitBid(rival, tender, { unitPrice: '500000' });
    // What the group agrees on later changes nothing of what it handed in.
    const later = { allianceId, terms: { ...terms, words: 'Tools are shared.' } };
    taken(await lead.act('changeAllianceTerms', later));
    for (const firm of [lead, partner]) taken(await consent(firm, allianceId));
  });
  afterAll(async () => {
    await notary.stop();
    await kongsi.stop();
  });

  type Reader = Pick<FirmActing, 'get'>;
  const seenBy = async (reader: Reader): Promise<BidSeen | undefined> =>
    (await bidsSeenBy<BidSeen>(reader, tender, fields)).bids.find(({ id }) => id === bidId);
  const named = ({ verdicts }: CheckSeen, rule: string) => verdicts.find((it) => it.rule.id === rule);

  it('before the opening nobody learns anything: the bid is not there, and its own firms wait as well', async () => {
    for (const reader of [buyer, judge, rival, stranger]) expect(await seenBy(reader)).toBeUndefined();
    for (const own of [lead, partner]) expect(await seenBy(own)).toMatchObject({ packCheck: null });
    await notary.pass(hours(24));
    for (const reader of [buyer, judge, rival, stranger]) expect(await seenBy(reader)).toBeUndefined();
  });

  it('after it, those who judge see the packs in the versions of then, and the verdicts', async () => {
    expect((await openBids(buyer, tender)).code).toBeUndefined();
    await notary.pass(minutes(1));
    const { packCheck } = (await seenBy(buyer))!;
    expect(packCheck!.packs).toEqual(
      expect.arrayContaining([
        { id: 'id-kso', version: '1' },
        { id: 'private', version: '1' },
      ]),
    );
    expect(packCheck!.outcome).toBe('BREACH');
    expect(named(packCheck!, 'sizes-that-go-together')).toMatchObject({ outcome: 'BREACH', packVersion: '1' });
    expect(named(packCheck!, 'tender/lead-minimum-share')).toMatchObject({
      outcome: 'BREACH',
      sentence: 'Baja Raya leads with 50 %: 10 % too little.',
      firms: [{ name: 'Baja Raya' }],
      packVersion: null,
    });
    expect(named(packCheck!, 'shares-make-the-whole')?.outcome).toBe('PASS');
  });

  it('what they may not see is a question, and is said to be one', async () => {
    const { packCheck } = (await seenBy(buyer))!;
    expect(named(packCheck!, 'government-construction')).toMatchObject({
      outcome: 'UNKNOWN',
      sentence: 'Not shown here: whether the work is construction for the government. Ask the bidder.',
    });
    expect(packCheck!.verdicts.map(({ sentence }) => sentence)).toContain(
      'Not shown here: who speaks for all. Ask the bidder.',
    );
    for (const { sentence } of packCheck!.verdicts) expect(sentence).not.toMatch(/\{\{|missing\.|breach\./);
  });

  it('whether the agreement was signed is told, for the notice asked for it: as it was when the bid came', async () => {
    const { packCheck } = (await seenBy(judge))!;
    expect(named(packCheck!, 'tender/agreement')).toMatchObject({ outcome: 'PASS' });
  });

  it('all who judge, and the bidder itself, read the same; reasons on record stay with the bidder', async () => {
    const ofBuyer = await seenBy(buyer);
    expect(ofBuyer!.lineUp.map(({ reliedUponFor }) => reliedUponFor)).toEqual([[], []]);
    for (const reader of [judge, lead, partner]) expect((await seenBy(reader))!.packCheck).toEqual(ofBuyer!.packCheck);
    expect(ofBuyer!.packCheck!.verdicts.flatMap(({ overrides }) => overrides)).toEqual([]);
  });

  it('a rival sees a name and nothing of it, a stranger nothing at all', async () => {
    expect(await seenBy(rival)).toMatchObject({ packCheck: null, lineUp: [] });
    expect(await seenBy(stranger)).toBeUndefined();
    const { errors } = await stranger.ask(`query ($id: ID!) { bid(id: $id) { ${check} } }`, { id: bidId });
    expect(errors?.[0]?.extensions.code).toBe('NOT_FOUND');
  });

  it('a quote, which nothing seals, is judged on arrival; the agreement is nobody’s business where it is not asked for', async () => {
    const open = await aTender(buyer);
    const { id: allianceId } = await anAlliance(lead, [partner], open);
    const priceSchedule = pricesFor(open.lots[0]!, {});
    const input = { lotId: open.lots[0]!.id, allianceId, priceSchedule };
    expect((await lead.act('submitQuote', input, '... on BidVersion { id }')).code).toBeUndefined();
    const { bids } = await bidsSeenBy<BidSeen>(buyer, open, fields);
    expect(named(bids[0]!.packCheck!, 'agreement-before-award')).toMatchObject({
      outcome: 'UNKNOWN',
      sentence: 'Not shown here: whether the group signed its agreement. Ask the bidder.',
    });
    expect((await bidsSeenBy(rival, open, fields)).bids).toEqual([]);
  });
});
