import { AllianceDissolved, ConsentMissing, GroupAsked, NoLead, OnBuyersSide, SharesDoNotTotal } from '#libs/alliances';
import { resultOf } from '#libs/platform';
import { LotType, TenderNotOpen } from '#libs/tenders';
import { BidDraftType, BidType, BidVersionType, BidWithdrawalType, KeptAuthorKeyType } from './bid.graphql.js';
import {
  AlliancesOnly,
  CommittedElsewhere,
  DeadlinePassed,
  DraftChanged,
  FinalOfferGiven,
  FinalRoundAsked,
  NoLiveBid,
  NotTheLead,
  NotYetClosed,
  NothingLeftToOpen,
  NothingToConfirm,
  QuoteExpected,
  SealDamaged,
  SealingExpected,
  TenderElsewhere,
} from './bid.refusals.js';
import { LotOpeningType } from './opening.graphql.js';

const late = [DeadlinePassed, TenderNotOpen, TenderElsewhere];
const mayBid = [
  ...late,
  AlliancesOnly,
  OnBuyersSide,
  CommittedElsewhere,
  NotTheLead,
  ConsentMissing,
  NoLead,
  SharesDoNotTotal,
  GroupAsked,
  AllianceDissolved,
];

export const SubmitBidResult = resultOf('SubmitBidResult', BidVersionType, [...mayBid, QuoteExpected, SealDamaged]);
export const SubmitQuoteResult = resultOf('SubmitQuoteResult', BidVersionType, [
  ...mayBid,
  SealingExpected,
  SealDamaged,
  FinalOfferGiven,
]);
export const WithdrawBidResult = resultOf('WithdrawBidResult', BidWithdrawalType, [...late, NoLiveBid, NotTheLead]);
export const ConfirmBidResult = resultOf('ConfirmBidResult', BidType, [...late, NoLiveBid, NothingToConfirm]);
export const OpenBidsResult = resultOf('OpenBidsResult', LotOpeningType, [
  NotYetClosed,
  TenderNotOpen,
  NothingLeftToOpen,
  QuoteExpected,
]);
export const RevealBidResult = resultOf('RevealBidResult', BidType, [NothingLeftToOpen, SealDamaged, TenderNotOpen]);
export const AskFinalOffersResult = resultOf('AskFinalOffersResult', LotType, [
  SealingExpected,
  FinalRoundAsked,
  TenderNotOpen,
  NotYetClosed,
]);
export const SaveBidDraftResult = resultOf('SaveBidDraftResult', BidDraftType, [DraftChanged]);
export const KeepAuthorKeyResult = resultOf('KeepAuthorKeyResult', KeptAuthorKeyType);
