/** What each person is told: notices, how they are mailed, and what the person follows. */
export const sql = `
CREATE TABLE "notice" (
  "id" uuid PRIMARY KEY,
  "personId" uuid NOT NULL REFERENCES "person" ("id") ON DELETE CASCADE,
  -- The reason: nobody is told twice for the same one.
  "key" text NOT NULL,
  "kind" text NOT NULL,
  "facts" jsonb NOT NULL,
  "path" text NOT NULL CHECK ("path" LIKE '/%'),
  "createdAt" timestamptz(3) NOT NULL,
  "readAt" timestamptz(3),
  "mailedAt" timestamptz(3),
  UNIQUE ("personId", "key")
);
CREATE INDEX "notice_newest" ON "notice" ("personId", "createdAt" DESC, "id" DESC);
CREATE INDEX "notice_unread" ON "notice" ("personId", "createdAt" DESC, "id" DESC) WHERE "readAt" IS NULL;
CREATE INDEX "notice_unmailed" ON "notice" ("createdAt") WHERE "mailedAt" IS NULL AND "readAt" IS NULL;

CREATE TABLE "noticePreference" (
  "personId" uuid NOT NULL REFERENCES "person" ("id") ON DELETE CASCADE,
  "kind" text NOT NULL,
  "mail" text NOT NULL CHECK ("mail" IN ('AT_ONCE', 'DAILY', 'OFF')),
  PRIMARY KEY ("personId", "kind")
);

CREATE TABLE "inboxSetting" (
  "personId" uuid PRIMARY KEY REFERENCES "person" ("id") ON DELETE CASCADE,
  "unsubscribeKey" text NOT NULL,
  "quietFrom" text,
  "quietUntil" text,
  CHECK (("quietFrom" IS NULL) = ("quietUntil" IS NULL))
);

CREATE TABLE "watch" (
  "personId" uuid NOT NULL REFERENCES "person" ("id") ON DELETE CASCADE,
  "subjectKind" text NOT NULL,
  "subjectId" uuid NOT NULL,
  "watchedAt" timestamptz(3) NOT NULL,
  PRIMARY KEY ("personId", "subjectKind", "subjectId")
);
CREATE INDEX "watch_of_subject" ON "watch" ("subjectKind", "subjectId");
CREATE INDEX "watch_newest" ON "watch" ("personId", "watchedAt" DESC, "subjectId" DESC);
`;
