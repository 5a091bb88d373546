import { Injectable } from '@nestjs/common';
import { Clock, Db, Every, OnJob } from '#libs/platform';
import { type Head, type LogLine, type LotLine, genesis, lotLine } from '#libs/seal-format';
import { type LogNote, type WrittenLine, appendLine } from './seal-log-writing.js';
import { Signing } from './signing.js';

/** The one log of the installation: what was received, closed, released and opened, in one chain. */
@Injectable()
export class SealLog {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly signing: Signing,
  ) {}

  /** Adds a line in the caller's transaction. Call it last: the lock of the chain's head is held from here to the commit. */
  append(note: LogNote): Promise<WrittenLine> {
    return appendLine((text, values) => this.db.sql(text, values), note);
  }

  /** Every line of a lot, in order, silent about other lots. */
  async ofLot(lotId: string): Promise<LotLine[]> {
    const rows = await this.db.sql<{ line: LogLine }>(
      `SELECT "line" FROM "sealLogLine" WHERE "lotId" = $1 ORDER BY "position"`,
      [lotId],
    );

    return Promise.all(rows.map(({ line }) => lotLine(line)));
  }

  /**
   * The end of the log, signed. It moves with every heartbeat and tells nothing of what happened: the newest line is left out until a
   * heartbeat follows it, so that asking again and again does not show when a bid arrives.
   */
  async head(): Promise<Head> {
    const [last] = await this.db.sql<{ at: string; digest: string }>(
      `SELECT "at", "digest" FROM "sealLogLine" WHERE "kind" = 'HEARTBEAT' ORDER BY "position" DESC LIMIT 1`,
    );
    const { exact } = await this.clock.read();

    return this.signing.head(last?.digest ?? genesis, last?.at ?? exact);
  }

  /** A line each hour, whatever happens, so that a published head is of some line of that hour. */
  @OnJob('seal-log-heartbeat')
  @Every('7 * * * *')
  async beat(): Promise<void> {
    const { exact } = await this.clock.read();
    await this.db.transaction(() => this.append({ at: exact, kind: 'HEARTBEAT', payload: { at: exact } }));
  }
}
