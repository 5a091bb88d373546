import { randomUUID } from 'node:crypto';
import { type Offer, type Submitted, pricesFor } from './bids.js';
import type { FirmActing } from './firms.js';
import { days } from './kongsi.js';
import type { Outcome, PersonActing } from './people.js';
import { type NoticeFacts, type TenderKnown, aTender } from './tenders.js';

/** A bid as those who judge it see it. */
export interface EvaluatedBid {
  bidId: string;
  bidder: string;
  price: { amount: string } | null;
  isUnusuallyLow: boolean;
  disqualifiedAt: string | null;
  rank: number | null;
  points: string | null;
  byCriterion: { criterionId: string; points: string; weighted: string }[];
  tieBrokenBy: string | null;
}

export interface EvaluationSeen {
  formula: string;
  isComplete: boolean;
  lotSeed: string;
  missing: { bidId: string; criterionId: string }[];
  bids: EvaluatedBid[];
  scores: { bidId: string; criterionId: string; personId: string | null; points: string; reason: string }[];
}

/** What the decision says of a bid, as one reader sees it. */
export interface LineSeen {
  bidId: string | null;
  isAwarded: boolean;
  isDisqualified: boolean;
  rank: number | null;
  points: string | null;
  byCriterion: { criterionId: string; points: string }[];
  price: { amount: string } | null;
  reason: string | null;
  tenderers: { firm: { id: string } | null; roles: string[]; shareBasisPoints: number | null }[];
}

export interface AwardSeen {
  id: string;
  decidedAt: string;
  standstillUntil: string;
  value: { amount: string; currency: string } | null;
  tieBrokenBy: string | null;
  deviationReason: string | null;
  suppliers: LineSeen['tenderers'];
  chosen: { reason: string | null } | null;
  signing: { buyerSigner: string; supplierSigner: string; paperUrl: string | null } | null;
}

/** Hands in a quote and answers it, or fails the story. */
export async function quote(firm: FirmActing, tender: TenderKnown, offer: Offer = {}): Promise<Submitted> {
  const lot = tender.lots[offer.lot ?? 0]!;
  const input = { lotId: lot.id, allianceId: offer.allianceId, priceSchedule: pricesFor(lot, offer) };

  return kept(await firm.act<Submitted>('submitQuote', input, '... on BidVersion { id bidId version }'));
}

/** A tender of quotes that has closed, with one quote per firm at its unit price, in their order. */
export async function closedWithQuotes(
  buyer: FirmActing,
  quotes: readonly [FirmActing, string][],
  facts: NoticeFacts = {},
): Promise<{ tender: TenderKnown; lotId: string; bidIds: string[] }> {
  const tender = await aTender(buyer, { closesIn: days(1), ...facts });
  const bidIds: string[] = [];
  for (const [firm, unitPrice] of quotes) bidIds.push((await quote(firm, tender, { unitPrice })).bidId);
  await buyer.kongsi.clock.pass(days(1));

  return { tender, lotId: tender.lots[0]!.id, bidIds };
}

const evaluated = `formula isComplete lotSeed missing { bidId criterionId }
  bids { bidId bidder price { amount } isUnusuallyLow disqualifiedAt rank points byCriterion { criterionId points weighted } tieBrokenBy }
  scores { bidId criterionId personId points reason }`;

/** The evaluation of a lot, or null where there is none yet or it is not the reader's. */
export async function evaluationSeenBy(reader: Pick<FirmActing, 'ask'>, lotId: string): Promise<EvaluationSeen | null> {
  const { data } = await reader.ask<{ evaluation: EvaluationSeen } | null>(
    `query ($lotId: ID!) { evaluation(lotId: $lotId) { ${evaluated} } }`,
    { lotId },
  );

  return data?.evaluation ?? null;
}

/** Award and score lines of a tender's lot as the reader sees them. */
export async function decisionSeenBy(
  reader: Pick<FirmActing, 'get'>,
  tender: Pick<TenderKnown, 'id'>,
  lot = 0,
): Promise<{ phase: string; award: AwardSeen | null; scoreLines: LineSeen[] }> {
  const places = 'firm { id } roles shareBasisPoints';
  const data = await reader.get<{ tender: { lots: never[] } }>(
    `query ($id: ID!) { tender(id: $id) { lots { phase
      award { id decidedAt standstillUntil value { amount currency } tieBrokenBy deviationReason suppliers { ${places} }
        chosen { reason } signing { buyerSigner supplierSigner paperUrl } }
      scoreLines { bidId isAwarded isDisqualified rank points byCriterion { criterionId points } price { amount } reason
        tenderers { ${places} } } } } }`,
    { id: tender.id },
  );

  return data.tender.lots[lot]!;
}

/** Awards with a reason for each bid: the chosen one's, and one for all others, unless told otherwise. */
export function awardLot(
  buyer: FirmActing,
  { lotId, bidIds }: { lotId: string; bidIds: readonly string[] },
  bidId: string,
  more: Record<string, unknown> = {},
): Promise<Outcome & { id?: string; bids?: { bidder: string }[]; first?: { id: string }; rank?: number }> {
  const reasons = bidIds.map((id) => ({ bidId: id, reason: id === bidId ? 'Best of all.' : 'Another was better.' }));

  return buyer.act(
    'awardLot',
    { lotId, bidId, reasons, ...more },
    `... on Award { id } ... on ReasonMissing { bids { id bidder } } ... on EvaluationIncomplete { bids { bidder } }
     ... on NotTheFirst { first { id } rank }`,
  );
}

/** What an evaluator does, as a person. */
export function declareInterests(person: PersonActing, tenderId: string, interests = 'None.'): Promise<Outcome> {
  return person.carryOut('declareInterests', { idempotencyKey: randomUUID(), tenderId, interests }, '');
}

export function scoreBid(
  person: PersonActing,
  bidId: string,
  criterionId: string,
  points: string,
  reason = 'As described.',
): Promise<Outcome & { id?: string }> {
  const input = { idempotencyKey: randomUUID(), bidId, criterionId, points, reason };

  return person.carryOut('scoreBid', input, '... on Score { id }');
}

export function agreeScore(
  buyer: FirmActing,
  bidId: string,
  criterionId: string,
  points: string,
): Promise<Outcome & { missing?: number }> {
  return buyer.act(
    'agreeScore',
    { bidId, criterionId, points, reason: 'All agreed.' },
    '... on ScoresMissing { missing }',
  );
}

/** The criteria of the first lot by their titles. */
export async function criteriaOf(
  reader: Pick<FirmActing, 'get'>,
  tender: Pick<TenderKnown, 'id'>,
): Promise<Record<string, string>> {
  const data = await reader.get<{ tender: { lots: { criteria: { id: string; title: string }[] }[] } }>(
    'query ($id: ID!) { tender(id: $id) { lots { criteria { id title } } } }',
    { id: tender.id },
  );

  return Object.fromEntries(data.tender.lots[0]!.criteria.map(({ id, title }) => [title, id]));
}

function kept<Result>(result: Result & Outcome): Result {
  if (result.code) throw new Error(`Refused: ${result.code}: ${result.message}`);

  return result;
}
