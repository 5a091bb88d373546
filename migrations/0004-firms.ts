/** Firms, what registers know them by, and the people who act for them. */
export const sql = `
CREATE TABLE "firm" (
  "id" uuid PRIMARY KEY,
  "publicId" text NOT NULL UNIQUE,
  "kind" text NOT NULL CHECK ("kind" IN ('BUSINESS', 'SOLE_TRADER', 'PUBLIC_BODY', 'ASSOCIATION')),
  "name" text NOT NULL,
  "tagline" jsonb NOT NULL,
  "story" jsonb NOT NULL,
  "foundedYear" integer,
  "size" text NOT NULL CHECK ("size" IN ('MICRO', 'SMALL', 'MEDIUM', 'LARGE')),
  "staff" integer CHECK ("staff" >= 0),
  "sectors" text[] NOT NULL,
  "addressLines" text[] NOT NULL,
  "town" text NOT NULL,
  "region" text,
  "country" text NOT NULL,
  "latitude" double precision NOT NULL CHECK ("latitude" BETWEEN -90 AND 90),
  "longitude" double precision NOT NULL CHECK ("longitude" BETWEEN -180 AND 180),
  "website" text,
  "phone" text,
  "email" text,
  "timeZone" text NOT NULL,
  "vatStatus" text CHECK ("vatStatus" IN ('REGISTERED', 'NOT_REGISTERED')),
  "housePolicyVersion" text NOT NULL,
  "createdAt" timestamptz(3) NOT NULL,
  "changedAt" timestamptz(3) NOT NULL,
  "hiddenAt" timestamptz(3),
  "verifiedAt" timestamptz(3)
);
CREATE INDEX "firm_to_verify" ON "firm" ("createdAt", "id") WHERE "verifiedAt" IS NULL;
-- "firmEvent" would have to hold two columns "firmId": the aggregate's and the acting firm's.
SELECT create_event_table('firmRecord');

CREATE TABLE "firmLegalId" (
  "id" uuid PRIMARY KEY,
  "firmId" uuid NOT NULL REFERENCES "firm" ("id"),
  "scheme" text NOT NULL,
  "number" text NOT NULL,
  "verifiedAt" timestamptz(3),
  CONSTRAINT "firmLegalId_once_per_firm" UNIQUE ("firmId", "scheme", "number")
);
-- Anyone may state a number; only one firm can have been verified under it, so that squatting on a number gains nothing.
CREATE UNIQUE INDEX "firmLegalId_one_verified" ON "firmLegalId" ("scheme", "number") WHERE "verifiedAt" IS NOT NULL;

CREATE TABLE "delegate" (
  "id" uuid PRIMARY KEY,
  "firmId" uuid NOT NULL REFERENCES "firm" ("id"),
  "personId" uuid NOT NULL REFERENCES "person" ("id"),
  "roles" text[] NOT NULL CHECK (
    cardinality("roles") > 0 AND "roles" <@ ARRAY['OWNER', 'SIGNATORY', 'BIDDER', 'EDITOR', 'VIEWER']
  ),
  "since" timestamptz(3) NOT NULL,
  "proofFileId" uuid REFERENCES "file" ("id"),
  "proofAt" timestamptz(3),
  CONSTRAINT "delegate_once_per_firm" UNIQUE ("firmId", "personId")
);
CREATE INDEX "delegate_person" ON "delegate" ("personId");

-- The last owner stays. Asked when the transaction ends, so that a hand-over may pass through a moment without one. The row lock makes a
-- second owner's leaving wait for the first one's: otherwise both would still see the other.
CREATE FUNCTION keep_an_owner() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  theFirm uuid;
BEGIN
  IF TG_TABLE_NAME = 'firm' THEN theFirm := NEW."id"; ELSE theFirm := OLD."firmId"; END IF;
  PERFORM 1 FROM "firm" WHERE "id" = theFirm FOR NO KEY UPDATE;
  IF FOUND AND NOT EXISTS (SELECT 1 FROM "delegate" WHERE "firmId" = theFirm AND 'OWNER' = ANY ("roles")) THEN
    RAISE EXCEPTION 'firm % would be left without an owner', theFirm
      USING ERRCODE = 'check_violation', CONSTRAINT = 'firm_keeps_an_owner';
  END IF;

  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER "firm_keeps_an_owner" AFTER UPDATE OR DELETE ON "delegate"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION keep_an_owner();
CREATE CONSTRAINT TRIGGER "firm_starts_with_an_owner" AFTER INSERT ON "firm"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION keep_an_owner();

CREATE TABLE "delegateInvitation" (
  "id" uuid PRIMARY KEY,
  "firmId" uuid NOT NULL REFERENCES "firm" ("id"),
  "email" citext,
  "roles" text[] NOT NULL CHECK (
    cardinality("roles") > 0 AND "roles" <@ ARRAY['OWNER', 'SIGNATORY', 'BIDDER', 'EDITOR', 'VIEWER']
  ),
  "tokenDigest" text NOT NULL UNIQUE,
  "invitedByPersonId" uuid NOT NULL REFERENCES "person" ("id"),
  "createdAt" timestamptz(3) NOT NULL,
  "expiresAt" timestamptz(3) NOT NULL,
  "acceptedAt" timestamptz(3),
  "acceptedByPersonId" uuid REFERENCES "person" ("id"),
  "declinedAt" timestamptz(3),
  "takenBackAt" timestamptz(3),
  CHECK (num_nonnulls("acceptedAt", "declinedAt", "takenBackAt") <= 1),
  -- The address goes when its person erases their account; an open invitation always has one.
  CHECK ("email" IS NOT NULL OR num_nonnulls("acceptedAt", "declinedAt", "takenBackAt") = 1)
);
CREATE UNIQUE INDEX "delegateInvitation_one_open" ON "delegateInvitation" ("firmId", "email")
  WHERE "acceptedAt" IS NULL AND "declinedAt" IS NULL AND "takenBackAt" IS NULL;
CREATE INDEX "delegateInvitation_email" ON "delegateInvitation" ("email");

CREATE TABLE "joinRequest" (
  "id" uuid PRIMARY KEY,
  "firmId" uuid NOT NULL REFERENCES "firm" ("id"),
  "personId" uuid NOT NULL REFERENCES "person" ("id"),
  "message" text,
  "createdAt" timestamptz(3) NOT NULL,
  "acceptedAt" timestamptz(3),
  "declinedAt" timestamptz(3),
  "decidedByPersonId" uuid REFERENCES "person" ("id"),
  "takenBackAt" timestamptz(3),
  CHECK (num_nonnulls("acceptedAt", "declinedAt", "takenBackAt") <= 1)
);
CREATE UNIQUE INDEX "joinRequest_one_open" ON "joinRequest" ("firmId", "personId")
  WHERE "acceptedAt" IS NULL AND "declinedAt" IS NULL AND "takenBackAt" IS NULL;
`;
