import { Injectable } from '@nestjs/common';
import type { Tender } from '#libs/tenders';

/** Answers which of the firms stand on the buyer's side of the tender. */
export type BuyersSide = (tender: Tender, firmIds: readonly string[]) => Promise<string[]>;

/** Who may not be in a line-up of a tender: its buyer, and whom libraries to the right know of (firms of evaluators). */
@Injectable()
export class BuyersSides {
  readonly #sources: BuyersSide[] = [
    async (tender, firmIds) => firmIds.filter((firmId) => firmId === tender.buyerFirmId),
  ];

  register(source: BuyersSide): void {
    this.#sources.push(source);
  }

  async among(tender: Tender, firmIds: readonly string[]): Promise<string[]> {
    const found = await Promise.all(this.#sources.map((source) => source(tender, firmIds)));

    return [...new Set(found.flat())];
  }
}
