import { Inject, Injectable } from '@nestjs/common';
import { type Actor, CONFIG, type Config, Db } from '#libs/platform';
import { manifestFormat } from '#libs/seal-format';
import { Addendum } from '#libs/tenders';
import type { SealedBidInstructionsType } from './bid.graphql.js';
import { EnvelopeKeys } from './envelope-keys.js';
import { type BidFor, Tenderers } from './tenderers.service.js';

/** What a client needs to seal a bid. */
@Injectable()
export class Instructions {
  constructor(
    private readonly db: Db,
    private readonly tenderers: Tenderers,
    private readonly keys: EnvelopeKeys,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** No recipients where nothing is sealed. @throws NotFound */
  async of(actor: Actor, which: BidFor & { firmId: string }): Promise<SealedBidInstructionsType> {
    const { tender, lot, tendererId, bidId } = await this.tenderers.tendererOf(actor, which.firmId, which);
    const keys = await this.keys.of(lot.id, tender.flags.envelopes);
    const addendum = await this.db.of(Addendum).countBy({ tenderId: tender.id });
    const [row] = await this.db.sql<{ version: number }>(
      `SELECT coalesce(max("version"), 0)::integer + 1 AS "version" FROM "bidVersion" WHERE "bidId" = $1`,
      [bidId],
    );
    const { version } = row!;
    const address = { tenderId: tender.id, lotId: lot.id, tendererId, bidId, version, addendum };

    return {
      ...address,
      recipients: keys.map(({ envelope, recipient }) => ({ envelope: envelope!, recipient })),
      manifestTemplate: JSON.stringify({ format: manifestFormat, ...address, parts: [] }),
      maxBytes: this.config.UPLOAD_LIMIT_MB * 1_048_576,
    };
  }
}
