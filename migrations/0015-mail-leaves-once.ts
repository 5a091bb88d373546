/** A mail is marked before it leaves, so that no crash makes it leave twice. */
export const sql = `
ALTER TABLE "mail" ADD COLUMN "handedOverAt" timestamptz(3);
UPDATE "mail" SET "handedOverAt" = "sentAt";
`;
