const hour = 3_600_000;

/** How much an unanswered question moves the closing, once. */
export const questionExtensionMs = 48 * hour;
/** A question must be answered this long before the closing. */
export const answerNoticeMs = 24 * hour;
/** An outage that touches this last stretch moves the closing … */
export const outageWindowMs = 2 * hour;
/** … to this long after its end. */
export const outageGraceMs = 2 * hour;

/** What decides when a tender closes: facts only, so that everybody computes the same moment. */
export interface ClosingFacts {
  closesAt: Date;
  questionsUntil: Date | null;
  questions: readonly { askedAt: Date; answeredAt: Date | null }[];
  outages: readonly { startedAt: Date; endedAt: Date }[];
}

export type ClosingShift = { cause: 'UNANSWERED_QUESTION' | 'OUTAGE'; from: Date; until: Date };

/**
 * When bids stop being taken: the published moment, 48 hours later when a question asked in time had no answer 24 hours before, and
 * at least two hours after the end of an outage that fell into the last two hours. An addendum announces it; it does not decide it.
 */
export function effectiveClosing(facts: ClosingFacts): { at: Date; shifts: ClosingShift[] } {
  const shifts: ClosingShift[] = [];
  let at = facts.closesAt.getTime();
  const answerBy = at - answerNoticeMs;
  const asked = facts.questions.filter(
    (question) => facts.questionsUntil !== null && question.askedAt <= facts.questionsUntil,
  );
  if (
    asked.some(
      (question) =>
        question.askedAt.getTime() <= answerBy && !(question.answeredAt && question.answeredAt.getTime() <= answerBy),
    )
  ) {
    shifts.push({ cause: 'UNANSWERED_QUESTION', from: new Date(at), until: new Date(at + questionExtensionMs) });
    at += questionExtensionMs;
  }
  for (const outage of [...facts.outages].sort(byTime)) {
    const touches = outage.startedAt.getTime() < at && outage.endedAt.getTime() > at - outageWindowMs;
    const until = outage.endedAt.getTime() + outageGraceMs;
    if (!touches || until <= at) continue;
    shifts.push({ cause: 'OUTAGE', from: new Date(at), until: new Date(until) });
    at = until;
  }

  return { at: new Date(at), shifts };
}

function byTime(a: ClosingFacts['outages'][number], b: ClosingFacts['outages'][number]): number {
  return a.startedAt.getTime() - b.startedAt.getTime() || a.endedAt.getTime() - b.endedAt.getTime();
}
