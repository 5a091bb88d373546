/** Open standards in and out: what was read of others' notices, with the originals, and what this Kongsi told the world, in order. */
export const sql = `
CREATE TABLE "importRun" (
  "id" uuid PRIMARY KEY,
  "fileName" text NOT NULL,
  -- Of the file as it lies on disk.
  "fileDigest" text NOT NULL,
  -- Set for a file that was uploaded.
  "fileId" uuid REFERENCES "file" ("id"),
  -- What its notices are filed under, when that was said; else each says it itself.
  "source" text,
  -- Both null for the command line.
  "personId" uuid,
  "firmId" uuid REFERENCES "firm" ("id"),
  "startedAt" timestamptz(3) NOT NULL,
  "finishedAt" timestamptz(3),
  "bytes" bigint NOT NULL,
  "bytesRead" bigint NOT NULL,
  "releases" integer NOT NULL,
  "added" integer NOT NULL,
  "known" integer NOT NULL,
  -- One summary a source: what was present and what was taken, field by field.
  "summary" jsonb NOT NULL,
  -- What was wrong with the file itself, by line.
  "problems" jsonb NOT NULL
);
CREATE INDEX "importRun_person" ON "importRun" ("personId", "startedAt" DESC);

CREATE TABLE "importedRelease" (
  "id" uuid PRIMARY KEY,
  -- The order in which releases came: of two with the same date the later counts.
  "position" bigint GENERATED ALWAYS AS IDENTITY,
  "source" text NOT NULL,
  "ocid" text NOT NULL,
  "releaseId" text,
  "digest" text NOT NULL,
  "runId" uuid NOT NULL REFERENCES "importRun" ("id"),
  "tenderId" uuid NOT NULL REFERENCES "tender" ("id"),
  "line" integer NOT NULL,
  -- Publisher, licence and version as its package says them.
  "package" jsonb NOT NULL,
  -- The release as published. It may name persons: never shown.
  "original" text NOT NULL,
  -- What was read of it; no persons.
  "notice" jsonb NOT NULL,
  "findings" jsonb NOT NULL,
  "importedAt" timestamptz(3) NOT NULL,
  CONSTRAINT "importedRelease_once" UNIQUE ("source", "digest")
);
CREATE INDEX "importedRelease_process" ON "importedRelease" ("source", "ocid", "position");
CREATE INDEX "importedRelease_tender" ON "importedRelease" ("tenderId", "position");
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "importedRelease" EXECUTE FUNCTION refuse_change();

-- The latest state of a process published elsewhere: all of it, also what the tables of tenders have no place for.
CREATE TABLE "externalNotice" (
  "tenderId" uuid PRIMARY KEY REFERENCES "tender" ("id"),
  "notice" jsonb NOT NULL
);

-- What is not told yet is looked for by the time it happened.
CREATE INDEX "tenderEvent_at" ON "tenderEvent" ("at");

-- What was told of public tenders, as OCDS, one release a fact, without gaps. Never changed: others have copied it.
CREATE TABLE "publishedRelease" (
  "seq" bigint PRIMARY KEY,
  "eventId" uuid NOT NULL UNIQUE,
  "tenderId" uuid NOT NULL REFERENCES "tender" ("id"),
  -- In the words of the tender's history: PUBLISHED, AMENDED, LOT_OPENED.
  "kind" text NOT NULL,
  "at" timestamptz(3) NOT NULL,
  "release" jsonb NOT NULL
);
CREATE INDEX "publishedRelease_tender" ON "publishedRelease" ("tenderId", "seq");
CREATE INDEX "publishedRelease_at" ON "publishedRelease" ("at");
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "publishedRelease" EXECUTE FUNCTION refuse_change();
`;
