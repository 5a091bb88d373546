/** The partner board: who may not see an entry gets none of it. */
export const openOfPartners: Record<string, string> = {
  BoardAnswer: 'answeredAt entryId firm id words',
  BoardEntry:
    'classification firm fromOn id kind latitude longitude lot publishedAt radiusKm side tender town untilOn withdrawnAt words',
  BoardEntryPage: 'nodes pageInfo',
};
