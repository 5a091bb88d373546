import { createHash, randomUUID } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import type { Receipt } from '#libs/seal-format';
import { handIn, sealByAge } from './bids.js';
import type { FirmActing } from './firms.js';
import type { TenderKnown } from './tenders.js';
import { upload } from './uploads.js';

/** A bid whose receipt reached its bidder: from that moment on it must never be lost. */
export interface Acknowledged {
  firmId: string;
  tenderId: string;
  unitPrice: string;
  receipt: Receipt;
  manifest: string;
  /** Of the ciphertext as it left the bidder. */
  digest: string;
}

/** An upload that was cut begins anew; longer than this it may not take. */
const uploadWithinMs = 60_000;

/** Firms that hand in one version after the other, each with a price of its own, as fast as they are answered. */
export class Bidders {
  readonly acknowledged: Acknowledged[] = [];
  readonly #news = new EventEmitter().setMaxListeners(0);
  #going = true;
  #lastPrice = 100_000;
  #work: Promise<unknown> | undefined;

  /** Each firm goes round the tenders until they close or `stop` is called. */
  begin(firms: readonly FirmActing[], tenders: readonly TenderKnown[]): this {
    this.#work = Promise.all(firms.map((firm) => this.#goOn(firm, tenders)));
    // Whoever waits for the next bid, or for the end, hears of it.
    this.#work.catch(() => undefined);

    return this;
  }

  /** The next acknowledgement, in the very moment it arrives. Fails when a bidder gave up. */
  async next(): Promise<Acknowledged> {
    const ended = this.#work!.then((): never => {
      throw new Error('Everybody has stopped bidding.');
    });
    const [bid] = (await Promise.race([once(this.#news, 'acknowledged'), ended])) as [Acknowledged];

    return bid;
  }

  /** Lets everybody finish what is under way. */
  async stop(): Promise<void> {
    this.#going = false;
    await this.#work;
  }

  async #goOn(firm: FirmActing, tenders: readonly TenderKnown[]): Promise<void> {
    let open = [...tenders];
    for (let turn = 0; this.#going && open.length > 0; turn += 1) {
      const tender = open[turn % open.length]!;
      const bid = await this.#bid(firm, tender);
      if (bid) {
        this.acknowledged.push(bid);
        this.#news.emit('acknowledged', bid);
      } else open = open.filter((it) => it !== tender);
    }
  }

  /** One version, sealed and handed in; nothing when the tender has closed. */
  async #bid(firm: FirmActing, tender: TenderKnown): Promise<Acknowledged | undefined> {
    const unitPrice = String((this.#lastPrice += 1));
    const { instructions, manifest, ciphertext } = await sealByAge(firm, tender, { unitPrice });
    const fileId = await uploaded(firm, Buffer.from(ciphertext));
    const { lotId } = instructions;
    // The request is repeated with the same key until it is answered: `Programs.kongsi` does that.
    const { code, message, receipt } = await handIn(firm, { lotId, manifest, fileId, idempotencyKey: randomUUID() });
    if (code === 'DEADLINE_PASSED') return undefined;
    if (code) throw new Error(`Not handed in: ${code}: ${message}`);
    const digest = `sha256:${createHash('sha256').update(ciphertext).digest('hex')}`;

    return {
      firmId: firm.firmId,
      tenderId: tender.id,
      unitPrice,
      manifest,
      digest,
      receipt: JSON.parse(receipt) as Receipt,
    };
  }
}

async function uploaded(firm: FirmActing, content: Buffer): Promise<string> {
  const end = Date.now() + uploadWithinMs;
  for (;;) {
    try {
      return await upload(firm.person, 'SEALED_ENVELOPE', content, 'bid.age');
    } catch (error) {
      if (Date.now() > end) throw error;
      await delay(100);
    }
  }
}
