/** The partner board: who may not see an entry gets none of it. Invitations: their firm and who holds the link, nobody else. */
export const openOfPartners: Record<string, string> = {
  Acquaintance: 'count kind lastOn sentence',
  BoardAnswer: 'answeredAt entryId firm id words',
  BoardEntry:
    'classification firm fromOn id kind latitude longitude lot publishedAt radiusKm side tender town untilOn withdrawnAt words',
  BoardEntryPage: 'nodes pageInfo',
  DraftedPage: 'firmName sectors town trades',
  InvitationByLink: 'answer askedBy draft expiresAt firmName language part role shareBasisPoints standing',
  KnownFirm: 'firm reasons',
  KnownFirmPage: 'nodes pageInfo',
  OutsideContact: 'contactName firmName phone town trades',
  OutsideInvitation:
    'answeredAt channel expiresAt firm firmName id language lot part role sentAt shareBasisPoints standing',
  OutsideInvitationPage: 'nodes pageInfo',
  OutsideWork: 'closesAt language lotTitle tenderId timeZone title town',
};
