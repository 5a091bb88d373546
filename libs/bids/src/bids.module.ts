import { Module } from '@nestjs/common';
import { AlliancesModule } from '#libs/alliances';
import { CoverageModule } from '#libs/coverage';
import { FirmsModule } from '#libs/firms';
import { InboxModule } from '#libs/inbox';
import { PeopleModule } from '#libs/people';
import { TendersModule } from '#libs/tenders';
import { AwardContracts } from './award-contracts.service.js';
import { AwardFieldsResolver, LotAwardFieldsResolver, ScoreLineFieldsResolver } from './award-fields.resolver.js';
import { AwardNews } from './award-news.js';
import { AwardReading } from './award-reading.service.js';
import { Awards } from './awards.js';
import { AwardsResolver } from './awards.resolver.js';
import { AwardsService } from './awards.service.js';
import { BidClosing } from './bid-closing.service.js';
import {
  BidDraftFieldsResolver,
  BidFieldsResolver,
  BidVersionFieldsResolver,
  BidWithdrawalFieldsResolver,
  LotBidsResolver,
} from './bid-fields.resolver.js';
import { BidPacks } from './bid-packs.js';
import { BidPacksResolver } from './bid-packs.resolver.js';
import { BidNews } from './bid-news.js';
import { BidOpening } from './bid-opening.service.js';
import { BidReading } from './bid-reading.service.js';
import { BidRevealing } from './bid-revealing.service.js';
import { BidsWatched } from './bids-watched.js';
import { BidsResolver } from './bids.resolver.js';
import { BidsService } from './bids.service.js';
import { Confirmations } from './confirmations.js';
import { Drafts } from './drafts.service.js';
import { EnvelopeKeys } from './envelope-keys.js';
import { Instructions } from './instructions.js';
import {
  BidClarificationsFieldResolver,
  ClarificationFieldsResolver,
  EvaluationFieldsResolver,
  EvaluatorFieldsResolver,
  LotRankingFieldsResolver,
  TenderEvaluatorsFieldResolver,
} from './evaluation-fields.resolver.js';
import { Objections } from './evaluation-objections.service.js';
import { EvaluationPersonalData } from './evaluation.personal-data.js';
import { EvaluationResolver } from './evaluation.resolver.js';
import { Evaluations } from './evaluation.service.js';
import { Evaluators } from './evaluators.service.js';
import { LotOpeningFieldsResolver, OpeningsResolver } from './opening.resolver.js';
import { OpenedBidPacks } from './opened-bid-packs.js';
import { OpeningLog } from './opening-log.js';
import { OutsideBidsResolver } from './outside-bids.resolver.js';
import { OutsideBids } from './outside-bids.service.js';
import { OwnBids } from './own-bids.js';
import { QuotesService } from './quotes.service.js';
import { Scores } from './scores.service.js';
import { SealLog } from './seal-log.js';
import { SealedFiles } from './sealed-files.js';
import { SealedOpener } from './sealed-opener.js';
import { Signing } from './signing.js';
import { Tenderers } from './tenderers.service.js';
import { WorkInHand } from './work-in-hand.js';

const doors = [BidsService, QuotesService, BidReading, BidOpening, OpeningLog, OutsideBids, SealLog, Signing, Awards];

const inner = [
  Tenderers,
  OwnBids,
  Drafts,
  Instructions,
  Confirmations,
  SealedFiles,
  SealedOpener,
  EnvelopeKeys,
  BidClosing,
  BidRevealing,
  BidNews,
  BidsWatched,
  BidPacks,
  OpenedBidPacks,
  Evaluations,
  Evaluators,
  Scores,
  Objections,
  EvaluationPersonalData,
  AwardsService,
  AwardContracts,
  AwardReading,
  AwardNews,
  WorkInHand,
];

const resolvers = [
  BidsResolver,
  BidFieldsResolver,
  BidPacksResolver,
  BidVersionFieldsResolver,
  BidWithdrawalFieldsResolver,
  BidDraftFieldsResolver,
  LotBidsResolver,
  OpeningsResolver,
  LotOpeningFieldsResolver,
  OutsideBidsResolver,
  EvaluationResolver,
  EvaluationFieldsResolver,
  EvaluatorFieldsResolver,
  TenderEvaluatorsFieldResolver,
  LotRankingFieldsResolver,
  BidClarificationsFieldResolver,
  ClarificationFieldsResolver,
  AwardsResolver,
  AwardFieldsResolver,
  LotAwardFieldsResolver,
  ScoreLineFieldsResolver,
];

/** Firms and alliances bid: sealing, opening, evaluation, award. */
@Module({
  imports: [AlliancesModule, CoverageModule, FirmsModule, InboxModule, PeopleModule, TendersModule],
  providers: [...doors, ...inner, ...resolvers],
  exports: doors,
})
export class BidsModule {}
