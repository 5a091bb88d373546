import { Injectable } from '@nestjs/common';
import { Firm, FirmsService } from '#libs/firms';
import { Inbox } from '#libs/inbox';
import {
  type Actor,
  Clock,
  Db,
  type Page,
  type PageArgs,
  type RequestContext,
  loading,
  newId,
  pageOf,
  readCursor,
} from '#libs/platform';
import { In } from 'typeorm';
import { FirmVerification } from './firm-verification.entity.js';
import { AlreadyVerified, NoLegalId, NotVerified } from './verification.graphql.js';

/** Operators compare who a firm says it is with public registers. */
@Injectable()
export class VerificationsService {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly firms: FirmsService,
    private readonly inbox: Inbox,
  ) {}

  /** @throws AlreadyVerified, NoLegalId, LegalIdTaken, NotFound */
  async verify(actor: Actor, firmId: string, source: string): Promise<Firm> {
    const firm = await this.db.get(Firm, firmId, 'FOR UPDATE');
    if (firm.isVerified) throw new AlreadyVerified();
    const [legalId] = await this.db.sql('SELECT 1 FROM "firmLegalId" WHERE "firmId" = $1 LIMIT 1', [firmId]);
    if (!legalId) throw new NoLegalId();
    const now = await this.clock.now();
    const decided = await this.decide(actor, firmId, now, { decision: 'VERIFIED', source: source.trim() });
    await this.tell(decided, 'FIRM_VERIFIED', firm, { source: decided.source });

    return this.firms.setVerified(firmId, actor, true, now);
  }

  /** @throws NotVerified, NotFound */
  async revoke(actor: Actor, firmId: string, reason: string): Promise<Firm> {
    const firm = await this.db.get(Firm, firmId, 'FOR UPDATE');
    if (!firm.isVerified) throw new NotVerified();
    const now = await this.clock.now();
    const decided = await this.decide(actor, firmId, now, { decision: 'REVOKED', reason: reason.trim() });
    await this.tell(decided, 'VERIFICATION_REVOKED', firm, { reason: decided.reason });

    return this.firms.setVerified(firmId, actor, false, now);
  }

  /** Firms with a legal id that no operator verified yet, longest-waiting first. */
  async awaiting({ first, after }: PageArgs): Promise<Page<Firm>> {
    const query = this.db
      .of(Firm)
      .createQueryBuilder('it')
      .where('it.verifiedAt IS NULL')
      .andWhere('EXISTS (SELECT 1 FROM "firmLegalId" l WHERE l."firmId" = it.id)');
    const [createdAt, id] = readCursor(after, 2) ?? [];
    if (id !== undefined)
      query.andWhere('(it.createdAt, it.id) > (:createdAt::timestamptz, :id::uuid)', { createdAt, id });
    const rows = await query
      .orderBy('it.createdAt')
      .addOrderBy('it.id')
      .take(first + 1)
      .getMany();

    return pageOf(rows, first, (firm) => [firm.createdAt.toISOString(), firm.id]);
  }

  /** The verification behind a firm's badge; null without one. */
  async of(context: RequestContext, firm: Firm): Promise<FirmVerification | null> {
    if (!firm.isVerified) return null;
    const newest = loading(
      context,
      'firmVerification',
      (firmIds) =>
        this.db.of(FirmVerification).find({ where: { firmId: In(firmIds) }, order: { decidedAt: 'ASC', id: 'ASC' } }),
      (decided) => decided.firmId,
    );

    return newest.load(firm.id);
  }

  private async decide(
    actor: Actor,
    firmId: string,
    decidedAt: Date,
    decision: Pick<FirmVerification, 'decision'> & Partial<Pick<FirmVerification, 'source' | 'reason'>>,
  ): Promise<FirmVerification> {
    const decided = { id: newId(), firmId, source: null, reason: null, decidedAt, decidedByPersonId: actor.person };

    return this.db.of(FirmVerification).save(Object.assign(new FirmVerification(), decided, decision));
  }

  private async tell(
    { id }: FirmVerification,
    kind: string,
    firm: Firm,
    facts: Record<string, string | null>,
  ): Promise<void> {
    await this.inbox.tell({
      kind,
      key: `verification:${id}`,
      path: `/firms/${firm.publicId}`,
      facts: { firmName: firm.name, ...facts },
      firms: { firmIds: [firm.id], roles: ['OWNER'] },
    });
  }
}
