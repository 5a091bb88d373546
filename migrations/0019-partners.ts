/** Finding partners: the board, invitations of firms that are not here yet, and the pages drafted from their answers. */
export const sql = `
CREATE TABLE "boardEntry" (
  "id" uuid PRIMARY KEY,
  "firmId" uuid NOT NULL REFERENCES "firm" ("id"),
  "personId" uuid NOT NULL,
  "side" text NOT NULL CHECK ("side" IN ('OFFER', 'SEEK')),
  "kind" text NOT NULL CHECK ("kind" IN ('TRADE', 'PERSON', 'MACHINE', 'ROOM')),
  -- For a part of a tender, or for days without one: then it is over with the closing, or with the days. Nothing else ends it but its firm.
  "tenderId" uuid REFERENCES "tender" ("id") ON DELETE CASCADE,
  "lotId" uuid REFERENCES "lot" ("id") ON DELETE CASCADE,
  "fromOn" date,
  "untilOn" date,
  "cpv" text COLLATE "C",
  "words" text NOT NULL,
  "town" text NOT NULL,
  "latitude" double precision NOT NULL,
  "longitude" double precision NOT NULL,
  "radiusKm" double precision NOT NULL CHECK ("radiusKm" > 0),
  "publishedAt" timestamptz(3) NOT NULL,
  "withdrawnAt" timestamptz(3),
  CHECK (("tenderId" IS NULL) = ("lotId" IS NULL)),
  CHECK (("fromOn" IS NULL) = ("untilOn" IS NULL)),
  CHECK (("lotId" IS NULL) <> ("fromOn" IS NULL)),
  CHECK ("untilOn" >= "fromOn"),
  CHECK ("kind" <> 'TRADE' OR "cpv" IS NOT NULL)
);
CREATE INDEX "boardEntry_newest" ON "boardEntry" ("publishedAt" DESC, "id" DESC) WHERE "withdrawnAt" IS NULL;
CREATE INDEX "boardEntry_lot" ON "boardEntry" ("lotId") WHERE "withdrawnAt" IS NULL AND "lotId" IS NOT NULL;
CREATE INDEX "boardEntry_days" ON "boardEntry" ("untilOn") WHERE "withdrawnAt" IS NULL AND "lotId" IS NULL;
CREATE INDEX "boardEntry_cpv" ON "boardEntry" ("cpv") WHERE "withdrawnAt" IS NULL;
CREATE INDEX "boardEntry_firm" ON "boardEntry" ("firmId", "publishedAt" DESC);
CREATE INDEX "boardEntry_place" ON "boardEntry" USING gist (ll_to_earth("latitude", "longitude")) WHERE "withdrawnAt" IS NULL;

CREATE TABLE "boardAnswer" (
  "id" uuid PRIMARY KEY,
  "entryId" uuid NOT NULL REFERENCES "boardEntry" ("id") ON DELETE CASCADE,
  "firmId" uuid NOT NULL REFERENCES "firm" ("id"),
  "personId" uuid NOT NULL,
  -- Null once the person who wrote it erased their account.
  "words" text,
  "answeredAt" timestamptz(3) NOT NULL,
  CONSTRAINT "boardAnswer_once" UNIQUE ("entryId", "firmId")
);
CREATE INDEX "boardAnswer_person" ON "boardAnswer" ("personId");
CREATE INDEX "boardAnswer_firm" ON "boardAnswer" ("firmId");

CREATE TABLE "outsideInvitation" (
  "id" uuid PRIMARY KEY,
  "firmId" uuid NOT NULL REFERENCES "firm" ("id"),
  "personId" uuid NOT NULL,
  -- The name of the firm that is not here, as the asking firm wrote it.
  "firmName" text NOT NULL,
  "tenderId" uuid REFERENCES "tender" ("id") ON DELETE CASCADE,
  "lotId" uuid REFERENCES "lot" ("id") ON DELETE CASCADE,
  "role" text NOT NULL CHECK ("role" IN ('LEAD', 'PARTNER', 'RELIED_UPON', 'SUBCONTRACTOR')),
  "shareBasisPoints" integer CHECK ("shareBasisPoints" BETWEEN 0 AND 10000),
  "part" text,
  "language" text NOT NULL,
  "channel" text NOT NULL CHECK ("channel" IN ('LINK', 'MAIL')),
  -- Null for a link, and once it is needed no more.
  "address" citext,
  -- Null while a mail waits to be written, and for ever where its address wants none.
  "tokenDigest" text UNIQUE,
  "createdAt" timestamptz(3) NOT NULL,
  -- When the link that counts was asked for: at first, or by the last resend.
  "sentAt" timestamptz(3) NOT NULL,
  "mailedAt" timestamptz(3),
  "revokedAt" timestamptz(3),
  "answer" text CHECK ("answer" IN ('INTERESTED', 'NOT', 'NEVER_AGAIN')),
  "answeredAt" timestamptz(3),
  "claimedFirmId" uuid REFERENCES "firm" ("id"),
  "claimedByPersonId" uuid,
  "claimedAt" timestamptz(3),
  CHECK ("lotId" IS NULL OR "tenderId" IS NOT NULL),
  CHECK (("answer" IS NULL) = ("answeredAt" IS NULL)),
  CHECK (("claimedFirmId" IS NULL) = ("claimedAt" IS NULL)),
  CHECK ("claimedAt" IS NULL OR "answer" = 'INTERESTED'),
  CHECK ("channel" = 'MAIL' OR "address" IS NULL)
);
CREATE INDEX "outsideInvitation_firm" ON "outsideInvitation" ("firmId", "id" DESC);
CREATE INDEX "outsideInvitation_address" ON "outsideInvitation" ("address") WHERE "address" IS NOT NULL;
CREATE INDEX "outsideInvitation_claimed" ON "outsideInvitation" ("claimedFirmId") WHERE "claimedFirmId" IS NOT NULL;

-- A page that waits for its firm: nobody's yet, so that it is no "firm" and can be found, shown or asked into nothing.
CREATE TABLE "unclaimedPage" (
  "invitationId" uuid PRIMARY KEY REFERENCES "outsideInvitation" ("id") ON DELETE CASCADE,
  "firmName" text NOT NULL,
  "town" text,
  "trades" text[] NOT NULL,
  "cpvs" text[] NOT NULL,
  "contactName" text NOT NULL,
  "phone" text NOT NULL,
  "draftedAt" timestamptz(3) NOT NULL
);
CREATE INDEX "unclaimedPage_drafted" ON "unclaimedPage" ("draftedAt");

-- Addresses that want no invitation from anybody, as digests.
CREATE TABLE "outsideOptOut" (
  "addressDigest" text PRIMARY KEY,
  "saidAt" timestamptz(3) NOT NULL
);

SELECT create_event_table('outsideInvitation');
CREATE INDEX "outsideInvitationEvent_sent" ON "outsideInvitationEvent" ("firmId", "at") WHERE "kind" IN ('INVITED', 'RESENT');

-- What was told of somebody who is no person here can be taken back.
CREATE INDEX "notice_outside" ON "notice" ("key") WHERE "kind" = 'OUTSIDE_FIRM_INTERESTED';
`;
