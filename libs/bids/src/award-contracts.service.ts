import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Actor, Db, Files, NotFound, documentTypes } from '#libs/platform';
import { type Lot, type LockedLot, TenderLots, TenderNotOpen } from '#libs/tenders';
import { AwardNews } from './award-news.js';
import { Award, ContractSignature } from './award.entity.js';
import { isContractSideSql } from './award.policy.js';
import { StandstillRunning } from './award.refusals.js';
import type { CompleteContractInput, SignContractInput } from './award-verbs.graphql.js';
import { WorkInHand } from './work-in-hand.js';

const purpose = 'CONTRACT';

/** What follows an award: the waiting time, the signature, the end of the work. */
@Injectable()
export class AwardContracts implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly files: Files,
    private readonly lots: TenderLots,
    private readonly news: AwardNews,
    private readonly work: WorkInHand,
  ) {}

  onModuleInit(): void {
    this.files.register({
      name: purpose,
      maxBytes: 100 * 1_048_576,
      mediaTypes: documentTypes,
      mayRead: async (actor, file) => {
        const rows = await this.db.sql(
          `SELECT 1 FROM "contractSignature" signed JOIN "award" award ON award."id" = signed."awardId"
           JOIN "bid" bid ON bid."id" = award."bidId" JOIN "tender" tender ON tender."id" = award."tenderId"
           WHERE signed."fileId" = $1 AND ${isContractSideSql({ bid: 'bid', tender: 'tender' }, '$2')}`,
          [file.id, actor.firmIds],
        );

        return rows.length > 0;
      },
    });
  }

  /** Records that the contract is signed, and by whom. @throws StandstillRunning, TenderNotOpen (not awarded, or signed already), NotFound */
  async sign(actor: Actor, { lotId, buyerSigner, supplierSigner, fileId }: SignContractInput): Promise<Lot> {
    const { tender, lot, now } = await this.lockOwn(actor, lotId, 'AWARDED');
    const { standstillUntil } = lot;
    if (standstillUntil && now.at < standstillUntil) throw new StandstillRunning(standstillUntil, now.at);
    const award = await this.db.of(Award).findOneByOrFail({ lotId });
    if (fileId) await this.files.attach(fileId, purpose, actor, now.at);
    await this.db.of(ContractSignature).insert({
      awardId: award.id,
      tenderId: tender.id,
      buyerSigner: buyerSigner.trim(),
      supplierSigner: supplierSigner.trim(),
      fileId: fileId ?? null,
      recordedByPersonId: actor.person,
      signedAt: now.at,
    });
    await this.work.take(award, now.at);
    await this.news.contract('CONTRACT_SIGNED', tender, award);

    return this.lots.markSigned(lot, actor, now.at);
  }

  /** The work is done. @throws TenderNotOpen (not signed, or done already), NotFound */
  async complete(actor: Actor, { lotId }: CompleteContractInput): Promise<Lot> {
    const { tender, lot, now } = await this.lockOwn(actor, lotId, 'SIGNED');
    const award = await this.db.of(Award).findOneByOrFail({ lotId });
    await this.work.release(award, now.at);
    await this.news.contract('WORK_COMPLETED', tender, award);

    return this.lots.markComplete(lot, actor, now.at);
  }

  private async lockOwn(actor: Actor, lotId: string, phase: 'AWARDED' | 'SIGNED'): Promise<LockedLot> {
    const locked = await this.lots.lockLot(lotId, 'FOR UPDATE');
    if (locked.tender.buyerFirmId !== actor.firm || locked.tender.isDraft) throw new NotFound();
    if (locked.phase !== phase) throw new TenderNotOpen(locked.phase);

    return locked;
  }
}
