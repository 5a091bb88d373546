/** Tenders: whoever sees the tender sees the whole notice. */
export const openOfTenders: Record<string, string> = {
  // tenders
  Addendum: 'changes id kind lotIds note number publishedAt',
  Closing: 'at shifts',
  ClosingShift: 'cause from until',
  Criterion: 'description id kind number title weight',
  DocumentRequest: 'firm grantedAt ndaAcceptedAt refusedAt requestedAt',
  Estimate: 'exact from to',
  Item: 'classification cpv description id number quantity unitCode unitName',
  ItemClassification: 'description id scheme',
  Lot: 'awardDecidedAt closedAt completedAt cpv criteria description id items number openedAt originStatus phase rankingRule signedAt standstillUntil tender title trade unsuccessfulAt unsuccessfulReason',
  Measure: 'capacity cpv declaration factKey label scheme trades',
  NoticeChange: 'after before path',
  Origin: 'buyerLegalIds buyerName link ocid readAt source',
  OriginLegalId: 'number scheme',
  // Rule packs are for everybody; a verdict is seen by who sees what it speaks of.
  PackRule: 'doubts id kind onlyWarns packId severity source text',
  PackSource: 'article link name',
  PackVerdict: 'doubtedBy firms lotNumber outcome packVersion requirementNumber rule sentence',
  PriceTerms: 'bidLanguages currency optionsAreScored validityDays',
  Question: 'answer answeredAt askedAt id lotId text',
  Requirement:
    'description essential floorLead floorPerMember id kind measure mode modeReason neededFrom neededUntil number parts proof proofWhen reading source threshold title',
  RequirementPart: 'measure name threshold',
  RequirementReading: 'isShared page',
  RulePack: 'about doubts extends id isReviewed jurisdiction kind reviewedOn rules source standing title version',
  Tender:
    'addenda buyer cancelReason cancelledAt changedAt closesAt closing cpv createdAt description documents estimateShown id language legalGround lots notice noticeReleases origin packVerdicts phase place priceTerms procedure procedurePack publishedAt questionsUntil rules tenderers timeZone title trade visibility',
  TenderDocument: 'access addedAt addedByAddendumId id language link lotId replacedById title type version',
  TenderFacets: 'divisions phases procedures towns',
  TenderPage: 'facets nodes pageInfo',
  TenderPlace: 'country latitude longitude region town',
  TenderRules:
    'agreementBeforeAward awardShownTo awardShows envelopes exclusiveMembership extensionDays leadMinimumShareBasisPoints maxLotsAwarded minimumBids multiAward negotiable openingShownTo openingShows partialBids standstillDays subcontractCapBasisPoints variants whenFewer',
  Threshold: 'currency unit value years',
};
