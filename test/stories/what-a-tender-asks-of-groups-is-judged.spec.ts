import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { allianceSeenBy, consent, inviteFirm, propose, signAgreement } from '../support/alliances.js';
import { pricesFor } from '../support/bids.js';
import { type FirmActing, aFirm } from '../support/firms.js';
import { type Kongsi, startKongsi } from '../support/kongsi.js';
import { aPerson } from '../support/people.js';
import { type TenderKnown, aNotice, aTender } from '../support/tenders.js';

interface RuleSeen {
  id: string;
  packId: string | null;
  onlyWarns: boolean;
  text: { text: string };
  source: { name: string; article: string; link: string };
}
interface VerdictSeen {
  outcome: string;
  sentence: string;
  packVersion: string | null;
  firms: { name: string }[];
  rule: RuleSeen;
  doubtedBy: RuleSeen[];
  overrides: { packRule: string; requirementId: string | null; reason: string; firm: { name: string } }[];
}

const rule = 'id packId onlyWarns text { text } source { name article link }';
const verdict = `outcome sentence packVersion firms { name } rule { ${rule} } doubtedBy { ${rule} }
  overrides { packRule requirementId reason firm { name } }`;
const flags = {
  leadMinimumShareBasisPoints: 6_000,
  subcontractCapBasisPoints: 1_000,
  agreementBeforeAward: true,
};

