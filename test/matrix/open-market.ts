/**
 * What the finder and the preview answer: computed for the firm that asks, from what it may use of profiles (told by
 * `nobody-here-is-certified-and-the-answer-says-so`, `a-buyer-sees-the-market-before-publishing`, `what-a-firm-keeps-private-stays-private`).
 */
export const openOfMarket: Record<string, string> = {
  ClosestAlliance: 'firms isProved missing',
  CostPart: 'points reason sentence',
  FinderAnswer: 'alliances askLater fewerExist fewestPossible leastPossiblePoints obstacles proof proved',
  FinderObstacles: 'closest conflict heldByNobody relaxations unfit',
  FoundAlliance: 'coverage members pairs points',
  FoundMember: 'carries costs distanceKm failsWithout firm isLead shareBasisPoints',
  FoundPair: 'cost firmIds projects',
  GapAnswer: 'closers coverage indispensable',
  GapCloser: 'closes costs distanceKm firm helpsWith opens points projectsTogether',
  IndispensableFirm: 'failsWithout firm sentence',
  LotAlliance: 'alliance lot',
  LotPreview: 'lot requirements sizes',
  LotsAnswer: 'firms lots mostLots proof',
  MarketCount: 'count isMore words',
  MarketPoint: 'isAsked sizes value',
  MarketSize: 'answers members',
  Relaxation: 'kind members requirement sentence value',
  RequirementConflict: 'isSmallest requirements',
  RequirementPiece: 'part requirements',
  RequirementPreview: 'curve requirement withoutIt',
  UnfitMember: 'firm requirements',
};
