/** What an award needs beside the bids: papers asked for after the opening, why not the first, who signed. */
export const sql = `
ALTER TABLE "award" ADD COLUMN "deviationReason" text;

-- The buyer asks a tenderer for a missing paper, or to explain a price. An answer never changes a price.
CREATE TABLE "clarification" (
  "id" uuid PRIMARY KEY,
  "tenderId" uuid NOT NULL REFERENCES "tender" ("id"),
  "lotId" uuid NOT NULL REFERENCES "lot" ("id"),
  "bidId" uuid NOT NULL REFERENCES "bid" ("id"),
  "about" text NOT NULL CHECK ("about" IN ('PAPER', 'PRICE')),
  "question" text NOT NULL,
  "askedAt" timestamptz(3) NOT NULL,
  "askedByPersonId" uuid NOT NULL,
  "until" timestamptz(3) NOT NULL,
  "answer" text,
  "fileId" uuid REFERENCES "file" ("id"),
  "answeredAt" timestamptz(3),
  "answeredByPersonId" uuid,
  CHECK ("until" > "askedAt"),
  CHECK (("answer" IS NULL) = ("answeredAt" IS NULL)),
  CHECK ("answeredAt" < "until")
);
CREATE INDEX "clarification_bid" ON "clarification" ("bidId", "askedAt");
CREATE INDEX "clarification_file" ON "clarification" ("fileId") WHERE "fileId" IS NOT NULL;

-- Who put their names under the contract, as the buyer recorded it.
CREATE TABLE "contractSignature" (
  "awardId" uuid PRIMARY KEY REFERENCES "award" ("id"),
  "tenderId" uuid NOT NULL REFERENCES "tender" ("id"),
  "buyerSigner" text NOT NULL,
  "supplierSigner" text NOT NULL,
  "fileId" uuid REFERENCES "file" ("id"),
  "recordedByPersonId" uuid NOT NULL,
  "signedAt" timestamptz(3) NOT NULL
);
CREATE INDEX "contractSignature_file" ON "contractSignature" ("fileId") WHERE "fileId" IS NOT NULL;

CREATE INDEX "score_lot" ON "score" ("lotId");
CREATE INDEX "evaluator_person" ON "evaluator" ("personId");
`;
