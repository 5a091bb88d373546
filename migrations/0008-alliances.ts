/** Firms join forces: alliances, their line-ups per lot, consents to a version, and the agreement all sign. */
export const sql = `
CREATE TABLE "alliance" (
  "id" uuid PRIMARY KEY,
  "kind" text NOT NULL CHECK ("kind" IN ('PROJECT', 'STANDING')),
  "name" text NOT NULL,
  -- A PROJECT alliance is for one tender; a STANDING one makes line-ups for any.
  "tenderId" uuid REFERENCES "tender" ("id"),
  "formPack" text NOT NULL,
  "formPackVersion" text NOT NULL,
  "proposerFirmId" uuid NOT NULL REFERENCES "firm" ("id"),
  -- Liability, representative, and the terms in words. A new version makes every consent stale.
  "terms" jsonb NOT NULL,
  "termsVersion" integer NOT NULL CHECK ("termsVersion" > 0),
  -- Counts every change of roles, shares, lots or terms; positions take their version from it, so that no version comes twice.
  "revision" integer NOT NULL CHECK ("revision" > 0),
  "createdAt" timestamptz(3) NOT NULL,
  "changedAt" timestamptz(3) NOT NULL,
  "dissolvedAt" timestamptz(3),
  "dissolveReason" text,
  CHECK (("kind" = 'PROJECT') = ("tenderId" IS NOT NULL)),
  CHECK (("dissolvedAt" IS NULL) = ("dissolveReason" IS NULL))
);
CREATE INDEX "alliance_tender" ON "alliance" ("tenderId");

CREATE TABLE "partnerFirm" (
  "allianceId" uuid NOT NULL REFERENCES "alliance" ("id"),
  "firmId" uuid NOT NULL REFERENCES "firm" ("id"),
  "invitedByFirmId" uuid NOT NULL REFERENCES "firm" ("id"),
  "message" text,
  "invitedAt" timestamptz(3) NOT NULL,
  -- Its first yes.
  "joinedAt" timestamptz(3),
  "declinedAt" timestamptz(3),
  -- When the invitation was taken back before it was answered.
  "withdrawnAt" timestamptz(3),
  "leftAt" timestamptz(3),
  "reason" text,
  "replacedByFirmId" uuid REFERENCES "firm" ("id"),
  PRIMARY KEY ("allianceId", "firmId"),
  CHECK (num_nonnulls("declinedAt", "withdrawnAt", "leftAt") <= 1),
  CHECK ("leftAt" IS NULL OR "joinedAt" IS NOT NULL),
  CHECK ("joinedAt" IS NULL OR num_nonnulls("declinedAt", "withdrawnAt") = 0)
);
CREATE INDEX "partnerFirm_firm" ON "partnerFirm" ("firmId");

CREATE TABLE "lineUp" (
  "id" uuid PRIMARY KEY,
  "allianceId" uuid NOT NULL REFERENCES "alliance" ("id"),
  -- Both null for what a STANDING alliance is made of apart from any tender.
  "tenderId" uuid REFERENCES "tender" ("id"),
  "lotId" uuid REFERENCES "lot" ("id"),
  "createdAt" timestamptz(3) NOT NULL,
  CHECK (("tenderId" IS NULL) = ("lotId" IS NULL)),
  UNIQUE NULLS NOT DISTINCT ("allianceId", "lotId")
);
CREATE INDEX "lineUp_tender" ON "lineUp" ("tenderId");

CREATE TABLE "lineUpPosition" (
  "lineUpId" uuid NOT NULL REFERENCES "lineUp" ("id") ON DELETE CASCADE,
  "allianceId" uuid NOT NULL,
  "firmId" uuid NOT NULL,
  "roles" text[] NOT NULL CHECK (cardinality("roles") > 0 AND "roles" <@ ARRAY['LEAD', 'PARTNER', 'RELIED_UPON', 'SUBCONTRACTOR']),
  "shareBasisPoints" integer NOT NULL CHECK ("shareBasisPoints" BETWEEN 0 AND 10000),
  -- Requirements a RELIED_UPON firm lends itself for.
  "reliedUponFor" uuid[] NOT NULL,
  -- What the firm does, in words.
  "part" text,
  -- The alliance's revision that changed it last; a consent is to one version.
  "version" integer NOT NULL CHECK ("version" > 0),
  "changedAt" timestamptz(3) NOT NULL,
  PRIMARY KEY ("lineUpId", "firmId"),
  FOREIGN KEY ("allianceId", "firmId") REFERENCES "partnerFirm" ("allianceId", "firmId")
);
-- One lead per line-up.
CREATE UNIQUE INDEX "lineUpPosition_oneLead" ON "lineUpPosition" ("lineUpId") WHERE 'LEAD' = ANY ("roles");

CREATE TABLE "consent" (
  "id" uuid PRIMARY KEY,
  "allianceId" uuid NOT NULL REFERENCES "alliance" ("id"),
  "lineUpId" uuid NOT NULL REFERENCES "lineUp" ("id"),
  "tenderId" uuid,
  "lotId" uuid,
  "firmId" uuid NOT NULL,
  "personId" uuid NOT NULL,
  "positionVersion" integer NOT NULL,
  "termsVersion" integer NOT NULL,
  -- What was consented to, word for word.
  "position" jsonb NOT NULL,
  "terms" jsonb NOT NULL,
  "exclusive" boolean NOT NULL,
  "consentedAt" timestamptz(3) NOT NULL,
  -- Set when what was consented to has changed.
  "staleAt" timestamptz(3),
  "withdrawnAt" timestamptz(3),
  CHECK ("lotId" IS NOT NULL OR NOT "exclusive"),
  FOREIGN KEY ("allianceId", "firmId") REFERENCES "partnerFirm" ("allianceId", "firmId")
);
CREATE INDEX "consent_alliance" ON "consent" ("allianceId", "firmId");
-- One consent in force per firm and line-up; and under an exclusive tender one per firm and lot.
CREATE UNIQUE INDEX "consent_inForce" ON "consent" ("lineUpId", "firmId") WHERE "staleAt" IS NULL AND "withdrawnAt" IS NULL;
CREATE UNIQUE INDEX "consent_exclusive" ON "consent" ("lotId", "firmId") WHERE "exclusive" AND "staleAt" IS NULL AND "withdrawnAt" IS NULL;

-- An agreement as its first firm signed it; before that it is drawn from the record whenever somebody reads it.
CREATE TABLE "agreement" (
  "id" uuid PRIMARY KEY,
  "allianceId" uuid NOT NULL REFERENCES "alliance" ("id"),
  -- Null for the agreement of a STANDING alliance apart from any tender.
  "tenderId" uuid REFERENCES "tender" ("id"),
  "version" integer NOT NULL CHECK ("version" > 0),
  "kind" text NOT NULL CHECK ("kind" IN ('AGREEMENT', 'COMMITMENT')),
  "textEn" text NOT NULL,
  "textId" text NOT NULL,
  "digest" text NOT NULL,
  "createdAt" timestamptz(3) NOT NULL,
  "supersededAt" timestamptz(3),
  UNIQUE NULLS NOT DISTINCT ("allianceId", "tenderId", "version")
);
CREATE UNIQUE INDEX "agreement_current" ON "agreement" ("allianceId", "tenderId") NULLS NOT DISTINCT WHERE "supersededAt" IS NULL;

CREATE TABLE "agreementSignature" (
  "agreementId" uuid NOT NULL REFERENCES "agreement" ("id"),
  "firmId" uuid NOT NULL REFERENCES "firm" ("id"),
  "personId" uuid NOT NULL,
  "name" text NOT NULL,
  "position" text NOT NULL,
  "digest" text NOT NULL,
  "signedAt" timestamptz(3) NOT NULL,
  -- A paper signed by hand, where a law wants it.
  "fileId" uuid REFERENCES "file" ("id"),
  PRIMARY KEY ("agreementId", "firmId")
);
CREATE INDEX "agreementSignature_file" ON "agreementSignature" ("fileId");

SELECT create_event_table('alliance');
`;
