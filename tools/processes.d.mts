/** A port nothing listens on right now. */
export function freePort(): Promise<number>;

/** Asks again and again until the answer is truthy; undefined when the time is up. */
export function until<Answer>(
  ask: () => Answer | Promise<Answer>,
  limits: { seconds: number; everyMs?: number },
): Promise<Answer | undefined>;
