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
  "createdAt" timestamptz(3) NOT NULL,
  "dissolvedAt" timestamptz(3),
  "dissolveReason" text,
  CHECK (("kind" = 'PROJECT') = ("tenderId" IS NOT NULL))
);
CREATE INDEX "alliance_tender" ON "alliance" ("tenderId");

CREATE TABLE "partnerFirm" (
  "allianceId" uuid NOT NULL REFERENCES "alliance" ("id"),
  "firmId" uuid NOT NULL REFERENCES "firm" ("id"),
  "invitedByFirmId" uuid NOT NULL REFERENCES "firm" ("id"),
  "message" text,
  "invitedAt" timestamptz(3) NOT NULL,
  "joinedAt" timestamptz(3),
  "declinedAt" timestamptz(3),
  "leftAt" timestamptz(3),
  "reason" text,
  PRIMARY KEY ("allianceId", "firmId")
);
CREATE INDEX "partnerFirm_firm" ON "partnerFirm" ("firmId");

CREATE TABLE "lineUp" (
  "id" uuid PRIMARY KEY,
  "allianceId" uuid NOT NULL REFERENCES "alliance" ("id"),
  "tenderId" uuid NOT NULL REFERENCES "tender" ("id"),
  "lotId" uuid NOT NULL REFERENCES "lot" ("id"),
  "createdAt" timestamptz(3) NOT NULL,
  UNIQUE ("allianceId", "lotId")
);

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
  -- Counts the changes; a consent is to one version.
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
  "tenderId" uuid NOT NULL,
  "lotId" uuid NOT NULL,
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
  FOREIGN KEY ("allianceId", "firmId") REFERENCES "partnerFirm" ("allianceId", "firmId")
);
CREATE INDEX "consent_alliance" ON "consent" ("allianceId", "lotId");
-- One consent in force per firm, alliance and lot; and under an exclusive tender one per firm and lot.
CREATE UNIQUE INDEX "consent_inForce" ON "consent" ("allianceId", "lotId", "firmId") WHERE "staleAt" IS NULL AND "withdrawnAt" IS NULL;
CREATE UNIQUE INDEX "consent_exclusive" ON "consent" ("lotId", "firmId") WHERE "exclusive" AND "staleAt" IS NULL AND "withdrawnAt" IS NULL;

CREATE TABLE "agreement" (
  "id" uuid PRIMARY KEY,
  "allianceId" uuid NOT NULL REFERENCES "alliance" ("id"),
  "version" integer NOT NULL,
  "language" text NOT NULL,
  "text" text NOT NULL,
  "digest" text NOT NULL,
  "createdAt" timestamptz(3) NOT NULL,
  "supersededAt" timestamptz(3),
  UNIQUE ("allianceId", "version")
);

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

SELECT create_event_table('alliance');
`;
