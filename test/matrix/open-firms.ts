/** Firms, their profiles, and what a line-up covers. What a firm withholds is left out of the entry itself. */
export const openOfFirms: Record<string, string> = {
  // firms
  Capability: 'changedAt classification cpv firmId id isWithheld visibility',
  Classification: 'children code isFallback level matchedWord name nameLanguage parents printed tradeWords',
  ClassificationPage: 'nodes pageInfo',
  Completeness: 'percent steps',
  CompletenessStep: 'done key what why',
  Delegate: 'firm id person proofAt roles since',
  DelegateInvitation: 'answer createdAt email expiresAt firm id invitedBy roles',
  DelegateInvitationPage: 'nodes pageInfo',
  DelegatePage: 'nodes pageInfo',
  Evidence:
    'changedAt decidedAt firm firmId id isExpired isWithheld kind scheme state submittedAt validFrom visibility',
  EvidencePage: 'nodes pageInfo',
  FacetCount: 'capped count label value',
  Fact: 'changedAt classification cpv currency firmId id isWithheld key label periodFrom periodUntil unit visibility',
  Firm: 'address changedAt createdAt email foundedYear housePolicyVersion id isHidden kind name phone projects publicId sectors size staff story tagline timeZone vatStatus verification verifiedAt website',
  FirmAddress: 'country latitude lines longitude region town',
  FirmFacets: 'divisions kinds sizes towns',
  FirmLegalId: 'number scheme verifiedAt',
  FirmSearchPage: 'facets nodes pageInfo',
  FirmUseDay: 'answers invitations on pageVisits searchAppearances',
  JoinRequest: 'answer createdAt firm id message person',
  JoinRequestPage: 'nodes pageInfo',
  LocalText: 'en id language text',
  ServedArea: 'radiusKm regions',
  // coverage
  Coverage: 'atRisk essentialGaps isSoleTenderer met proved unknown unmet verdicts',
  CoverageAmount: 'currency unit value',
  FirmVerdict: 'counts firm outcome sentence strength',
  PartVerdict: 'firms name outcome strength',
  Verdict: 'carriedBy firms heldBackBy outcome parts requirement rule sentence shortBy source strength total',
};
