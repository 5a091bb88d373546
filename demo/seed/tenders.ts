import type { Demo } from '../read-demo.js';
import type { DemoFirm, Town } from '../shapes.js';
import type { DemoLot, DemoRequirement, DemoTender } from '../tender-shapes.js';
import type { DemoNotary } from './notary.js';
import { noticeBefore } from './notice-history.js';
import type { Teller } from './teller.js';
import type { Step, Timeline } from './timeline.js';

/** A buyer sleeps on a draft before it is published. */
const draftedBefore = 48;

const parts = 'id lots { id items { id } requirements { id } criteria { id } }';
interface Drafted {
  id: string;
  lots: { id: string; items: Named[]; requirements: Named[]; criteria: Named[] }[];
}
interface Named {
  id: string;
}

/** Buyers draft and publish, bidders ask, buyers answer and amend, and one calls its tender off. */
export function tenders(
  { tenders: all, firms, region }: Demo,
  teller: Teller,
  time: Timeline,
  notary: DemoNotary,
): Step[] {
  const writer = new NoticeWriter(firms, region.towns, teller, time);

  return all.flatMap((tender) => [
    ...publication(tender, writer, teller, notary),
    ...questions(tender, teller),
    ...addenda(tender, writer, teller),
    ...cancellation(tender, teller),
  ]);
}

function publication(tender: DemoTender, writer: NoticeWriter, teller: Teller, notary: DemoNotary): Step[] {
  const { publishedAt } = tender.times;
  const draft = {
    at: (publishedAt ?? 0) - draftedBefore,
    async carryOut() {
      const drafted = await teller
        .ownerOf(tender.buyer)
        .carryOut<Drafted>(
          'draftTender',
          { notice: writer.write(noticeBefore(tender, 0)) },
          `... on Tender { ${parts} }`,
        );
      rememberParts(tender, drafted, teller);
    },
  };
  const publish: Step = {
    at: publishedAt ?? 0,
    ...(tender.procedure === 'SEALED' && { apart: true }),
    async carryOut() {
      if (tender.procedure === 'SEALED') await notary.rest();
      await teller.ownerOf(tender.buyer).carryOut('publishTender', { tenderId: teller.idOf('tender', tender.key) });
    },
  };

  return publishedAt === undefined ? [draft] : [draft, publish];
}

/** By its key, or by its place among its kind: `tender lot`, `tender lot 0`, `tender lot requirementKey`, `tender lot criterion title`. */
function rememberParts(tender: DemoTender, drafted: Drafted, teller: Teller): void {
  teller.remember('tender', tender.key, drafted.id);
  for (const [at, lot] of tender.lots.entries()) {
    const known = drafted.lots[at]!;
    const key = `${tender.key} ${lot.key}`;
    teller.remember('lot', key, known.id);
    for (const [place, { id }] of known.items.entries()) teller.remember('item', `${key} ${place}`, id);
    for (const [place, { id }] of known.requirements.entries())
      teller.remember('requirement', `${key} ${lot.requirements[place]!.key}`, id);
    for (const [place, { id }] of known.criteria.entries())
      teller.remember('criterion', `${key} ${lot.criteria[place]!.title}`, id);
  }
}

function questions(tender: DemoTender, teller: Teller): Step[] {
  return tender.questions.flatMap(({ asker, text, answer, askedAt, answeredAt }, place) => {
    const key = `${tender.key} ${place}`;
    const ask = {
      at: askedAt,
      async carryOut() {
        const { id } = await teller
          .ownerOf(asker)
          .carryOut('askQuestion', { tenderId: teller.idOf('tender', tender.key), text }, '... on Question { id }');
        teller.remember('question', key, id);
      },
    };
    if (answeredAt === undefined) return [ask];
    const reply = {
      at: answeredAt,
      async carryOut() {
        await teller
          .ownerOf(tender.buyer)
          .carryOut('answerQuestion', { questionId: teller.idOf('question', key), answer });
      },
    };

    return [ask, reply];
  });
}

