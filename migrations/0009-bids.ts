/** Firms and alliances bid: sealed versions with receipts, one log, keys held by the notary, opening, evaluation, award. */
export const sql = `
-- The notary's pool: public halves. The private halves never enter this database unless encrypted to the recovery recipient.
CREATE TABLE "envelopeKey" (
  "id" uuid PRIMARY KEY,
  "recipient" text NOT NULL UNIQUE,
  -- The private half as an age file for the recovery recipient alone.
  "recoveryCopy" text NOT NULL,
  "createdAt" timestamptz(3) NOT NULL,
  "tenderId" uuid,
  "lotId" uuid REFERENCES "lot" ("id"),
  "envelope" text,
  "assignedAt" timestamptz(3),
  -- The latest closing the publisher told the notary of; it releases nothing before.
  "closesAt" timestamptz(3),
  "releaseRequestedAt" timestamptz(3),
  "identity" text,
  "releasedAt" timestamptz(6),
  UNIQUE ("lotId", "envelope"),
  CHECK (("lotId" IS NULL) = ("assignedAt" IS NULL)),
  CHECK (("identity" IS NULL) = ("releasedAt" IS NULL))
);
CREATE INDEX "envelopeKey_free" ON "envelopeKey" ("createdAt") WHERE "lotId" IS NULL;

-- The one log of the installation. Position is its order; the text of a line is what is hashed.
CREATE TABLE "sealLogLine" (
  "position" bigint PRIMARY KEY,
  "at" text NOT NULL,
  "kind" text NOT NULL,
  "tenderId" uuid,
  "lotId" uuid,
  "line" jsonb NOT NULL,
  "digest" text NOT NULL UNIQUE
);
CREATE INDEX "sealLogLine_lot" ON "sealLogLine" ("lotId", "position");
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "sealLogLine" EXECUTE FUNCTION refuse_change();

-- The last line, locked by whoever adds the next.
CREATE TABLE "sealLogHead" (
  "id" integer PRIMARY KEY CHECK ("id" = 1),
  "position" bigint NOT NULL,
  "digest" text NOT NULL
);

CREATE TABLE "bid" (
  "id" uuid PRIMARY KEY,
  "tenderId" uuid NOT NULL REFERENCES "tender" ("id"),
  "lotId" uuid NOT NULL REFERENCES "lot" ("id"),
  -- A firm or an alliance: who sent it.
  "firmId" uuid REFERENCES "firm" ("id"),
  "allianceId" uuid REFERENCES "alliance" ("id"),
  "tendererId" uuid NOT NULL,
  "createdAt" timestamptz(3) NOT NULL,
  -- The version that counts; null before the first and after a withdrawal.
  "liveVersion" integer,
  "withdrawnAt" timestamptz(6),
  "disqualifiedAt" timestamptz(3),
  "disqualifyReason" text,
  CHECK (("firmId" IS NULL) <> ("allianceId" IS NULL)),
  CHECK ("tendererId" = coalesce("firmId", "allianceId")),
  UNIQUE ("lotId", "tendererId")
);
CREATE INDEX "bid_tender" ON "bid" ("tenderId");

CREATE TABLE "bidVersion" (
  "id" uuid PRIMARY KEY,
  "bidId" uuid NOT NULL REFERENCES "bid" ("id"),
  "tenderId" uuid NOT NULL,
  "lotId" uuid NOT NULL,
  "version" integer NOT NULL CHECK ("version" > 0),
  "receivedAt" timestamptz(6) NOT NULL,
  -- Sealed: the manifest; the content is in the sealed files. Quotes: the content itself.
  "manifest" jsonb,
  "manifestDigest" text,
  "content" jsonb,
  "receipt" jsonb,
  "logPosition" bigint REFERENCES "sealLogLine" ("position"),
  -- The line-up as it was consented to: [{ firmId, roles, shareBasisPoints, profileSnapshotId }].
  "lineUp" jsonb NOT NULL,
  "addendumNumber" integer NOT NULL,
  "packVersions" jsonb NOT NULL,
  UNIQUE ("bidId", "version")
);
CREATE INDEX "bidVersion_lot" ON "bidVersion" ("lotId");
CREATE INDEX "bidVersion_lineUp" ON "bidVersion" USING gin ("lineUp" jsonb_path_ops);

CREATE TABLE "sealedFile" (
  "id" uuid PRIMARY KEY,
  "bidVersionId" uuid NOT NULL REFERENCES "bidVersion" ("id"),
  "envelope" text NOT NULL,
  "authorFirmId" uuid NOT NULL REFERENCES "firm" ("id"),
  "fileId" uuid NOT NULL REFERENCES "file" ("id"),
  "digest" text NOT NULL,
  "size" bigint NOT NULL,
  UNIQUE ("bidVersionId", "envelope", "authorFirmId")
);

-- Who is lead or partner of a bid that counts. Exclusive membership is this index.
CREATE TABLE "bidMember" (
  "bidId" uuid NOT NULL REFERENCES "bid" ("id"),
  "lotId" uuid NOT NULL,
  "firmId" uuid NOT NULL REFERENCES "firm" ("id"),
  "exclusive" boolean NOT NULL,
  PRIMARY KEY ("bidId", "firmId")
);
CREATE INDEX "bidMember_firm" ON "bidMember" ("firmId");
CREATE UNIQUE INDEX "bidMember_exclusive" ON "bidMember" ("lotId", "firmId") WHERE "exclusive";

-- A tenderer took its bid back; it may submit a new version while bids are taken.
CREATE TABLE "bidWithdrawal" (
  "id" uuid PRIMARY KEY,
  "bidId" uuid NOT NULL REFERENCES "bid" ("id"),
  "version" integer NOT NULL,
  "withdrawnAt" timestamptz(6) NOT NULL,
  -- Null for a quote: nothing was sealed.
  "receipt" jsonb,
  "logPosition" bigint REFERENCES "sealLogLine" ("position")
);
CREATE INDEX "bidWithdrawal_bid" ON "bidWithdrawal" ("bidId");

-- A bid's yes to a material addendum that came after it.
CREATE TABLE "bidConfirmation" (
  "bidId" uuid NOT NULL REFERENCES "bid" ("id"),
  "addendumId" uuid NOT NULL REFERENCES "addendum" ("id"),
  "firmId" uuid NOT NULL REFERENCES "firm" ("id"),
  "personId" uuid NOT NULL,
  "confirmedAt" timestamptz(3) NOT NULL,
  PRIMARY KEY ("bidId", "addendumId", "firmId")
);

-- The server-readable draft of a bid, encrypted at rest with a key outside the database; wiped when sealed.
CREATE TABLE "bidDraft" (
  "id" uuid PRIMARY KEY,
  "tenderId" uuid NOT NULL,
  "lotId" uuid NOT NULL REFERENCES "lot" ("id"),
  "tendererId" uuid NOT NULL,
  "authorFirmId" uuid NOT NULL REFERENCES "firm" ("id"),
  "readerFirmIds" uuid[] NOT NULL,
  "ciphertext" bytea NOT NULL,
  "revision" integer NOT NULL,
  "savedAt" timestamptz(3) NOT NULL,
  UNIQUE ("lotId", "tendererId", "authorFirmId")
);

-- An author's own age identity, locked with a passphrase only the author knows; kept here only if it wishes.
CREATE TABLE "authorKey" (
  "lotId" uuid NOT NULL REFERENCES "lot" ("id"),
  "tendererId" uuid NOT NULL,
  "authorFirmId" uuid NOT NULL REFERENCES "firm" ("id"),
  "wrappedIdentity" text NOT NULL,
  "savedAt" timestamptz(3) NOT NULL,
  PRIMARY KEY ("lotId", "tendererId", "authorFirmId")
);

-- What was published when a lot closed, before anything was opened.
CREATE TABLE "lotClosing" (
  "lotId" uuid PRIMARY KEY REFERENCES "lot" ("id"),
  "tenderId" uuid NOT NULL,
  "closing" jsonb NOT NULL
);

-- A tender moved its deadline because too few bids had come: once, whatever follows.
CREATE TABLE "closingExtension" (
  "tenderId" uuid PRIMARY KEY REFERENCES "tender" ("id"),
  "extendedAt" timestamptz(3) NOT NULL,
  "closedBefore" timestamptz(3) NOT NULL,
  "closesAt" timestamptz(3) NOT NULL
);

-- The buyer of quotes asked all tenderers, once, for their best and last offer.
CREATE TABLE "finalRound" (
  "lotId" uuid PRIMARY KEY REFERENCES "lot" ("id"),
  "tenderId" uuid NOT NULL,
  "askedByPersonId" uuid NOT NULL,
  "askedAt" timestamptz(3) NOT NULL,
  "until" timestamptz(3) NOT NULL
);

-- What the opening found in a bid.
CREATE TABLE "openedBid" (
  "bidVersionId" uuid NOT NULL REFERENCES "bidVersion" ("id"),
  "envelope" text NOT NULL,
  "authorFirmId" uuid NOT NULL,
  "bidId" uuid NOT NULL REFERENCES "bid" ("id"),
  "lotId" uuid NOT NULL,
  "outcome" text NOT NULL,
  "priceSchedule" jsonb,
  "answers" jsonb,
  "documents" jsonb NOT NULL,
  "totalMinor" bigint,
  "currency" text,
  -- What was wrong with it, where it did not open: [{ path, read, allowed }].
  "problems" jsonb NOT NULL,
  "revealedAt" timestamptz(3),
  PRIMARY KEY ("bidVersionId", "envelope", "authorFirmId")
);

CREATE INDEX "openedBid_bid" ON "openedBid" ("bidId");
CREATE INDEX "openedBid_documents" ON "openedBid" USING gin ("documents" jsonb_path_ops);

CREATE TABLE "opening" (
  "id" uuid PRIMARY KEY,
  "tenderId" uuid NOT NULL,
  "lotId" uuid NOT NULL REFERENCES "lot" ("id"),
  "envelope" text NOT NULL,
  "requestedAt" timestamptz(3) NOT NULL,
  "requestedByPersonId" uuid,
  -- Sealed files to decrypt, and how many are done.
  "files" integer NOT NULL,
  "decrypted" integer NOT NULL,
  -- The payload of the OPENED line.
  "outcomes" jsonb,
  "finishedAt" timestamptz(6),
  UNIQUE ("lotId", "envelope")
);

CREATE TABLE "evaluator" (
  "tenderId" uuid NOT NULL REFERENCES "tender" ("id"),
  "personId" uuid NOT NULL,
  "appointedAt" timestamptz(3) NOT NULL,
  "interests" text,
  "declaredAt" timestamptz(3),
  PRIMARY KEY ("tenderId", "personId")
);

-- Each evaluator alone; then the consensus (personId null) with its reason. Points are 0 to 100.00.
CREATE TABLE "score" (
  "id" uuid PRIMARY KEY,
  "tenderId" uuid NOT NULL,
  "lotId" uuid NOT NULL,
  "bidId" uuid NOT NULL REFERENCES "bid" ("id"),
  "criterionId" uuid NOT NULL REFERENCES "criterion" ("id"),
  "personId" uuid,
  "points" numeric(5, 2) NOT NULL CHECK ("points" BETWEEN 0 AND 100),
  "reason" text NOT NULL,
  "scoredAt" timestamptz(3) NOT NULL,
  UNIQUE NULLS NOT DISTINCT ("bidId", "criterionId", "personId")
);

CREATE TABLE "award" (
  "id" uuid PRIMARY KEY,
  "tenderId" uuid NOT NULL REFERENCES "tender" ("id"),
  "lotId" uuid NOT NULL REFERENCES "lot" ("id"),
  "bidId" uuid NOT NULL REFERENCES "bid" ("id"),
  "totalMinor" bigint,
  "currency" text,
  "decidedAt" timestamptz(3) NOT NULL,
  "decidedByPersonId" uuid NOT NULL,
  "standstillUntil" timestamptz(3) NOT NULL,
  "tieBrokenBy" text,
  -- False only under a multi-award tender.
  "only" boolean NOT NULL
);
CREATE UNIQUE INDEX "award_onePerLot" ON "award" ("lotId") WHERE "only";
CREATE INDEX "award_tender" ON "award" ("tenderId");

CREATE TABLE "scoreLine" (
  "lotId" uuid NOT NULL,
  "bidId" uuid NOT NULL REFERENCES "bid" ("id"),
  "rank" integer,
  "total" numeric(7, 4),
  "byCriterion" jsonb NOT NULL,
  "reason" text NOT NULL,
  PRIMARY KEY ("lotId", "bidId")
);

-- Outside tenders take no bid here: what a firm recorded of its bid elsewhere.
CREATE TABLE "outsideBid" (
  "id" uuid PRIMARY KEY,
  "tenderId" uuid NOT NULL REFERENCES "tender" ("id"),
  "firmId" uuid NOT NULL REFERENCES "firm" ("id"),
  "allianceId" uuid REFERENCES "alliance" ("id"),
  "receiptNumber" text,
  "receiptFileId" uuid REFERENCES "file" ("id"),
  "sentAt" timestamptz(3) NOT NULL,
  "result" text CHECK ("result" IN ('WON', 'LOST', 'CANCELLED')),
  "resultAt" timestamptz(3),
  UNIQUE NULLS NOT DISTINCT ("tenderId", "firmId", "allianceId")
);

SELECT create_event_table('bid');
`;
