import { Injectable } from '@nestjs/common';
import { TooManyRequests } from '#libs/platform';

/** So many questions are worked on at once; the others wait, so that everybody else's requests come in between. */
const atOnce = 2;
const mostWaiting = 200;
const laterSeconds = 5;

/** Lets the finder's questions in one by one: each reads profiles, counts and finds words, and a crowd of them would fill the process. */
@Injectable()
export class QuestionTurns {
  #working = 0;
  readonly #waiting: (() => void)[] = [];

  /** @throws TooManyRequests when too many wait already */
  async take<Answer>(question: () => Promise<Answer>): Promise<Answer> {
    if (this.#working >= atOnce) {
      if (this.#waiting.length >= mostWaiting) throw new TooManyRequests(laterSeconds);
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    } else this.#working += 1;
    try {
      return await question();
    } finally {
      const next = this.#waiting.shift();
      // Whoever waits takes the place over; requests that came meanwhile are answered first.
      if (next) setImmediate(next);
      else this.#working -= 1;
    }
  }
}