describe('what a tender asks of groups is judged', () => {
  let kongsi: Kongsi;
  let buyer: FirmActing;
  let lead: FirmActing;
  let partner: FirmActing;
  let painter: FirmActing;
  let stranger: FirmActing;
  let tender: TenderKnown;
  let allianceId: string;
  const lotId = (): string => tender.lots[0]!.id;

  beforeAll(async () => {
    kongsi = await startKongsi();
    buyer = await aFirm(kongsi, { name: 'Sekolah Embun' });
    lead = await aFirm(kongsi, { name: 'Kusen Embun' });
    // Reads Indonesian.
    partner = await aFirm(kongsi, { name: 'Kaca Laut', founder: await aPerson(kongsi, { language: 'ID' }) });
    painter = await aFirm(kongsi, { name: 'Cat Pelangi' });
    stranger = await aFirm(kongsi, { name: 'Toko Jauh' });
    tender = await aTender(buyer, { title: 'Windows of the school', flags });
    allianceId = await group(tender);
  });
  afterAll(() => kongsi.stop());

  /** Half by the lead, three tenths by a partner, two tenths by a subcontractor; all said yes, nobody signed the agreement. */
  async function group(to: TenderKnown): Promise<string> {
    const lot = to.lots[0]!.id;
    const { id } = await propose(lead, to, { places: [{ lotId: lot, roles: ['LEAD'], shareBasisPoints: 5_000 }] });
    await inviteFirm(lead, id, partner, [{ lotId: lot, roles: ['PARTNER'], shareBasisPoints: 3_000 }]);
    await inviteFirm(lead, id, painter, [{ lotId: lot, roles: ['SUBCONTRACTOR'], shareBasisPoints: 2_000 }]);
    for (const firm of [lead, partner, painter]) expect((await consent(firm, id)).code).toBeUndefined();

    return id;
  }
  const ofTender = (verdicts: VerdictSeen[]): VerdictSeen[] => verdicts.filter(({ rule: { id } }) => id.includes('/'));
  const brief = (verdicts: VerdictSeen[]) =>
    ofTender(verdicts).map(({ rule: { id }, outcome, sentence }) => [id, outcome, sentence]);
  const warningsFor = async (firm: FirmActing, id = allianceId): Promise<VerdictSeen[]> =>
    (await allianceSeenBy<{ lineUps: { packVerdicts: VerdictSeen[] }[] }>(
      firm,
      id,
      `lineUps { packVerdicts { ${verdict} } }`,
    ))!.lineUps[0]!.packVerdicts;
  const askCheck = (firm: FirmActing, lot: string, alliance: string | null) =>
    firm.ask<{ bidCheck: { outcome: string; verdicts: VerdictSeen[] } }>(
      `query ($firmId: ID!, $lotId: ID!, $allianceId: ID) {
        bidCheck(firmId: $firmId, lotId: $lotId, allianceId: $allianceId) { outcome verdicts { ${verdict} } } }`,
      { firmId: firm.firmId, lotId: lot, allianceId: alliance },
    );
  const check = async (firm: FirmActing, alliance: string | null = allianceId, lot = lotId()) =>
    (await askCheck(firm, lot, alliance)).data.bidCheck;
  const overrule = (firm: FirmActing, input: Record<string, unknown>) =>
    firm.act<{ id: string }>(
      'overrideCoverage',
      { lotId: lotId(), allianceId, reason: 'The lead buys the glass, so its part grows.', ...input },
      '... on CoverageOverride { id packRule reason }',
    );

  it('partners see what the tender itself asks, who does not meet it, and the tender as its source', async () => {
    const seen = await warningsFor(lead);
    expect(brief(seen)).toEqual([
      ['tender/lead-minimum-share', 'BREACH', 'Kusen Embun leads with 50 %: 10 % too little.'],
      ['tender/subcontract-cap', 'BREACH', 'Cat Pelangi as subcontractor: 20 % together, 10 % too much.'],
      ['tender/agreement', 'UNKNOWN', 'Not signed yet; there is still time.'],
    ]);
    expect(ofTender(seen)[0]).toMatchObject({
      packVersion: null,
      firms: [{ name: 'Kusen Embun' }],
      doubtedBy: [],
      rule: {
        packId: null,
        onlyWarns: true,
        text: { text: 'The firm that leads a group does at least 60 % itself.' },
        source: { name: 'Windows of the school', article: 'rules of the tender', link: `/tenders/${tender.id}` },
      },
    });
  });

  it('before the bid goes out, what is still missing then is a breach', async () => {
    const { outcome, verdicts } = await check(lead);
    expect(outcome).toBe('BREACH');
    expect(brief(verdicts).at(-1)).toEqual(['tender/agreement', 'BREACH', 'The agreement is not signed by all.']);
    for (const firm of [lead, partner, painter])
      expect((await signAgreement(firm, allianceId, { tenderId: tender.id })).code).toBeUndefined();
    expect(brief((await check(lead)).verdicts).at(-1)).toEqual(['tender/agreement', 'PASS', 'This fits.']);
  });

  it('in Indonesian too', async () => {
    const { data } = await askCheck(partner, lotId(), allianceId);
    const [first, second] = ofTender(data.bidCheck.verdicts);
    expect(first!.rule.text.text).toBe('Usaha yang memimpin kelompok mengerjakan sendiri paling sedikit 60 %.');
    expect(first!.rule.source.article).toBe('aturan tender');
    expect(second!.sentence).toBe('Cat Pelangi sebagai subkontraktor: 20 % bersama, kelebihan 10 %.');
  });

  it('a firm alone is no group: only the cap speaks to it', async () => {
    const { verdicts } = await check(stranger, null);
    expect(brief(verdicts)).toEqual([['tender/subcontract-cap', 'PASS', 'This fits.']]);
  });

  it('firms that might stand together learn it beforehand', async () => {
    const { checkLineUp } = await stranger.get<{ checkLineUp: { outcome: string; verdicts: VerdictSeen[] } }>(
      `query ($input: CheckLineUpInput!) { checkLineUp(input: $input) { outcome verdicts { ${verdict} } } }`,
      {
        input: {
          lotId: lotId(),
          moment: 'BID',
          places: [
            { name: 'We', roles: ['LEAD'] },
            { name: 'They', roles: ['PARTNER'], shareBasisPoints: 4_000 },
            { name: 'Helper', roles: ['SUBCONTRACTOR'], shareBasisPoints: 500 },
          ],
        },
      },
    );
    expect(brief(checkLineUp.verdicts)).toEqual([
      ['tender/lead-minimum-share', 'UNKNOWN', 'Not known yet: the share of We.'],
      ['tender/subcontract-cap', 'PASS', 'This fits.'],
      ['tender/agreement', 'UNKNOWN', 'Not known yet: whether the agreement is signed.'],
    ]);
  });

  it('the group may go on in spite of it, with a reason that stays beside a verdict that stays', async () => {
    const packRule = 'tender/lead-minimum-share';
    expect((await overrule(lead, { packRule })).code).toBeUndefined();
    const seen = ofTender(await warningsFor(lead));
    expect(seen[0]).toMatchObject({
      outcome: 'BREACH',
      overrides: [
        {
          packRule,
          requirementId: null,
          reason: 'The lead buys the glass, so its part grows.',
          firm: { name: 'Kusen Embun' },
        },
      ],
    });
    expect(seen[1]!.overrides).toEqual([]);
    expect(ofTender((await check(lead)).verdicts)[0]!.overrides).toHaveLength(1);
    expect(ofTender((await check(lead, null)).verdicts)[0]!.overrides).toEqual([]);
    // A rule of a pack the same way, and for a firm alone.
    expect((await overrule(lead, { packRule: 'shares-make-the-whole' })).code).toBeUndefined();
    expect((await overrule(stranger, { allianceId: null, packRule: 'tender/subcontract-cap' })).code).toBeUndefined();
    expect(ofTender((await check(stranger, null)).verdicts)[0]!.overrides).toHaveLength(1);
  });

  it('who is not in it reads and records nothing; a rule that is not asked here is not there', async () => {
    const packRule = 'tender/lead-minimum-share';
    await expect(overrule(stranger, { packRule })).rejects.toThrow('NOT_FOUND');
    for (const unasked of ['tender/no-mondays', 'no-such-rule', 'groups-may-bid'])
      await expect(overrule(lead, { packRule: unasked })).rejects.toThrow('NOT_FOUND');
    for (const wrong of [{}, { packRule, requirementId: lotId() }, { packRule: 'Not a rule' }])
      await expect(overrule(lead, wrong)).rejects.toThrow('BAD_USER_INPUT');
    const { errors } = await askCheck(stranger, lotId(), allianceId);
    expect(errors?.[0]?.extensions.code).toBe('NOT_FOUND');
  });

  it('the bid comes in all the same, and keeps what the tender asked then', async () => {
    const sent = await lead.act<{ bidId: string; packVerdicts: VerdictSeen[] }>(
      'submitQuote',
      { lotId: lotId(), allianceId, priceSchedule: pricesFor(tender.lots[0]!, {}) },
      `... on BidVersion { bidId packVerdicts { ${verdict} } }`,
    );
    expect(sent.code).toBeUndefined();
    const amended = await buyer.act('amendTender', {
      tenderId: tender.id,
      kind: 'MATERIAL',
      note: 'Less from the lead, nothing capped.',
      notice: await aNotice(buyer, {
        title: 'Windows of the school',
        flags: { leadMinimumShareBasisPoints: 4_000, agreementBeforeAward: true },
      }),
    });
    expect(amended.code).toBeUndefined();
    expect(brief((await check(lead)).verdicts)[0]).toEqual(['tender/lead-minimum-share', 'PASS', 'This fits.']);

    const { bid } = await lead.get<{ bid: { versions: { packVerdicts: VerdictSeen[] }[] } }>(
      `query ($id: ID!) { bid(id: $id) { versions { packVerdicts { ${verdict} } } } }`,
      { id: sent.bidId },
    );
    const keptThen = ofTender(bid.versions[0]!.packVerdicts);
    expect(brief(keptThen)).toEqual([
      ['tender/lead-minimum-share', 'BREACH', 'Kusen Embun leads with 50 %: 10 % too little.'],
      ['tender/subcontract-cap', 'BREACH', 'Cat Pelangi as subcontractor: 20 % together, 10 % too much.'],
      ['tender/agreement', 'PASS', 'This fits.'],
    ]);
    expect(keptThen[0]!.rule.text.text).toContain('60 %');
    expect(keptThen[0]!.overrides.map(({ reason }) => reason)).toEqual(['The lead buys the glass, so its part grows.']);
  });

  it('where the procedure pack doubts it, its judgment is named beside it', async () => {
    const eu = await aTender(buyer, { pack: 'eu-2014-24', flags });
    const seen = ofTender((await check(lead, await group(eu), eu.lots[0]!.id)).verdicts);
    expect(seen.map(({ outcome, doubtedBy }) => [outcome, doubtedBy.map(({ source }) => source.name)])).toEqual([
      ['BREACH', ['Court of Justice of the EU, C-642/20 Caruter']],
      ['BREACH', ['Court of Justice of the EU, C-63/18 Vitali']],
      ['BREACH', ['Court of Justice of the EU, C-234/14 Ostas celtnieks']],
    ]);
    expect(seen[0]!.doubtedBy[0]).toMatchObject({
      id: 'lead-need-not-do-most',
      packId: 'eu-2014-24',
      onlyWarns: true,
      text: { text: 'The lead firm need not meet or perform more than 50 % of what is asked.' },
    });

    const modest = await aTender(buyer, { pack: 'eu-2014-24', flags: { leadMinimumShareBasisPoints: 5_000 } });
    const [own] = ofTender((await check(lead, await group(modest), modest.lots[0]!.id)).verdicts);
    expect(own).toMatchObject({ outcome: 'PASS', doubtedBy: [] });
  });
});
