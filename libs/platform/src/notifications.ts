import { randomUUID } from 'node:crypto';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Client } from 'pg';
import type { Config } from './config.js';
import { CONFIG } from './tokens.js';

const longestPauseMs = 10_000;
/** A connection that says nothing for so long is as good as lost. */
const longestWaitMs = 2_000;
/** Payloads of our own that only ask whether everything before them has arrived. */
const echo = 'echo:';

/** Who hears what a channel says. */
export interface Hearing {
  /** The ids told since the last time, each once. */
  told(ids: readonly string[]): Promise<void> | void;
  /** The connection was away: what was told meanwhile is not known. */
  missed(): Promise<void> | void;
}

/**
 * Hears what other processes, and the database itself, tell by NOTIFY: ids alone, on one connection that comes back when it breaks.
 * It opens with the first hearing.
 */
@Injectable()
export class Notifications implements OnApplicationShutdown {
  readonly #hearings = new Map<string, Hearing>();
  readonly #echoes = new Map<string, () => void>();
  readonly #waiting = new Map<string, Set<string>>();
  readonly #passing = new Map<string, Promise<void>>();
  #client: Client | undefined;
  #connecting: Promise<void> | undefined;
  #stopped = false;

  constructor(@Inject(CONFIG) private readonly config: Pick<Config, 'DATABASE_URL'>) {}

  /** Hears a channel from now on. @throws when the database cannot be reached the first time */
  async hear(channel: string, hearing: Hearing): Promise<void> {
    this.#hearings.set(channel, hearing);
    // Where the connection stands already it hears one channel more; one that is being made hears all there are.
    if (this.#client) await this.#client.query(`LISTEN ${channel}`);
    else await this.#connected();
  }

  /**
   * Waits until everything that was committed before this call has been told.
   * @returns false when the connection is away: then nothing is known
   */
  async caughtUp(channel: string): Promise<boolean> {
    const client = this.#client;
    if (!client) return false;
    const token = `${echo}${randomUUID()}`;
    const heard = new Promise<boolean>((resolve) => {
      this.#echoes.set(token, () => resolve(true));
      client.once('end', () => resolve(false));
      setTimeout(() => resolve(false), longestWaitMs).unref();
    });
    try {
      await client.query('SELECT pg_notify($1, $2)', [channel, token]);
      if (!(await heard)) return false;
      await this.#pass(channel);

      return true;
    } catch {
      return false;
    } finally {
      this.#echoes.delete(token);
    }
  }

  async onApplicationShutdown(): Promise<void> {
    this.#stopped = true;
    await this.#client?.end().catch(() => undefined);
  }

  /** One attempt at a time. */
  async #connected(): Promise<void> {
    if (!this.#client) await (this.#connecting ??= this.#connect().finally(() => (this.#connecting = undefined)));
  }

  /** @throws when the database cannot be reached; nothing is left open then */
  async #connect(): Promise<void> {
    const client = new Client({ connectionString: this.config.DATABASE_URL, application_name: 'kongsi-hears' });
    client.setMaxListeners(0);
    client.on('error', () => undefined);
    client.on('notification', ({ channel, payload }) => this.#take(channel, payload ?? ''));
    try {
      await client.connect();
      for (const channel of this.#hearings.keys()) await client.query(`LISTEN ${channel}`);
    } catch (error) {
      await client.end().catch(() => undefined);
      throw error;
    }
    this.#client = client;
    // Only a connection that stood can be lost: a failed attempt also says that it ended.
    client.once('end', () => void this.#comeBack());
  }

  async #comeBack(): Promise<void> {
    this.#client = undefined;
    for (let pauseMs = 250; !this.#stopped; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
      await new Promise((resolve) => setTimeout(resolve, pauseMs).unref());
      try {
        await this.#connected();
        for (const hearing of this.#hearings.values()) await hearing.missed();

        return;
      } catch {
        // The database is still away.
      }
    }
  }

  #take(channel: string, payload: string): void {
    if (payload.startsWith(echo)) return this.#echoes.get(payload)?.();
    const waiting = this.#waiting.get(channel);
    if (waiting) waiting.add(payload);
    else {
      this.#waiting.set(channel, new Set([payload]));
      // What comes in one breath is handed on together.
      setImmediate(() => void this.#pass(channel).catch(() => this.#hearings.get(channel)?.missed()));
    }
  }

  /** Hands on what waits, after all that was handed on before. */
  #pass(channel: string): Promise<void> {
    const passed = (this.#passing.get(channel) ?? Promise.resolve()).then(async () => {
      const waiting = this.#waiting.get(channel);
      if (!waiting) return;
      this.#waiting.delete(channel);
      await this.#hearings.get(channel)?.told([...waiting]);
    });
    this.#passing.set(
      channel,
      passed.catch(() => undefined),
    );

    return passed;
  }
}
