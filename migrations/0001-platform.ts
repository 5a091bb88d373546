/** What every library stands on: extensions, histories, idempotency keys, mail, files, counters. */
export const sql = `
CREATE EXTENSION IF NOT EXISTS citext;
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS unaccent;
CREATE EXTENSION IF NOT EXISTS cube;
CREATE EXTENSION IF NOT EXISTS earthdistance;
CREATE EXTENSION IF NOT EXISTS btree_gist;

-- unaccent() is only STABLE; indexes and generated columns need an immutable twin.
CREATE FUNCTION plain(text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  AS $$ SELECT lower(public.unaccent('public.unaccent', $1)) $$;

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'rows of % are never changed or removed', TG_TABLE_NAME USING ERRCODE = 'raise_exception';
END $$;

-- One append-only history per aggregate: "tender" makes "tenderEvent" with "tenderId".
CREATE FUNCTION create_event_table(aggregate text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE TABLE %I (
    "id" uuid PRIMARY KEY,
    %I uuid NOT NULL,
    "seq" integer NOT NULL,
    "at" timestamptz(3) NOT NULL,
    "kind" text NOT NULL,
    "personId" uuid,
    "firmId" uuid,
    "facts" jsonb NOT NULL,
    UNIQUE (%I, "seq"))', aggregate || 'Event', aggregate || 'Id', aggregate || 'Id');
  EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON %I EXECUTE FUNCTION refuse_change()', aggregate || 'Event');
END $$;

CREATE TABLE "idempotencyKey" (
  "personId" uuid NOT NULL,
  "key" text NOT NULL,
  "operation" text NOT NULL,
  "inputDigest" text NOT NULL,
  "resultKind" text,
  "resultId" uuid,
  "result" jsonb,
  "usedAt" timestamptz(3) NOT NULL,
  PRIMARY KEY ("personId", "key")
);

CREATE TABLE "mail" (
  "id" uuid PRIMARY KEY,
  "key" text NOT NULL UNIQUE,
  "recipient" text NOT NULL,
  "language" text NOT NULL,
  "subject" text NOT NULL,
  "body" text,
  "createdAt" timestamptz(3) NOT NULL,
  "sentAt" timestamptz(3)
);
CREATE INDEX "mail_newest" ON "mail" ("createdAt" DESC);

CREATE TABLE "file" (
  "id" uuid PRIMARY KEY,
  "digest" text NOT NULL,
  "size" bigint NOT NULL,
  "mediaType" text NOT NULL,
  "name" text NOT NULL,
  "purpose" text NOT NULL,
  "ownerPersonId" uuid NOT NULL,
  "createdAt" timestamptz(3) NOT NULL,
  "attachedAt" timestamptz(3)
);
CREATE INDEX "file_unattached" ON "file" ("createdAt") WHERE "attachedAt" IS NULL;

CREATE TABLE "upload" (
  "id" uuid PRIMARY KEY,
  "personId" uuid NOT NULL,
  "sessionId" uuid,
  "purpose" text NOT NULL,
  "name" text NOT NULL,
  "size" bigint NOT NULL,
  "createdAt" timestamptz(3) NOT NULL,
  "fileId" uuid REFERENCES "file" ("id") ON DELETE SET NULL,
  "problem" text
);

-- Use of pages, counted by day and kind: never a row per view, never who looked.
CREATE TABLE "dailyCount" (
  "on" date NOT NULL,
  "kind" text NOT NULL,
  "subjectId" uuid NOT NULL,
  "count" integer NOT NULL,
  PRIMARY KEY ("subjectId", "kind", "on")
);
`;
