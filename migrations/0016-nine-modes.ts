/** Every way a group can meet a requirement: free capacity, work packages, recorded reasons, and what was last told of a coverage. */
export const sql = `
ALTER TABLE "requirement" ADD COLUMN "neededFrom" date;

-- What a firm has for work on the days stated: people per week, or a limit of the work it has in hand.
CREATE TABLE "capacity" (
  "id" uuid PRIMARY KEY,
  "firmId" uuid NOT NULL REFERENCES "firm" ("id"),
  "from" date NOT NULL,
  "until" date NOT NULL,
  "peoplePerWeek" numeric(12, 2) CHECK ("peoplePerWeek" > 0),
  "limitMinor" bigint CHECK ("limitMinor" > 0),
  "limitCurrency" text,
  "visibility" text NOT NULL CHECK ("visibility" IN ('PUBLIC', 'FINDABLE', 'PRIVATE')),
  "createdAt" timestamptz(3) NOT NULL,
  CHECK ("from" <= "until"),
  CHECK (("limitMinor" IS NULL) = ("limitCurrency" IS NULL)),
  CHECK (num_nonnulls("peoplePerWeek", "limitMinor") = 1)
);
CREATE INDEX "capacity_firm" ON "capacity" ("firmId");

-- What of it is taken: by a contract here (its source), or by work elsewhere that the firm booked itself.
CREATE TABLE "commitment" (
  "id" uuid PRIMARY KEY,
  "firmId" uuid NOT NULL REFERENCES "firm" ("id"),
  "kind" text NOT NULL CHECK ("kind" IN ('CONTRACT', 'BOOKING', 'OUTSIDE')),
  "sourceId" uuid,
  "words" text,
  "from" date NOT NULL,
  "until" date NOT NULL,
  "peoplePerWeek" numeric(12, 2) CHECK ("peoplePerWeek" > 0),
  "amountMinor" bigint CHECK ("amountMinor" > 0),
  "amountCurrency" text,
  "createdAt" timestamptz(3) NOT NULL,
  CHECK ("from" <= "until"),
  CHECK (("amountMinor" IS NULL) = ("amountCurrency" IS NULL)),
  CHECK (num_nonnulls("peoplePerWeek", "amountMinor") > 0),
  CHECK (("kind" = 'OUTSIDE') = ("sourceId" IS NULL)),
  CONSTRAINT "commitment_source" UNIQUE ("firmId", "kind", "sourceId")
);

-- A piece of the work with one performer and the requirements it gives proof for. Without a performer nobody does it yet.
CREATE TABLE "workPackage" (
  "id" uuid PRIMARY KEY,
  "lineUpId" uuid NOT NULL REFERENCES "lineUp" ("id") ON DELETE CASCADE,
  "allianceId" uuid NOT NULL REFERENCES "alliance" ("id"),
  "number" integer NOT NULL CHECK ("number" > 0),
  "name" text NOT NULL,
  "performerFirmId" uuid REFERENCES "firm" ("id"),
  "provesFor" uuid[] NOT NULL,
  UNIQUE ("lineUpId", "number")
);
CREATE INDEX "workPackage_alliance" ON "workPackage" ("allianceId");

-- Kongsi warns, people decide: who overruled a warning, when and why. Ids only, as events: it outlives what it speaks of.
CREATE TABLE "coverageOverride" (
  "id" uuid PRIMARY KEY,
  "tenderId" uuid NOT NULL REFERENCES "tender" ("id"),
  "lotId" uuid NOT NULL,
  "requirementId" uuid NOT NULL,
  -- For an alliance's line-up; null: for the firm alone.
  "allianceId" uuid REFERENCES "alliance" ("id"),
  "firmId" uuid NOT NULL REFERENCES "firm" ("id"),
  "personId" uuid NOT NULL,
  "reason" text NOT NULL,
  "at" timestamptz(3) NOT NULL
);
CREATE INDEX "coverageOverride_lot" ON "coverageOverride" ("lotId", "allianceId", "firmId");
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "coverageOverride" EXECUTE FUNCTION refuse_change();

-- What a firm was last shown of a line-up it is in, so that it is told of changes and of nothing else.
CREATE TABLE "coverageSeen" (
  "id" uuid PRIMARY KEY,
  "tenderId" uuid NOT NULL REFERENCES "tender" ("id"),
  "lotId" uuid NOT NULL REFERENCES "lot" ("id") ON DELETE CASCADE,
  "allianceId" uuid REFERENCES "alliance" ("id"),
  "firmId" uuid NOT NULL REFERENCES "firm" ("id"),
  -- Outcome by requirement id.
  "outcomes" jsonb NOT NULL,
  -- The requirements and the line-up it speaks of; when they differ, there is nothing to compare.
  "about" text NOT NULL,
  "seenAt" timestamptz(3) NOT NULL,
  CONSTRAINT "coverageSeen_once" UNIQUE NULLS NOT DISTINCT ("lotId", "allianceId", "firmId")
);
CREATE INDEX "coverageSeen_tender" ON "coverageSeen" ("tenderId");
`;
