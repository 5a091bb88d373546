/** The house policy in its versions, who accepted which, and what an operator verified. */
export const sql = `
CREATE TABLE "policy" (
  "id" uuid PRIMARY KEY,
  "kind" text NOT NULL CHECK ("kind" IN ('HOUSE')),
  "version" text NOT NULL,
  "text" jsonb NOT NULL,
  "inForceSince" timestamptz(3) NOT NULL,
  CONSTRAINT "policy_once" UNIQUE ("kind", "version")
);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "policy" EXECUTE FUNCTION refuse_change();

CREATE TABLE "policyAcceptance" (
  "id" uuid PRIMARY KEY,
  "policyId" uuid NOT NULL REFERENCES "policy" ("id"),
  "firmId" uuid NOT NULL REFERENCES "firm" ("id"),
  "personId" uuid NOT NULL,
  "acceptedAt" timestamptz(3) NOT NULL,
  CONSTRAINT "policyAcceptance_once" UNIQUE ("firmId", "policyId")
);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "policyAcceptance" EXECUTE FUNCTION refuse_change();

CREATE TABLE "firmVerification" (
  "id" uuid PRIMARY KEY,
  "firmId" uuid NOT NULL REFERENCES "firm" ("id"),
  "decision" text NOT NULL CHECK ("decision" IN ('VERIFIED', 'REVOKED')),
  "source" text,
  "reason" text,
  "decidedAt" timestamptz(3) NOT NULL,
  "decidedByPersonId" uuid NOT NULL,
  CHECK (("decision" = 'VERIFIED' AND "source" IS NOT NULL) OR ("decision" = 'REVOKED' AND "reason" IS NOT NULL))
);
CREATE INDEX "firmVerification_firm" ON "firmVerification" ("firmId", "decidedAt");
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "firmVerification" EXECUTE FUNCTION refuse_change();
`;
