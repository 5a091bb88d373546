import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { skilled } from '../support/finder.js';
import { type FirmActing, aFirm } from '../support/firms.js';
import { type Kongsi, startKongsi } from '../support/kongsi.js';
import { recordFact } from '../support/profiles.js';
import { type TenderKnown, aDraft, aLot, aRequirement, aTender } from '../support/tenders.js';

interface Size {
  members: number;
  answers: { count: number | null; isMore: boolean; words: string };
}
interface Preview {
  sizes: Size[];
  requirements: {
    requirement: { title: string };
    withoutIt: Size[];
    curve: { value: string; isAsked: boolean; sizes: Size[] }[];
  }[];
}

const sizes = '{ members answers { count isMore words } }';
const wordsOf = (some: readonly Size[]): string[] => some.map(({ answers }) => answers.words);

describe('a buyer sees the market before publishing', () => {
  let kongsi: Kongsi;
  let buyer: FirmActing;
  let draft: TenderKnown;

  beforeAll(async () => {
    kongsi = await startKongsi();
    buyer = await aFirm(kongsi, { name: 'SDN 3 Lembah Kinasih' });
    // Six joiners with four people each, three electricians with eight, one firm that can do it all.
    for (let at = 0; at < 6; at += 1)
      await skilled(await aFirm(kongsi, { name: `Tukang Kayu ${at}` }), ['45421000'], '4');
    for (let at = 0; at < 3; at += 1)
      await skilled(await aFirm(kongsi, { name: `Tukang Listrik ${at}` }), ['45310000'], '8');
    await skilled(await aFirm(kongsi, { name: 'Serba Bisa' }), ['45421000', '45310000'], '40');
    const hidden = await skilled(await aFirm(kongsi, { name: 'Sembunyi' }), ['45421000', '45310000'], '90');
    await hidden.act('hideFirmPage');
    const quiet = await aFirm(kongsi, { name: 'Diam' });
    await recordFact(quiet, { value: '500', visibility: 'PRIVATE' });
    draft = await aDraft(buyer, {
      lots: [
        aLot({
          requirements: [
            aRequirement({
              title: 'Joinery and wiring',
              kind: 'CAPABILITY',
              mode: 'UNION',
              measure: { cpv: ['45421000', '45310000'] },
            }),
            aRequirement({
              title: 'Ten people',
              kind: 'STAFF',
              mode: 'SUM',
              measure: { factKey: 'STAFF' },
              threshold: { value: '10', unit: 'people' },
            }),
          ],
        }),
      ],
    });
  }, 120_000);
  afterAll(() => kongsi.stop());

  async function preview(
    firm: FirmActing,
    tender: TenderKnown,
    args = '',
    more: Record<string, string> = {},
  ): Promise<Preview> {
    const { marketPreview } = await firm.get<{ marketPreview: Preview[] }>(
      `query ($firmId: ID!, $tenderId: ID!) { marketPreview(firmId: $firmId, tenderId: $tenderId${args}) { sizes ${sizes}
        requirements { requirement { title } withoutIt ${sizes} curve { value isAsked sizes ${sizes} } } } }`,
      { firmId: firm.firmId, tenderId: tender.id, ...more },
    );

    return marketPreview[0]!;
  }

  it('how many firms alone, how many alliances of two and three; nobody hidden is counted', async () => {
    // Alone: one, which is told as fewer than five. Two: each joiner with each electrician, 18, in fives. Three: nobody needs a third.
    expect(wordsOf((await preview(buyer, draft)).sizes)).toEqual(['fewer than five', '15', 'none', 'none']);
  });

  it('which requirement keeps how many out', async () => {
    const { requirements } = await preview(buyer, draft);
    const [trades, people] = requirements;
    expect(trades!.requirement.title).toBe('Joinery and wiring');
    // Without the trades, people alone count: 3 and 3 of eight, 18 of eight and four, 20 of three times four.
    expect(wordsOf(trades!.withoutIt)).toEqual(['fewer than five', '20', '20', 'none']);
    expect(wordsOf(people!.withoutIt)).toEqual(['fewer than five', '15', 'none', 'none']);
    expect(trades!.curve).toEqual([]);
  });

  it('what another threshold would do, in published steps', async () => {
    const [, people] = (await preview(buyer, draft)).requirements;
    const told = people!.curve.map(({ value, isAsked, sizes: there }) => [value, isAsked, ...wordsOf(there)]);
    expect(told).toEqual([
      ['3', false, 'fewer than five', '15', 'none', 'none'],
      ['5', false, 'fewer than five', '15', 'none', 'none'],
      ['7', false, 'fewer than five', '15', 'none', 'none'],
      ['10', true, 'fewer than five', '15', 'none', 'none'],
      // Two joiners and an electrician, 45, or one and two, 18.
      ['15', false, 'fewer than five', 'none', '60', 'none'],
      // One joiner and two electricians, 18; three joiners and one electrician, 60.
      ['20', false, 'fewer than five', 'none', '15', '60'],
      ['30', false, 'fewer than five', 'none', 'none', 'none'],
    ]);
  });

  it('is for the buyer’s own tenders, drafts and published ones alike, and only so often', async () => {
    const stranger = await aFirm(kongsi, { name: 'Toko Jauh' });
    const published = await aTender(buyer);
    await expect(preview(stranger, draft)).rejects.toThrow('NOT_FOUND');
    await expect(preview(stranger, published)).rejects.toThrow('NOT_FOUND');
    await expect(preview(buyer, draft, ', maxMembers: 7')).rejects.toThrow('BAD_USER_INPUT');
    expect((await preview(buyer, published)).requirements).toEqual([]);
    const many = Array.from({ length: 70 }, () => preview(buyer, published));
    const refused = (await Promise.allSettled(many)).filter(({ status }) => status === 'rejected');
    expect(String((refused[0] as PromiseRejectedResult).reason)).toContain('TOO_MANY_REQUESTS');
  });
});
