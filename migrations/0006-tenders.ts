/** Firms publish tenders: lots, items, requirements, criteria, documents, questions, addenda; and what disturbs a deadline. */
export const sql = `
CREATE TABLE "tender" (
  "id" uuid PRIMARY KEY,
  -- Null for an external notice: nobody here may act for its buyer.
  "buyerFirmId" uuid REFERENCES "firm" ("id"),
  "procedure" text NOT NULL CHECK ("procedure" IN ('QUOTE', 'SEALED', 'TWO_STAGE', 'CALL_OFF')),
  "pack" text NOT NULL,
  "packVersion" text NOT NULL,
  "flags" jsonb NOT NULL,
  "visibility" text NOT NULL CHECK ("visibility" IN ('PUBLIC', 'INVITED')),
  "tenderers" text NOT NULL CHECK ("tenderers" IN ('FIRMS', 'ALLIANCES', 'BOTH')),
  "language" text NOT NULL,
  "title" text NOT NULL,
  "description" text NOT NULL,
  "cpv" text COLLATE "C",
  "town" text,
  "region" text,
  "country" text,
  "latitude" double precision,
  "longitude" double precision,
  "estimateMinor" bigint,
  "estimateCurrency" text,
  "estimateShown" text NOT NULL CHECK ("estimateShown" IN ('EXACT', 'RANGE', 'HIDDEN')),
  -- What others may know of the estimate; search by value uses these alone, so that it gives nothing away.
  "shownFromMinor" bigint,
  "shownToMinor" bigint,
  "priceTerms" jsonb NOT NULL,
  "legalGround" text,
  "timeZone" text NOT NULL,
  "questionsUntil" timestamptz(3),
  "closesAt" timestamptz(3),
  "createdAt" timestamptz(3) NOT NULL,
  "changedAt" timestamptz(3) NOT NULL,
  "publishedAt" timestamptz(3),
  "cancelledAt" timestamptz(3),
  "cancelReason" text,
  -- Set for a notice that was published elsewhere: source, ocid, link, and who buys there.
  "origin" jsonb,
  "search" tsvector,
  CHECK ("closesAt" > "publishedAt"),
  CHECK ("questionsUntil" <= "closesAt"),
  CHECK (("cancelledAt" IS NULL) = ("cancelReason" IS NULL)),
  CHECK (("buyerFirmId" IS NULL) = ("origin" IS NOT NULL))
);
CREATE INDEX "tender_buyer" ON "tender" ("buyerFirmId", "createdAt" DESC);
CREATE INDEX "tender_newest" ON "tender" ("publishedAt" DESC, "id") WHERE "publishedAt" IS NOT NULL AND "visibility" = 'PUBLIC';
CREATE INDEX "tender_closing" ON "tender" ("closesAt", "id") WHERE "publishedAt" IS NOT NULL AND "cancelledAt" IS NULL;
CREATE INDEX "tender_search" ON "tender" USING gin ("search");
CREATE INDEX "tender_cpv" ON "tender" ("cpv");
CREATE INDEX "tender_place" ON "tender" USING gist (ll_to_earth("latitude", "longitude")) WHERE "latitude" IS NOT NULL;
CREATE UNIQUE INDEX "tender_origin" ON "tender" (("origin" ->> 'source'), ("origin" ->> 'ocid')) WHERE "origin" IS NOT NULL;

CREATE TABLE "lot" (
  "id" uuid PRIMARY KEY,
  "tenderId" uuid NOT NULL REFERENCES "tender" ("id") ON DELETE CASCADE,
  "number" integer NOT NULL CHECK ("number" > 0),
  -- Null for the one lot of a tender that is not divided.
  "title" text,
  "description" text,
  "cpv" text,
  "estimateMinor" bigint,
  "estimateCurrency" text,
  -- What decided, in microseconds: written as text by SQL, never rounded.
  "closedAt" timestamptz(6),
  "openedAt" timestamptz(6),
  "awardDecidedAt" timestamptz(3),
  "standstillUntil" timestamptz(3),
  "signedAt" timestamptz(3),
  "completedAt" timestamptz(3),
  "unsuccessfulAt" timestamptz(3),
  "unsuccessfulReason" text,
  "originId" text,
  "originStatus" text,
  UNIQUE ("tenderId", "number"),
  CHECK ("openedAt" IS NULL OR "closedAt" IS NOT NULL)
);

CREATE TABLE "item" (
  "id" uuid PRIMARY KEY,
  "tenderId" uuid NOT NULL,
  "lotId" uuid NOT NULL REFERENCES "lot" ("id") ON DELETE CASCADE,
  "number" integer NOT NULL,
  "description" text NOT NULL,
  "quantity" numeric(18, 4),
  "unitCode" text,
  "unitName" text,
  "cpv" text,
  "classification" jsonb,
  "originId" text,
  UNIQUE ("lotId", "number")
);
CREATE INDEX "item_tender" ON "item" ("tenderId");

CREATE TABLE "requirement" (
  "id" uuid PRIMARY KEY,
  "tenderId" uuid NOT NULL,
  "lotId" uuid NOT NULL REFERENCES "lot" ("id") ON DELETE CASCADE,
  "number" integer NOT NULL,
  "title" text NOT NULL,
  "description" text,
  "kind" text NOT NULL,
  "mode" text NOT NULL,
  "modeReason" text,
  "measure" jsonb NOT NULL,
  "parts" jsonb,
  "threshold" jsonb,
  "floorPerMember" numeric(30, 6),
  "floorLead" numeric(30, 6),
  "essential" boolean NOT NULL,
  "proof" text NOT NULL CHECK ("proof" IN ('DECLARATION', 'DOCUMENT')),
  "proofWhen" text NOT NULL CHECK ("proofWhen" IN ('WITH_BID', 'BEFORE_AWARD')),
  "neededUntil" date,
  "source" text,
  -- A firm's own reading of an external notice: unofficial, with the page it was read from.
  "readByFirmId" uuid REFERENCES "firm" ("id"),
  "readOnPage" text,
  "readIsShared" boolean NOT NULL,
  "originId" text
);
CREATE INDEX "requirement_lot" ON "requirement" ("lotId", "number");
CREATE INDEX "requirement_tender" ON "requirement" ("tenderId");

CREATE TABLE "criterion" (
  "id" uuid PRIMARY KEY,
  "tenderId" uuid NOT NULL,
  "lotId" uuid NOT NULL REFERENCES "lot" ("id") ON DELETE CASCADE,
  "number" integer NOT NULL,
  "title" text NOT NULL,
  "description" text,
  "kind" text NOT NULL,
  -- Basis points of the whole score; a lot's criteria total 10 000 when it is published.
  "weight" integer NOT NULL CHECK ("weight" BETWEEN 1 AND 10000),
  UNIQUE ("lotId", "number")
);
CREATE INDEX "criterion_tender" ON "criterion" ("tenderId");

CREATE TABLE "addendum" (
  "id" uuid PRIMARY KEY,
  "tenderId" uuid NOT NULL REFERENCES "tender" ("id"),
  "number" integer NOT NULL,
  "kind" text NOT NULL CHECK ("kind" IN ('MATERIAL', 'CLERICAL')),
  "note" text NOT NULL,
  -- Readable differences: [{ path, label, before, after }].
  "changes" jsonb NOT NULL,
  "lotIds" uuid[] NOT NULL,
  "publishedAt" timestamptz(3) NOT NULL,
  UNIQUE ("tenderId", "number")
);

CREATE TABLE "tenderDocument" (
  "id" uuid PRIMARY KEY,
  "tenderId" uuid NOT NULL REFERENCES "tender" ("id") ON DELETE CASCADE,
  "lotId" uuid REFERENCES "lot" ("id") ON DELETE CASCADE,
  "fileId" uuid REFERENCES "file" ("id"),
  -- A document that lies elsewhere, for external notices.
  "link" text,
  "type" text NOT NULL,
  "title" text NOT NULL,
  "language" text,
  "access" text NOT NULL CHECK ("access" IN ('PUBLIC', 'ON_REQUEST', 'AFTER_NDA')),
  "version" integer NOT NULL,
  "addedByAddendumId" uuid REFERENCES "addendum" ("id"),
  "replacedById" uuid REFERENCES "tenderDocument" ("id"),
  "addedAt" timestamptz(3) NOT NULL,
  CHECK (("fileId" IS NULL) <> ("link" IS NULL))
);
CREATE INDEX "tenderDocument_tender" ON "tenderDocument" ("tenderId");

CREATE TABLE "documentAccess" (
  "documentId" uuid NOT NULL REFERENCES "tenderDocument" ("id") ON DELETE CASCADE,
  "firmId" uuid NOT NULL REFERENCES "firm" ("id"),
  "requestedAt" timestamptz(3) NOT NULL,
  "ndaAcceptedAt" timestamptz(3),
  "grantedAt" timestamptz(3),
  "refusedAt" timestamptz(3),
  PRIMARY KEY ("documentId", "firmId")
);

CREATE TABLE "tenderInvitation" (
  "tenderId" uuid NOT NULL REFERENCES "tender" ("id") ON DELETE CASCADE,
  "firmId" uuid NOT NULL REFERENCES "firm" ("id"),
  -- The buyer, or an invited firm that showed the tender to a firm it wants in its line-up.
  "byFirmId" uuid NOT NULL REFERENCES "firm" ("id"),
  "invitedAt" timestamptz(3) NOT NULL,
  PRIMARY KEY ("tenderId", "firmId")
);
CREATE INDEX "tenderInvitation_firm" ON "tenderInvitation" ("firmId");

CREATE TABLE "question" (
  "id" uuid PRIMARY KEY,
  "tenderId" uuid NOT NULL REFERENCES "tender" ("id"),
  "lotId" uuid REFERENCES "lot" ("id"),
  "askerFirmId" uuid NOT NULL REFERENCES "firm" ("id"),
  "text" text NOT NULL,
  "askedAt" timestamptz(3) NOT NULL,
  "answer" text,
  "answeredAt" timestamptz(3),
  CHECK (("answer" IS NULL) = ("answeredAt" IS NULL))
);
CREATE INDEX "question_tender" ON "question" ("tenderId", "askedAt");

-- The system's pulse, one row, and the gaps in it: what moves a deadline for all.
CREATE TABLE "heartbeat" ("id" integer PRIMARY KEY CHECK ("id" = 1), "at" timestamptz(3) NOT NULL);
CREATE TABLE "outage" (
  "id" uuid PRIMARY KEY,
  "startedAt" timestamptz(3) NOT NULL,
  "endedAt" timestamptz(3) NOT NULL,
  CHECK ("endedAt" > "startedAt")
);

-- When a tender closes, all reasons taken: the twin of closing.ts for lists. Where it decides, closing.ts does.
CREATE FUNCTION effective_closing(asked "tender") RETURNS timestamptz LANGUAGE plpgsql STABLE AS $$
DECLARE
  closing timestamptz := asked."closesAt";
  gap "outage";
BEGIN
  IF closing IS NULL OR asked."origin" IS NOT NULL THEN RETURN closing; END IF;
  IF EXISTS (SELECT 1 FROM "question" WHERE "tenderId" = asked."id" AND "askedAt" <= asked."questionsUntil"
      AND "askedAt" <= closing - interval '24 hours' AND ("answeredAt" IS NULL OR "answeredAt" > closing - interval '24 hours')) THEN
    closing := closing + interval '48 hours';
  END IF;
  FOR gap IN SELECT * FROM "outage" WHERE "endedAt" > asked."closesAt" - interval '2 hours' ORDER BY "startedAt", "endedAt" LOOP
    IF gap."startedAt" < closing AND gap."endedAt" > closing - interval '2 hours' THEN
      closing := greatest(closing, gap."endedAt" + interval '2 hours');
    END IF;
  END LOOP;

  RETURN closing;
END $$;

-- The phase of a tender: the twin of phase.ts for filters.
CREATE FUNCTION tender_phase(asked "tender", at timestamptz) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT CASE
    WHEN asked."publishedAt" IS NULL THEN 'DRAFT'
    WHEN asked."cancelledAt" IS NOT NULL THEN 'CANCELLED'
    ELSE (
      SELECT (ARRAY['OPEN', 'CLOSED', 'EVALUATION', 'AWARDED', 'SIGNED', 'COMPLETE', 'UNSUCCESSFUL'])[min(CASE
        WHEN lot."unsuccessfulAt" IS NOT NULL THEN 7
        WHEN lot."completedAt" IS NOT NULL THEN 6
        WHEN lot."signedAt" IS NOT NULL THEN 5
        WHEN lot."awardDecidedAt" IS NOT NULL THEN 4
        WHEN lot."openedAt" IS NOT NULL THEN 3
        WHEN lot."closedAt" IS NULL AND coalesce(closing.moment > at, true) THEN 1
        WHEN jsonb_array_length(asked."flags" -> 'envelopes') > 0 THEN 2
        ELSE 3 END)]
      FROM "lot" lot, LATERAL (SELECT CASE WHEN asked."closesAt" > at THEN asked."closesAt" ELSE effective_closing(asked) END AS moment) closing
      WHERE lot."tenderId" = asked."id") END
$$;

SELECT create_event_table('tender');
`;
