import { Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';
import { pageType } from '#libs/platform';
import { EnvelopeEnum, type Envelope } from '#libs/tenders';

@ObjectType('BidPlace', { description: 'A firm in the line-up of a bid, as it stood when the bid was sent.' })
export class BidPlaceType {
  @Field(() => ID, { description: 'Id of the member that takes this place.' })
  firmId: string;

  @Field(() => [String], { description: 'LEAD, PARTNER, RELIED_UPON, SUBCONTRACTOR.' })
  roles: string[];

  @Field(() => Int, { description: 'The part of the work it performs, in basis points.' })
  shareBasisPoints: number;

  @Field(() => [ID], { description: 'Ids of the requirements that a helper firm lends itself for.' })
  reliedUponFor: string[];
}

@ObjectType('BidVersion', { description: 'One version of a bid as it was received. Never changed.' })
export class BidVersionType {
  @Field(() => ID, { description: 'Stays the same for ever.' })
  id: string;

  @Field(() => ID, { description: 'Id of what was sent anew with it, as `myBids` answers it.' })
  bidId: string;

  @Field(() => Int, { description: '1 for the first, one more for each that replaced it.' })
  version: number;

  @Field(() => Int, { description: 'Number of the last addendum it takes into account; 0 if none.' })
  addendumNumber: number;
}

@ObjectType('BidWithdrawal', { description: 'A bid that its tenderer took back.' })
export class BidWithdrawalType {
  @Field(() => ID, { description: 'Of this act.' })
  id: string;

  @Field(() => ID, { description: 'The bid taken back.' })
  bidId: string;

  @Field(() => Int, { description: 'The version that counted until then.' })
  version: number;

  @Field(() => Date, { description: 'When, to the millisecond; the receipt has it exactly.' })
  withdrawnAt: Date;
}

@ObjectType('Bid', { description: 'An answer to one lot of a tender. What you may not see is not there.' })
export class BidType {
  @Field(() => ID, { description: 'The same in all its versions.' })
  id: string;

  @Field(() => ID, { description: 'Id of the tender it is about, as `tenders` answers it.' })
  tenderId: string;

  @Field(() => ID, { description: 'Id of the lot it is about, as `Tender.lots` answers it.' })
  lotId: string;

  @Field(() => Boolean, { description: 'Whether it counts: false while it is withdrawn.' })
  isLive: boolean;

  @Field(() => Date, { nullable: true, description: 'When the buyer excluded it, with a reason; null otherwise.' })
  disqualifiedAt: Date | null;
}

@ObjectType('SealingRecipient', { description: 'The key one envelope is locked to.' })
export class SealingRecipientType {
  @Field(() => EnvelopeEnum, { description: 'Which part of the bid it is; a plain sealed bid has the one part BID.' })
  envelope: Envelope;

  @Field(() => String, {
    description: 'An age recipient: `age1…`. Compare it with what a second person sees from another place.',
  })
  recipient: string;
}

@ObjectType('SealedBidInstructions', {
  description: 'All a program or a person needs to seal a bid with the age format. Asking leaves no trace.',
})
export class SealedBidInstructionsType {
  @Field(() => ID, { description: 'Id of the tender it is about, as `tenders` answers it.' })
  tenderId: string;

  @Field(() => ID, { description: 'Id of the lot it is about, as `Tender.lots` answers it.' })
  lotId: string;

  @Field(() => ID, { description: 'Who bids: the firm’s or the alliance’s id.' })
  tendererId: string;

  @Field(() => ID, { description: 'The bid’s id, also before its first version.' })
  bidId: string;

  @Field(() => Int, { description: 'The version to seal now.' })
  version: number;

  @Field(() => Int, { description: 'Number of the last addendum; 0 if none.' })
  addendum: number;

  @Field(() => [SealingRecipientType], { description: 'One for each envelope. Seal to it and to a key of your own.' })
  recipients: SealingRecipientType[];

  @Field(() => String, {
    description: 'A manifest as JSON with everything but the parts. Write it with sorted keys and no spaces.',
  })
  manifestTemplate: string;

  @Field(() => Float, { description: 'Bytes one sealed file may have.' })
  maxBytes: number;
}

@ObjectType('BidDraft', {
  description: 'What a firm has written of a bid so far. Only it and the firms it lets in read it.',
})
export class BidDraftType {
  @Field(() => ID, { description: 'Of this draft, in all its revisions.' })
  id: string;

  @Field(() => ID, { description: 'Id of the lot it is about, as `Tender.lots` answers it.' })
  lotId: string;

  @Field(() => ID, { description: 'The firm that writes it.' })
  authorFirmId: string;

  @Field(() => [ID], { description: 'Partner firms that may read it.' })
  readerFirmIds: string[];

  @Field(() => Int, { description: 'Counts the savings; hand it in with the next one.' })
  revision: number;

  @Field(() => Date, { description: 'When it was saved last.' })
  savedAt: Date;
}

@ObjectType('KeptAuthorKey', { description: 'A locked identity is kept.' })
export class KeptAuthorKeyType {
  @Field(() => ID, { description: 'Which part of the tender this is about.' })
  lotId: string;

  @Field(() => Date, { description: 'When it was kept.' })
  savedAt: Date;
}

export const BidPage = pageType('BidPage', BidType);
