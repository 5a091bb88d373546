import { Args, Context, ID, Int, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { PackVerdictType, PackVerdictWords } from '#libs/coverage';
import { type Firm, FirmType, FirmsService } from '#libs/firms';
import { Money, type Page, PageArgs, type RequestContext, minorDigits } from '#libs/platform';
import { canonicalJson, recomputeTotal } from '#libs/seal-format';
import { type Lot, LotType } from '#libs/tenders';
import type { BidDraft } from './bid-draft.entity.js';
import type { Bid, BidVersion, BidWithdrawal } from './bid.entity.js';
import { BidContentType, type BidPricesType } from './bid-content.graphql.js';
import { BidDraftType, BidPage, BidPlaceType, BidType, BidVersionType, BidWithdrawalType } from './bid.graphql.js';
import { BidPacks } from './bid-packs.js';
import { BidReading } from './bid-reading.service.js';
import { Confirmations } from './confirmations.js';
import { Drafts } from './drafts.service.js';
import type { OpenedBid } from './opening.entity.js';

/** What a lot shows of its bids. */
@Resolver(() => LotType)
export class LotBidsResolver {
  constructor(private readonly reading: BidReading) {}

  @ResolveField(() => BidPage, {
    description:
      'The bids you see: your own always, others as the notice said once they are opened. Before, nobody sees any.',
  })
  bids(@Parent() lot: Lot, @Args() page: PageArgs, @Context() { actor }: RequestContext): Promise<Page<Bid>> {
    return this.reading.ofLot(actor, lot.id, page);
  }

  @ResolveField(() => Int, {
    nullable: true,
    description:
      'How many bids count. Null before the closing: nobody is told, the buyer included (but for quotes, which lie open).',
  })
  async bidCount(@Parent() lot: Lot, @Context() context: RequestContext): Promise<number | null> {
    return (await this.reading.counts(context).load(lot.id))?.count ?? null;
  }
}

/** What a bid shows, as far as its reader may see it. */
@Resolver(() => BidType)
export class BidFieldsResolver {
  constructor(
    private readonly reading: BidReading,
    private readonly firms: FirmsService,
    private readonly confirmations: Confirmations,
  ) {}

  @ResolveField(() => FirmType, { nullable: true, description: 'The firm that bids, or that leads the alliance.' })
  async leadFirm(@Parent() bid: Bid, @Context() context: RequestContext): Promise<Firm | null> {
    const [last] = await this.reading.versions(context).load(bid.id);
    const lead = last?.lineUp.find((place) => place.roles.includes('LEAD'));

    return lead ? this.firms.loader(context).load(lead.firmId) : null;
  }

  @ResolveField(() => ID, { nullable: true, description: 'The alliance that bids; null for a single firm.' })
  allianceId(@Parent() bid: Bid): string | null {
    return bid.allianceId;
  }

  @ResolveField(() => [BidPlaceType], {
    description: 'Who does what, as it was consented to; empty for those who see only a name.',
  })
  async lineUp(@Parent() bid: Bid, @Context() context: RequestContext): Promise<BidPlaceType[]> {
    const [last] = (await this.sees(bid, context, 'WHOLE')) ? await this.reading.versions(context).load(bid.id) : [];

    return last?.lineUp ?? [];
  }

  @ResolveField(() => Date, { nullable: true, description: 'When the version that counts came.' })
  async receivedAt(@Parent() bid: Bid, @Context() context: RequestContext): Promise<Date | null> {
    if (!(await this.sees(bid, context, 'WHOLE'))) return null;
    const versions = await this.reading.versions(context).load(bid.id);

    return versions.find((version) => version.version === bid.liveVersion)?.receivedAt ?? null;
  }

  @ResolveField(() => Money, {
    nullable: true,
    description: 'What the unit prices come to; null before the opening, or where you may not see it.',
  })
  async total(@Parent() bid: Bid, @Context() context: RequestContext): Promise<Money | null> {
    if (!(await this.sees(bid, context, 'TOTAL', 'WHOLE'))) return null;
    const priced = (await this.reading.opened(context).load(bid.id)).filter((found) => found.totalMinor !== null);
    const [first] = priced;
    if (!first) return null;
    const sum = priced.reduce((total, found) => total + found.totalMinor!, 0n);

    return new Money(sum, first.currency!);
  }

  @ResolveField(() => [BidContentType], {
    description: 'What is in it, envelope by envelope; empty until it is readable for you.',
  })
  async contents(@Parent() bid: Bid, @Context() context: RequestContext): Promise<BidContentType[]> {
    if (!(await this.sees(bid, context, 'WHOLE'))) return [];

    return (await this.reading.opened(context).load(bid.id)).map(contentOf);
  }

  @ResolveField(() => [BidVersionType], {
    description: 'Its versions with their receipts, the newest first; for its own firms alone.',
  })
  async versions(@Parent() bid: Bid, @Context() context: RequestContext): Promise<BidVersion[]> {
    const versions = await this.reading.versions(context).load(bid.id);
    const isOwn = versions.some(({ lineUp }) => context.actor.actsFor(lineUp.map((place) => place.firmId)));

    return isOwn && (await this.sees(bid, context, 'WHOLE')) ? versions : [];
  }

  @ResolveField(() => [ID], {
    description:
      'Material addenda that came after it and that its lead has not confirmed. A bid with such still counts, flagged.',
  })
  async unconfirmedAddenda(@Parent() bid: Bid, @Context() context: RequestContext): Promise<string[]> {
    return (await this.sees(bid, context, 'WHOLE')) ? this.confirmations.missing(context).load(bid.id).then(idsOf) : [];
  }

  private async sees(bid: Bid, context: RequestContext, ...sights: string[]): Promise<boolean> {
    return sights.includes((await this.reading.sights(context).load(bid.id))?.sight ?? 'NOTHING');
  }
}

/** A receipt as a file anyone can verify; what packs said. */
@Resolver(() => BidVersionType)
export class BidVersionFieldsResolver {
  constructor(
    private readonly packs: BidPacks,
    private readonly words: PackVerdictWords,
  ) {}

  @ResolveField(() => [PackVerdictType], {
    description:
      'What the packs and the tender itself said of the line-up when it came, in the versions of then. It stopped nothing.',
  })
  async packVerdicts(@Parent() version: BidVersion, @Context() context: RequestContext): Promise<PackVerdictType[]> {
    return this.words.for(context, await this.packs.read(version));
  }

  @ResolveField(() => String, {
    nullable: true,
    description: 'The receipt as JSON (`kongsi-receipt/1`): keep it. Null for a quote, which is not sealed.',
  })
  receipt(@Parent() { receipt }: BidVersion): string | null {
    return receipt && canonicalJson(receipt);
  }

  @ResolveField(() => Date, { description: 'When it was received, to the millisecond; the receipt has it exactly.' })
  receivedAt(@Parent() version: BidVersion): Date {
    return version.receivedAt;
  }

  @ResolveField(() => String, { nullable: true, description: 'The manifest as JSON; null for a quote.' })
  manifest(@Parent() { manifest }: BidVersion): string | null {
    return manifest && canonicalJson(manifest);
  }
}

/** The receipt of a withdrawal. */
@Resolver(() => BidWithdrawalType)
export class BidWithdrawalFieldsResolver {
  @ResolveField(() => String, {
    nullable: true,
    description: 'The receipt as JSON (`kongsi-receipt/1`); null for a quote.',
  })
  receipt(@Parent() { receipt }: BidWithdrawal): string | null {
    return receipt && canonicalJson(receipt);
  }
}

/** What a draft says, for those it is opened to. */
@Resolver(() => BidDraftType)
export class BidDraftFieldsResolver {
  constructor(private readonly drafts: Drafts) {}

  @ResolveField(() => String, { description: 'The draft as it was saved.' })
  content(@Parent() draft: BidDraft): Promise<string> {
    return this.drafts.contentOf(draft);
  }
}

function idsOf(missing: { addendumId: string }[]): string[] {
  return missing.map(({ addendumId }) => addendumId);
}

function contentOf(found: OpenedBid): BidContentType {
  return {
    envelope: found.envelope,
    authorFirmId: found.authorFirmId,
    outcome: found.outcome,
    prices: pricesOf(found),
    answers: (found.answers?.answers ?? []).map((answer) => ({
      about: answer.about,
      id: answer.id,
      reply: answer.reply ?? null,
      value: answer.value ?? null,
      unit: answer.unit ?? null,
      text: answer.text ?? null,
      documents: answer.documents ?? [],
    })),
    documents: found.documents.map(({ fileId, ...rest }) => ({ ...rest, url: fileId && `/files/${fileId}` })),
    problems: found.problems,
    revealedAt: found.revealedAt,
  };
}

function pricesOf({ priceSchedule, totalMinor, currency }: OpenedBid): BidPricesType | null {
  if (!priceSchedule || totalMinor === null || currency === null) return null;
  const { lines, difference } = recomputeTotal(priceSchedule, { minorDigits: minorDigits(currency) });

  return {
    lines: priceSchedule.lines.map((line, index) => ({ ...line, amount: lines[index]!.amount })),
    total: new Money(totalMinor, currency),
    statedTotal: priceSchedule.total,
    difference,
    vatStatus: priceSchedule.vat.status,
    vatRatePercent: priceSchedule.vat.ratePercent ?? null,
  };
}
