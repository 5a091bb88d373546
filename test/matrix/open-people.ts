/** Accounts, notices and files: their own person is who gets them at all; the gate before the root field is the rule. */
export const openToPeople: Record<string, string> = {
  // platform
  File: 'digest id mediaType name size url',
  Installation: 'time version',
  Money: 'amount currency',
  PageInfo: 'endCursor hasNextPage',
  Upload: 'file id problem url',
  // people
  ApiToken: 'createdAt expiresAt id lastUsedAt name scope',
  ApiTokenPage: 'nodes pageInfo',
  EmailChange: 'email',
  Erasure: 'erasedAt',
  Me: 'apiTokens confirmedAt email hasPassword hasSecondFactor id language name operator recoveryCodesLeft seenByOthers sessions timeZone',
  NewApiToken: 'secret token',
  PasswordReset: 'email',
  Person: 'id name',
  PersonalDataExport: 'json madeAt',
  RecoveryCodes: 'codes',
  Registration: 'email',
  SecondFactorEnrolment: 'secret uri',
  Session: 'device expiresAt id isThisOne lastUsedAt signedInAt',
  SessionPage: 'nodes pageInfo',
  SignInCode: 'email expiresAt id',
  // inbox
  InboxSettings: 'preferences quietHours',
  Notice: 'body createdAt id kind path readAt title',
  NoticePage: 'nodes pageInfo',
  NoticePreference: 'about formal kind mail',
  NoticesRead: 'unreadCount',
  QuietHours: 'from until',
  Unsubscription: 'about',
  Watch: 'subjectId subjectKind watchedAt',
  WatchPage: 'nodes pageInfo',
  // governance
  FirmVerification: 'decidedAt source',
  HousePolicy: 'inForceSince text version',
  VerificationQueuePage: 'nodes pageInfo',
};
