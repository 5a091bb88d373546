import { Injectable, type OnModuleInit } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { type Actor, Clock, Db, Files, NotFound, documentTypes, newId } from '#libs/platform';
import { TenderReading } from '#libs/tenders';
import { NotAnExternalNotice } from './bid.refusals.js';
import { OutsideBid } from './outside-bid.entity.js';
import type { RecordOutsideBidInput, RecordOutsideResultInput } from './outside-bid.graphql.js';
import { Tenderers } from './tenderers.service.js';

const receiptPurpose = 'OUTSIDE_RECEIPT';

/** Bids that were sent to other portals, as their firms record them. */
@Injectable()
export class OutsideBids implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly files: Files,
    private readonly reading: TenderReading,
    private readonly tenderers: Tenderers,
  ) {}

  onModuleInit(): void {
    this.files.register({
      name: receiptPurpose,
      maxBytes: 20 * 1_048_576,
      mediaTypes: documentTypes,
      mayRead: async (actor, file) => {
        const rows = await this.db.of(OutsideBid).findBy({ receiptFileId: file.id });

        return actor.actsFor(rows.map((row) => row.firmId));
      },
    });
  }

  /** @throws NotAnExternalNotice, NotFound, BadUserInput (the file) */
  async record(actor: Actor, input: RecordOutsideBidInput): Promise<OutsideBid> {
    const tender = await this.reading.visible(actor, input.tenderId);
    if (!tender.isExternal) throw new NotAnExternalNotice();
    const { allianceId = null, receiptNumber = null, receiptFileId = null, sentAt } = input;
    if (allianceId) await this.tenderers.ensurePartner(actor.firm, allianceId);
    if (receiptFileId)
      await this.files.attach(receiptFileId, receiptPurpose, actor, await this.clock.now(), 'input.receiptFileId');
    const known = await this.db
      .of(OutsideBid)
      .findOneBy({ tenderId: tender.id, firmId: actor.firm, allianceId: allianceId ?? IsNull() });
    const bid = Object.assign(known ?? new OutsideBid(), {
      id: known?.id ?? newId(),
      tenderId: tender.id,
      firmId: actor.firm,
      allianceId,
      receiptNumber,
      receiptFileId,
      sentAt,
      result: known?.result ?? null,
      resultAt: known?.resultAt ?? null,
    });

    return this.db.of(OutsideBid).save(bid);
  }

  /** @throws NotFound */
  async recordResult(actor: Actor, { outsideBidId, result }: RecordOutsideResultInput): Promise<OutsideBid> {
    const bid = await this.db.get(OutsideBid, outsideBidId, 'FOR UPDATE');
    if (bid.firmId !== actor.firm) throw new NotFound();

    return this.db.of(OutsideBid).save(Object.assign(bid, { result, resultAt: await this.clock.now() }));
  }

  /** A firm's records, the newest first, 100 at most. */
  ofFirm(firmId: string): Promise<OutsideBid[]> {
    return this.db.of(OutsideBid).find({ where: { firmId }, order: { sentAt: 'DESC', id: 'DESC' }, take: 100 });
  }
}
