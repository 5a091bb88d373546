import { Injectable } from '@nestjs/common';
import { isMember } from '#libs/coverage';
import { UseCounts } from '#libs/firms';
import { type Actor, Clock, Db, Events, newId } from '#libs/platform';
import { Tender } from '#libs/tenders';
import { AllianceNews } from './alliance-news.js';
import { type AllianceRecord, type WholeLineUp, wholePlace } from './alliance-record.js';
import { AllianceRecords } from './alliance-records.js';
import { type Alliance, PartnerFirm } from './alliance.entity.js';
import { AlreadyCommitted, ProposalChanged } from './alliance.refusals.js';
import type { ConsentToAllianceInput } from './alliance-verbs.graphql.js';
import { consentFor } from './consent-state.js';
import type { LineUpPosition } from './line-up.entity.js';

/** A firm says yes. */
@Injectable()
export class ConsentsService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly records: AllianceRecords,
    private readonly news: AllianceNews,
    private readonly counts: UseCounts,
  ) {}

  /**
   * The firm's yes to its places and the terms in the versions its delegate read; the first one makes it a partner.
   *
   * @throws ProposalChanged (another version, or no such place), AlreadyCommitted, AllianceDissolved, NotFound
   */
  async consent(actor: Actor, input: ConsentToAllianceInput): Promise<Alliance> {
    const record = await this.records.lock(actor, input.allianceId);
    const { alliance } = record;
    if (input.termsVersion !== alliance.termsVersion) throw new ProposalChanged(alliance.termsVersion);
    const seats = input.places.map(({ lotId = null, version }) => seatOf(record, actor.firm, lotId, version));
    const now = await this.clock.now();
    // In one order for all, so that two firms' yeses to several lots never wait for each other in a circle.
    const open = seats
      .filter(({ whole, position }) => !consentFor(whole, position, alliance))
      .sort((a, b) => (a.whole.lineUp.id < b.whole.lineUp.id ? -1 : 1));
    for (const { whole, position } of open) await this.write(alliance, whole, position, actor, now);
    if (open.length === 0) return alliance;
    await this.join(record.partner(actor.firm)!, now);
    const facts = { lineUpIds: open.map(({ whole }) => whole.lineUp.id), termsVersion: alliance.termsVersion };
    await this.events.record('alliance', alliance.id, actor, { kind: 'CONSENTED', at: now, facts });
    const tidings = { kind: 'ALLIANCE_CONSENTED', byFirmId: actor.firm, except: actor.person } as const;
    await this.news.tell(alliance, record.coordinators, { ...tidings, occasion: now.toISOString() });

    return alliance;
  }

  /** The database decides whether the firm is free: whoever consents second waits for the first to end, then meets its row. */
  private async write(
    alliance: Alliance,
    whole: WholeLineUp,
    position: LineUpPosition,
    actor: Actor,
    now: Date,
  ): Promise<void> {
    const { lineUp } = whole;
    const { tenderId, lotId } = lineUp;
    const tender = tenderId === null ? null : await this.db.get(Tender, tenderId);
    const exclusive = tender !== null && tender.flags.exclusiveMembership && isMember(position);
    const written = await this.db.sql(
      `INSERT INTO "consent" ("id", "allianceId", "lineUpId", "tenderId", "lotId", "firmId", "personId", "positionVersion",
         "termsVersion", "position", "terms", "exclusive", "consentedAt")
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) ON CONFLICT DO NOTHING RETURNING "id"`,
      [
        newId(),
        alliance.id,
        lineUp.id,
        tenderId,
        lotId,
        actor.firm,
        actor.person,
        position.version,
        alliance.termsVersion,
        JSON.stringify(wholePlace(whole, position)),
        JSON.stringify(alliance.terms),
        exclusive,
        now,
      ],
    );
    if (written.length === 0) throw new AlreadyCommitted(await this.otherAlliance(actor.firm, lotId!));
  }

  private async otherAlliance(firmId: string, lotId: string): Promise<{ id: string; name: string }> {
    const [other] = await this.db.sql<{ id: string; name: string }>(
      `SELECT alliance."id", alliance."name" FROM "consent" consent JOIN "alliance" alliance ON alliance."id" = consent."allianceId"
       WHERE consent."firmId" = $1 AND consent."lotId" = $2 AND consent."exclusive"
         AND consent."staleAt" IS NULL AND consent."withdrawnAt" IS NULL`,
      [firmId, lotId],
    );

    return other!;
  }

  private async join(partner: PartnerFirm, now: Date): Promise<void> {
    if (partner.joinedAt) return;
    partner.joinedAt = now;
    await this.db.of(PartnerFirm).save(partner);
    await this.counts.count('ANSWER', [partner.firmId], now);
  }
}

function seatOf(
  record: AllianceRecord,
  firmId: string,
  lotId: string | null,
  version: number,
): { whole: WholeLineUp; position: LineUpPosition } {
  const whole = record.lineUpFor(lotId);
  const position = whole?.positions.find((it) => it.firmId === firmId);
  if (!whole || position?.version !== version) throw new ProposalChanged(record.alliance.termsVersion);

  return { whole, position };
}
