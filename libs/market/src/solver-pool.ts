import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { TooManyRequests, projectRoot } from '#libs/platform';
import type { Answers, Errand, LotsErrand } from './solver-errands.js';

/** The thread's own file, compiled: it is the same whether the api runs from its sources, its compiled files, or put together. */
const file = join(projectRoot, 'dist', 'libs', 'market', 'src', 'solver-thread.js');
/** So many searches wait at most; with the next one Kongsi says "later". */
const longestQueue = 200;
/** A thread that is this much over its time is ended. */
const graceMs = 2_000;

interface Waiting {
  errand: Errand | LotsErrand;
  resolve: (answer: never) => void;
  reject: (error: Error) => void;
}

interface Thread {
  worker: Worker;
  busyWith: Waiting | undefined;
  timer: NodeJS.Timeout | undefined;
}

/** Searches in threads beside the one that answers requests: one less than there are cores, one at least. */
@Injectable()
export class SolverPool implements OnApplicationShutdown {
  readonly #threads: Thread[] = [];
  readonly #queue: Waiting[] = [];
  readonly #most = Math.max(1, availableParallelism() - 1);

  /** @throws TooManyRequests when too many wait already */
  run<Task extends keyof Answers>(errand: (Errand | LotsErrand) & { task: Task }): Promise<Answers[Task]> {
    if (this.#queue.length >= longestQueue) throw new TooManyRequests(5);

    return new Promise<Answers[Task]>((resolve, reject) => {
      this.#queue.push({ errand, resolve, reject });
      this.#next();
    });
  }

  async onApplicationShutdown(): Promise<void> {
    for (const { reject } of this.#queue.splice(0)) reject(new Error('Kongsi is stopping.'));
    await Promise.all(this.#threads.splice(0).map(({ worker }) => worker.terminate()));
  }

  #next(): void {
    if (this.#queue.length === 0) return;
    const idle = this.#threads.find(({ busyWith }) => busyWith === undefined);
    const thread = idle ?? (this.#threads.length < this.#most ? this.#begin() : undefined);
    if (!thread) return;
    const waiting = this.#queue.shift()!;
    thread.busyWith = waiting;
    thread.timer = setTimeout(() => void thread.worker.terminate(), waiting.errand.milliseconds + graceMs).unref();
    thread.worker.postMessage({ errand: waiting.errand }, []);
  }

  #begin(): Thread {
    const worker = new Worker(file, { execArgv: [], env: {} });
    worker.unref();
    const thread: Thread = { worker, busyWith: undefined, timer: undefined };
    const done = (): Waiting | undefined => {
      clearTimeout(thread.timer);
      const { busyWith } = thread;
      thread.busyWith = undefined;

      return busyWith;
    };
    worker.on('message', ({ answer, failure }: { answer?: never; failure?: string }) => {
      const waiting = done();
      if (failure !== undefined) waiting?.reject(new Error(failure));
      else waiting?.resolve(answer as never);
      this.#next();
    });
    const lost = (error: Error): void => {
      const at = this.#threads.indexOf(thread);
      if (at >= 0) this.#threads.splice(at, 1);
      done()?.reject(error);
      this.#next();
    };
    worker.on('error', lost);
    worker.on('exit', () => lost(new Error('The search was ended: it took far more than its time.')));
    this.#threads.push(thread);

    return thread;
  }
}
