/** A warning of a pack, or of what the tender itself asks, can be overruled with a reason on record, as one of a requirement can. */
export const sql = `
ALTER TABLE "coverageOverride" ALTER COLUMN "requirementId" DROP NOT NULL;
ALTER TABLE "coverageOverride" ADD COLUMN "packRule" text;
ALTER TABLE "coverageOverride" ADD CONSTRAINT "coverageOverride_one" CHECK (num_nonnulls("requirementId", "packRule") = 1);
`;