function addenda(tender: DemoTender, writer: NoticeWriter, teller: Teller): Step[] {
  return tender.addenda.map(({ kind, at, note }, place) => ({
    at,
    async carryOut() {
      const notice = writer.write(noticeBefore(tender, place + 1));
      await teller
        .ownerOf(tender.buyer)
        .carryOut('amendTender', { tenderId: teller.idOf('tender', tender.key), kind, note, notice });
    },
  }));
}

function cancellation({ key, buyer, times, cancelReason: reason }: DemoTender, teller: Teller): Step[] {
  if (times.cancelledAt === undefined) return [];

  return [
    {
      at: times.cancelledAt,
      async carryOut() {
        await teller.ownerOf(buyer).carryOut('cancelTender', { tenderId: teller.idOf('tender', key), reason });
      },
    },
  ];
}

/** Writes a tender of the folder as the notice GraphQL takes. */
class NoticeWriter {
  readonly #zones: Map<string, string>;
  readonly #places: Map<string, Omit<Town, 'key' | 'name'> & { town: string }>;

  constructor(
    firms: DemoFirm[],
    towns: Town[],
    private readonly teller: Teller,
    private readonly time: Timeline,
  ) {
    this.#zones = new Map(firms.map(({ key, timeZone }) => [key, timeZone]));
    this.#places = new Map(
      towns.map(({ key, name, country, latitude, longitude }) => [key, { town: name, country, latitude, longitude }]),
    );
  }

  write(tender: DemoTender): Record<string, unknown> {
    const { estimatedValue } = tender;
    const { currency, validityDays, bidLanguages } = tender.priceTerms;
    const { questionsUntil, closesAt, standstillDays } = tender.times;

    return {
      ...some(
        tender,
        'procedure',
        'pack',
        'visibility',
        'tenderers',
        'language',
        'title',
        'description',
        'cpv',
        'legalGround',
      ),
      invitedFirmIds: (tender.invited ?? []).map((firm) => this.teller.idOf('firm', firm)),
      estimate: moneyOf(estimatedValue),
      estimateShown: estimatedValue.shown,
      place: this.#places.get(tender.town),
      priceTerms: { currency, validityDays, bidLanguages },
      flags: { standstillDays },
      timeZone: this.#zones.get(tender.buyer),
      questionsUntil: questionsUntil === undefined ? null : this.time.moment(questionsUntil),
      closesAt: closesAt === undefined ? null : this.time.moment(closesAt),
      lots: tender.lots.map((lot) => this.#lot(lot, tender.lots.length > 1)),
    };
  }

  #lot({ title, estimatedValue, requirements, criteria, ...lot }: DemoLot, named: boolean): object {
    return {
      ...some(lot, 'description', 'cpv', 'items'),
      ...(named && { title }),
      estimate: moneyOf(estimatedValue),
      requirements: requirements.map((requirement) => this.#requirement(requirement)),
      criteria: criteria.map(({ title: what, kind, weight }) => ({ title: what, kind, weight: weight * 100 })),
    };
  }

  #requirement({ when, neededFromDays, neededUntilDays, ...asked }: DemoRequirement): object {
    const day = (days: number | undefined): string | null => (days === undefined ? null : this.time.day(days));

    return {
      ...some(asked, 'title', 'kind', 'mode', 'measure', 'threshold', 'parts', 'floorPerMember', 'floorLead'),
      ...some(asked, 'essential', 'proof', 'source'),
      proofWhen: when,
      neededFrom: day(neededFromDays),
      neededUntil: day(neededUntilDays),
    };
  }
}

/** These fields of a thing, as they are. */
function some<Thing extends object>(thing: Thing, ...fields: (keyof Thing)[]): Partial<Thing> {
  return Object.fromEntries(fields.map((field) => [field, thing[field]])) as Partial<Thing>;
}

function moneyOf({ amount, currency }: { amount: string; currency: string }): object {
  return { amount, currency };
}
