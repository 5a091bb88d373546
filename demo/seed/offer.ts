import type { Demo } from '../read-demo.js';
import type { DemoBid, DemoLot, DemoTender } from '../tender-shapes.js';
import type { Teller } from './teller.js';

/** What comes on top of net prices in the two countries of the region, in per cent. */
const vatRates: Record<string, string> = { ID: '11', IE: '23' };

/** Writes what a bid of the folder says, in the published formats. */
export class OfferWriter {
  readonly #firms: Map<string, Demo['firms'][number]>;

  constructor(
    private readonly demo: Demo,
    private readonly teller: Teller,
  ) {
    this.#firms = new Map(demo.firms.map((firm) => [firm.key, firm]));
  }

  /** The firm that hands the bid in: itself, or the lead of its alliance. */
  leadOf({ by, lot }: DemoBid): string {
    if ('firm' in by) return by.firm;
    const { lineUps } = this.demo.alliances.find(({ key }) => key === by.alliance)!;
    const { members } = lineUps.find((lineUp) => lineUp.lot === lot)!;

    return members.find(({ roles }) => roles.includes('LEAD'))!.firm;
  }

  /** `kongsi-price-schedule/1` as JSON. */
  prices(tender: DemoTender, bid: DemoBid): string {
    const { items } = lotOf(tender, bid);
    const lines = bid.lines.map(({ item, unitPrice }) => ({
      itemId: this.teller.idOf('item', `${tender.key} ${bid.lot} ${item}`),
      quantity: items[item]!.quantity,
      unitPrice,
    }));
    const { vatStatus, country } = this.#firms.get(this.leadOf(bid))!;
    const vat =
      vatStatus === 'REGISTERED' ? { status: 'CHARGED', ratePercent: vatRates[country] } : { status: 'NOT_REGISTERED' };

    return JSON.stringify({ format: 'kongsi-price-schedule/1', currency: bid.currency, lines, total: bid.total, vat });
  }

  /** `kongsi-answers/1` as JSON: yes to what is asked, and how the work would be done where that is scored, or else beside the price. */
  answers(tender: DemoTender, bid: DemoBid): string {
    const key = `${tender.key} ${bid.lot}`;
    const { requirements, criteria } = lotOf(tender, bid);
    const scored = criteria.find(({ kind }) => kind !== 'PRICE') ?? criteria[0]!;
    const answers = [
      ...requirements.map((asked) => ({
        about: 'REQUIREMENT',
        id: this.teller.idOf('requirement', `${key} ${asked.key}`),
        reply: 'YES',
      })),
      { about: 'CRITERION', id: this.teller.idOf('criterion', `${key} ${scored.title}`), text: bid.technicalAnswer },
    ];

    return JSON.stringify({ format: 'kongsi-answers/1', answers });
  }
}

function lotOf({ lots }: DemoTender, { lot }: DemoBid): DemoLot {
  return lots.find(({ key }) => key === lot)!;
}
