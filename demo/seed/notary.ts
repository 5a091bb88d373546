import type { INestApplicationContext } from '@nestjs/common';
import { Notary, NotaryFolder } from '#libs/bids';
import { CONFIG, Clock, type Config, dataFile } from '#libs/platform';
import { ownTime } from '../../apps/notary/src/own-time.js';
import { NotTold } from './teller.js';

const longestRoundMs = 30_000;

/** The notary of this installation, working on its own folder while the demo region is told, under the same moved clock. */
export class DemoNotary {
  readonly #notary: Notary;
  readonly #working: Promise<void>;
  #rested: () => void = () => undefined;
  #said = '';

  private constructor(
    private readonly clock: Clock,
    config: Config,
    folder: NotaryFolder,
  ) {
    this.#notary = new Notary({
      databaseUrl: config.DATABASE_URL,
      folder,
      poolSize: config.NOTARY_POOL,
      ownTime,
      say: (line) => (this.#said = line),
      rested: () => this.#rested(),
    });
    this.#working = this.#notary.run();
  }

  /** Runs the work beside a notary; it ends with it. */
  static async beside<Result>(
    app: INestApplicationContext,
    work: (notary: DemoNotary) => Promise<Result>,
  ): Promise<Result> {
    const config = app.get<Config>(CONFIG);
    const place = config.NOTARY_DIR ?? dataFile(config, 'notary');
    const folder = await NotaryFolder.open(place, config.NOTARY_RECOVERY_RECIPIENT);
    const notary = new DemoNotary(app.get(Clock), config, folder);
    try {
      return await work(notary);
    } finally {
      await notary.#notary.stop();
      await notary.#working;
    }
  }

  /**
   * Resolves when the notary has done all there is: its pool is full, and keys asked for are released.
   *
   * @throws NotTold when it does not rest, with what it said last
   */
  async rest(): Promise<void> {
    // Two rounds: the first may have begun before what it is to see was committed.
    for (let round = 0; round < 2; round += 1) {
      await new Promise<void>((resolve, reject) => {
        const timer = setTimeout(() => reject(new NotTold(`The notary does not rest. ${this.#said}`)), longestRoundMs);
        this.#rested = () => {
          clearTimeout(timer);
          resolve();
        };
        this.#notary.shift(this.clock.offsetMs);
      });
    }
  }
}
