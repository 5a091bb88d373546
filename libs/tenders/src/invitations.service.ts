import { Injectable } from '@nestjs/common';
import { type Actor, Clock, Db, Events, NotFound } from '#libs/platform';
import { TenderLots } from './lots.service.js';
import { TenderNews } from './tender-news.js';
import { TenderReading } from './tender-reading.service.js';
import { TenderInvitation } from './tender-talk.entity.js';
import type { InviteToTenderInput, ShowTenderInput } from './tender-verbs.graphql.js';
import type { Tender } from './tender.entity.js';
import { TenderNotOpen } from './tender.refusals.js';
import { TendersService } from './tenders.service.js';

/** Which firms see a tender that is not for everybody, and who is told of one. */
@Injectable()
export class Invitations {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly lots: TenderLots,
    private readonly tenders: TendersService,
    private readonly reading: TenderReading,
    private readonly news: TenderNews,
  ) {}

  /** Further firms see an own tender; before it is published they are only noted. @throws NotFound, TenderNotOpen, BadUserInput */
  async invite(actor: Actor, { tenderId, firmIds }: InviteToTenderInput): Promise<Tender> {
    const { tender, now } = await this.tenders.own(actor, tenderId);
    const phase = await this.reading.phase(tender, now);
    if (phase !== 'OPEN' && phase !== 'DRAFT') throw new TenderNotOpen(phase);
    await this.tenders.invite(tender, actor, firmIds, now, 'input.firmIds');
    const facts = { firmIds: [...firmIds] };
    await this.events.record('tender', tenderId, actor, { kind: 'INVITED', at: now, facts });
    if (phase === 'OPEN') await this.news.invited(actor, tender, firmIds);

    return tender;
  }

  /** An invited firm shows the tender to one it wants in its line-up. @throws NotFound, TenderNotOpen, BadUserInput */
  async show(actor: Actor, { tenderId, firmId }: ShowTenderInput): Promise<Tender> {
    const tender = await this.reading.visible(actor, tenderId);
    const invited = await this.db.of(TenderInvitation).existsBy({ tenderId, firmId: actor.firm });
    if (tender.visibility === 'INVITED' && !invited) throw new NotFound();
    await this.lots.lockHistory(tenderId);
    const now = await this.clock.now();
    const phase = await this.reading.phase(tender, now);
    if (phase !== 'OPEN') throw new TenderNotOpen(phase);
    await this.tenders.invite(tender, actor, [firmId], now, 'input.firmId');
    await this.events.record('tender', tenderId, actor, { kind: 'SHOWN', at: now, facts: { firmId } });
    await this.news.invited(actor, tender, [firmId]);

    return tender;
  }
}
