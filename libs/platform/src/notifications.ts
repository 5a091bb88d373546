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
  /** The connection was away, or `told` failed: what was told meanwhile is not known. */
  missed(): void;
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
  readonly #passing = new Map<string, Promise<boolean>>();
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
   * What could not be taken has been counted as missed by then.
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
      return (await heard) && (await this.#pass(channel));
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
        for (const hearing of this.#hearings.values()) hearing.missed();

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
      setImmediate(() => void this.#pass(channel));
    }
  }

  /**
   * Hands on what waits, after all that was handed on before. What could not be taken was missed, whoever asked for it to be handed on.
   * @returns whether it was taken
   */
  #pass(channel: string): Promise<boolean> {
    const passed = (this.#passing.get(channel) ?? Promise.resolve(true)).then(async () => {
      const waiting = this.#waiting.get(channel);
      const hearing = this.#hearings.get(channel);
      if (!waiting || !hearing) return true;
      this.#waiting.delete(channel);
      try {
        await hearing.told([...waiting]);

        return true;
      } catch {
        hearing.missed();

        return false;
      }
    });
    this.#passing.set(channel, passed);

    return passed;
  }
}
