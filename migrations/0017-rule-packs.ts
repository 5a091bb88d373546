/** Rule packs in a table of their own, what tenders say of groups, and what a bid was checked with. */
export const sql = `
CREATE TABLE "rulePack" (
  "id" text NOT NULL CHECK ("id" ~ '^[a-z][a-z0-9-]*$'),
  "version" text NOT NULL CHECK ("version" ~ '^[1-9][0-9]{0,5}$'),
  "data" jsonb NOT NULL,
  "digest" text NOT NULL,
  "addedByPersonId" uuid,
  "addedAt" timestamptz(3) NOT NULL,
  PRIMARY KEY ("id", "version")
);

UPDATE "tender" SET "flags" = '{"agreementBeforeAward": false, "subcontractCapBasisPoints": null, "leadMinimumShareBasisPoints": null}'::jsonb || "flags";

-- What the packs said of the line-up when the bid was handed in. Earlier bids were not asked.
ALTER TABLE "bidVersion" ADD COLUMN "packVerdicts" jsonb NOT NULL DEFAULT '[]';

-- What a new version of a pack says differently of a line-up that is waiting or has bid.
CREATE TABLE "packDifference" (
  "id" uuid PRIMARY KEY,
  "packId" text NOT NULL,
  "fromVersion" text NOT NULL,
  "toVersion" text NOT NULL,
  "tenderId" uuid NOT NULL REFERENCES "tender" ("id"),
  "lotId" uuid NOT NULL REFERENCES "lot" ("id"),
  "allianceId" uuid REFERENCES "alliance" ("id"),
  "bidId" uuid REFERENCES "bid" ("id"),
  "firmIds" uuid[] NOT NULL,
  "rule" text NOT NULL,
  "before" text CHECK ("before" IN ('PASS', 'BREACH', 'UNKNOWN')),
  "after" text CHECK ("after" IN ('PASS', 'BREACH', 'UNKNOWN')),
  "foundAt" timestamptz(3) NOT NULL,
  CHECK (num_nonnulls("allianceId", "bidId") = 1)
);
CREATE UNIQUE INDEX "packDifference_once" ON "packDifference" ("packId", "toVersion", coalesce("bidId", "allianceId"), "lotId", "rule");
CREATE INDEX "packDifference_firms" ON "packDifference" USING gin ("firmIds");
CREATE INDEX "packDifference_tender" ON "packDifference" ("tenderId");
CREATE INDEX "packDifference_alliance" ON "packDifference" ("allianceId") WHERE "allianceId" IS NOT NULL;
CREATE INDEX "packDifference_bid" ON "packDifference" ("bidId") WHERE "bidId" IS NOT NULL;
`;
