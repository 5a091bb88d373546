import type { Demo } from '../read-demo.js';
import type { DemoBid, DemoLot, DemoTender } from '../tender-shapes.js';
import { bidKey } from './bids.js';
import type { OfferWriter } from './offer.js';
import type { Teller } from './teller.js';
import type { Step } from './timeline.js';

/** Hours after the opening. */
const declared = 2;
const scored = 24;
/** Hours before the award. */
const agreed = 2;

/** What evaluators write beside their points, in the tender's language. */
const words = {
  en: {
    interests: 'None: no family, work or money ties to any of the tenderers.',
    own: 'Judged from the written answer in the bid.',
    agreed: 'Settled between the evaluators at the mean of their points.',
  },
  id: {
    interests: 'Tidak ada: tidak ada hubungan keluarga, kerja, atau uang dengan peserta mana pun.',
    own: 'Dinilai dari jawaban tertulis dalam penawaran.',
    agreed: 'Disepakati para penilai pada rata-rata nilai mereka.',
  },
};

/** Buyers appoint evaluators; each scores alone, then they agree; lots are awarded, signed, finished, or end without an award. */
export function evaluations({ tenders, people }: Demo, writer: OfferWriter, teller: Teller): Step[] {
  const names = new Map(people.map(({ key, name }) => [key, name]));

  return tenders.flatMap((tender) => {
    const told = new EvaluationTelling(tender, writer, names, teller);

    return [
      told.appointments(),
      told.scores(),
      told.agreement(),
      told.awards(),
      told.contracts(),
      told.ending(),
    ].flat();
  });
}

class EvaluationTelling {
  constructor(
    private readonly tender: DemoTender,
    private readonly writer: OfferWriter,
    private readonly names: Map<string, string>,
    private readonly teller: Teller,
  ) {}

  appointments(): Step[] {
    return this.#at(this.tender.times.publishedAt, async () => {
      for (const evaluator of this.tender.evaluators) {
        const personId = this.teller.personId(evaluator);
        await this.#buyer.carryOut('appointEvaluator', { tenderId: this.#id, personId });
      }
    });
  }

  /** Each evaluator alone. Where nothing has been scored yet, ties have not been declared either. */
  scores(): Step[] {
    const opened = this.tender.times.openedAt ?? this.tender.times.closesAt;
    const judging = this.tender.evaluators.filter((evaluator) => this.#scoresOf(evaluator).length > 0);

    return judging.flatMap((evaluator, place) => [
      ...this.#at(opened! + declared, async () => {
        const { interests } = this.#words;
        await this.teller.as(evaluator).carryOut('declareInterests', { tenderId: this.#id, interests });
      }),
      ...this.#at(opened! + scored + place, () =>
        this.teller.together(async () => {
          for (const { bid, criterion, score } of this.#scoresOf(evaluator))
            await this.teller.as(evaluator).carryOut('scoreBid', this.#points(bid, criterion, score, this.#words.own));
        }),
      ),
    ]);
  }

  /** The mean of what the evaluators gave alone. */
  agreement(): Step[] {
    const { awardedAt } = this.tender.times;

    return this.#at(awardedAt && awardedAt - agreed, () =>
      this.teller.together(async () => {
        for (const bid of this.tender.bids)
          for (const criterion of new Set(bid.scores.map((score) => score.criterion))) {
            const given = bid.scores.filter((score) => score.criterion === criterion);
            const mean = given.reduce((sum, { score }) => sum + score, 0) / given.length;
            await this.#buyer.carryOut('agreeScore', this.#points(bid, criterion, mean, this.#words.agreed));
          }
      }),
    );
  }

  awards(): Step[] {
    return this.#at(this.tender.times.awardedAt, async () => {
      for (const { lot, won, bids } of this.#decided()) {
        const reasons = bids.map((bid) => ({ bidId: this.#bidId(bid), reason: bid.reason }));
        const input = { lotId: this.#lotId(lot), bidId: this.#bidId(won), reasons };
        const { id } = await this.#buyer.carryOut('awardLot', input, '... on Award { id }');
        this.teller.remember('award', this.tender.key, id);
      }
    });
  }

  contracts(): Step[] {
    const { signedAt, completedAt } = this.tender.times;

    return [
      ...this.#at(signedAt, async () => {
        for (const { lot, won } of this.#decided()) {
          const supplier = this.teller.ownerOf(this.writer.leadOf(won)).personKey;
          await this.#buyer.carryOut('signContract', {
            lotId: this.#lotId(lot),
            buyerSigner: this.names.get(this.#buyer.personKey),
            supplierSigner: this.names.get(supplier),
          });
        }
      }),
      ...this.#at(completedAt, async () => {
        for (const { lot } of this.#decided())
          await this.#buyer.carryOut('completeContract', { lotId: this.#lotId(lot) });
      }),
    ];
  }

  ending(): Step[] {
    const { times, lots, unsuccessfulReason: reason } = this.tender;

    return this.#at(times.unsuccessfulAt, async () => {
      for (const lot of lots) await this.#buyer.carryOut('endWithoutAward', { lotId: this.#lotId(lot), reason });
    });
  }

  /** Lots that somebody won, with all their bids. */
  #decided(): { lot: DemoLot; won: DemoBid; bids: DemoBid[] }[] {
    return this.tender.lots.flatMap((lot) => {
      const bids = this.tender.bids.filter((bid) => bid.lot === lot.key);
      const won = bids.find(({ outcome }) => outcome === 'WON');

      return won ? [{ lot, won, bids }] : [];
    });
  }

  #scoresOf(evaluator: string): { bid: DemoBid; criterion: string; score: number }[] {
    return this.tender.bids.flatMap((bid) =>
      bid.scores
        .filter((given) => given.evaluator === evaluator)
        .map(({ criterion, score }) => ({ bid, criterion, score })),
    );
  }

  #points(bid: DemoBid, criterion: string, points: number, reason: string): Record<string, unknown> {
    const criterionId = this.teller.idOf('criterion', `${this.tender.key} ${bid.lot} ${criterion}`);

    return { bidId: this.#bidId(bid), criterionId, points: String(points), reason };
  }

  #at(at: number | undefined, carryOut: () => Promise<void>): Step[] {
    return at === undefined ? [] : [{ at, carryOut }];
  }

  #bidId(bid: DemoBid): string {
    return this.teller.idOf('bid', bidKey(this.tender, bid));
  }

  #lotId({ key }: DemoLot): string {
    return this.teller.idOf('lot', `${this.tender.key} ${key}`);
  }

  get #buyer(): ReturnType<Teller['ownerOf']> {
    return this.teller.ownerOf(this.tender.buyer);
  }

  get #id(): string {
    return this.teller.idOf('tender', this.tender.key);
  }

  get #words(): (typeof words)['en'] {
    return words[this.tender.language];
  }
}
