import { Injectable } from '@nestjs/common';
import { Jobs } from '#libs/platform';
import type { Tender } from './tender.entity.js';

/** Adds the jobs that tell people about a tender. They announce what happened; they decide nothing. */
@Injectable()
export class TenderNews {
  constructor(private readonly jobs: Jobs) {}

  async published(tender: Tender): Promise<void> {
    await this.tell(tender, 'tenderPublished', tender.id);
    await this.watchClosing(tender);
  }

  async cancelled(tender: Tender): Promise<void> {
    await this.tell(tender, 'tenderCancelled', tender.id);
  }

  /** Wakes the watch over the closing at the next moment that matters. */
  async watchClosing(tender: Pick<Tender, 'id' | 'closesAt'>, runAt?: Date): Promise<void> {
    const dayBefore = new Date(tender.closesAt!.getTime() - 24 * 3_600_000 + 1);
    await this.jobs.add(
      'watch-tender-closing',
      { tenderId: tender.id },
      { runAt: runAt ?? dayBefore, key: `watch-tender-closing:${tender.id}` },
    );
  }

  /** @param occasion makes the news this one and no other: the same occasion is never told twice */
  async tell(tender: Pick<Tender, 'id'>, sentence: string, occasion: string): Promise<void> {
    await this.jobs.add('tell-tender-news', { tenderId: tender.id, sentence, occasion });
  }
}
