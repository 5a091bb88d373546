/** Joint projects, public when every partner and the client said yes; and the record of who worked with whom. */
export const sql = `
CREATE TABLE "project" (
  "id" uuid PRIMARY KEY,
  "title" jsonb NOT NULL,
  "story" jsonb NOT NULL,
  "outcome" jsonb NOT NULL,
  "town" text NOT NULL,
  "region" text,
  "country" text NOT NULL,
  "latitude" double precision,
  "longitude" double precision,
  "startedOn" date NOT NULL,
  "finishedOn" date NOT NULL,
  "valueMinor" bigint,
  "valueCurrency" text,
  -- Drafted from an award here; null when it is told freely, and then marked as such.
  "awardId" uuid REFERENCES "award" ("id"),
  "tenderId" uuid REFERENCES "tender" ("id"),
  "lotId" uuid REFERENCES "lot" ("id"),
  "allianceId" uuid REFERENCES "alliance" ("id"),
  "drafterFirmId" uuid NOT NULL REFERENCES "firm" ("id"),
  -- The client, when it is a firm here that is asked; described in words when it stays unnamed.
  "clientFirmId" uuid REFERENCES "firm" ("id"),
  "clientUnnamed" jsonb,
  "clientAskedAt" timestamptz(3),
  -- The version it said yes to: its name stands under no other.
  "clientConfirmedVersion" integer,
  "clientConfirmedAt" timestamptz(3),
  "clientRefusedAt" timestamptz(3),
  "clientWord" text,
  -- Counts what others said yes to; a change makes their yes stale.
  "version" integer NOT NULL,
  "createdAt" timestamptz(3) NOT NULL,
  "changedAt" timestamptz(3) NOT NULL,
  "publishedAt" timestamptz(3),
  "withdrawnAt" timestamptz(3),
  "withdrawnByFirmId" uuid REFERENCES "firm" ("id"),
  -- What outsiders find it by: the words, and its place (coarse while the client is unnamed). Null unless public; kept by a trigger.
  "search" tsvector,
  "spot" cube,
  CHECK ("finishedOn" >= "startedOn"),
  CHECK (("latitude" IS NULL) = ("longitude" IS NULL)),
  CHECK (("valueMinor" IS NULL) = ("valueCurrency" IS NULL)),
  CHECK (("clientConfirmedVersion" IS NULL) = ("clientConfirmedAt" IS NULL)),
  CHECK ("clientRefusedAt" IS NULL OR "clientConfirmedAt" IS NULL),
  CHECK ("clientFirmId" IS NOT NULL OR "clientUnnamed" IS NOT NULL)
);
CREATE INDEX "project_public" ON "project" ("finishedOn" DESC, "id" DESC) WHERE "publishedAt" IS NOT NULL AND "withdrawnAt" IS NULL;
CREATE INDEX "project_search" ON "project" USING gin ("search");
CREATE INDEX "project_spot" ON "project" USING gist ("spot");
CREATE INDEX "project_town" ON "project" (plain("town")) WHERE "publishedAt" IS NOT NULL AND "withdrawnAt" IS NULL;
CREATE INDEX "project_client" ON "project" ("clientFirmId") WHERE "clientFirmId" IS NOT NULL;
CREATE UNIQUE INDEX "project_award" ON "project" ("awardId") WHERE "awardId" IS NOT NULL AND "withdrawnAt" IS NULL;

CREATE TABLE "projectPartner" (
  "projectId" uuid NOT NULL REFERENCES "project" ("id") ON DELETE CASCADE,
  "firmId" uuid NOT NULL REFERENCES "firm" ("id"),
  "roles" text[] NOT NULL CHECK (cardinality("roles") > 0),
  "shareBasisPoints" integer NOT NULL CHECK ("shareBasisPoints" BETWEEN 0 AND 10000),
  "part" jsonb NOT NULL,
  "place" integer NOT NULL,
  "confirmedVersion" integer,
  "confirmedAt" timestamptz(3),
  "evidenceId" uuid,
  PRIMARY KEY ("projectId", "firmId")
);
CREATE INDEX "projectPartner_firm" ON "projectPartner" ("firmId");
CREATE INDEX "projectPartner_evidence" ON "projectPartner" ("evidenceId") WHERE "evidenceId" IS NOT NULL;

-- Who did the work. Nobody is named without an own yes.
CREATE TABLE "projectPerson" (
  "projectId" uuid NOT NULL REFERENCES "project" ("id") ON DELETE CASCADE,
  "personId" uuid NOT NULL,
  "firmId" uuid NOT NULL REFERENCES "firm" ("id"),
  "did" jsonb NOT NULL,
  "namedAt" timestamptz(3) NOT NULL,
  "confirmedAt" timestamptz(3),
  PRIMARY KEY ("projectId", "personId")
);
CREATE INDEX "projectPerson_person" ON "projectPerson" ("personId");

CREATE TABLE "projectPicture" (
  "id" uuid PRIMARY KEY,
  "projectId" uuid NOT NULL REFERENCES "project" ("id") ON DELETE CASCADE,
  "place" integer NOT NULL,
  "fileId" uuid NOT NULL REFERENCES "file" ("id"),
  "alt" jsonb NOT NULL
);
CREATE INDEX "projectPicture_project" ON "projectPicture" ("projectId", "place");
CREATE INDEX "projectPicture_file" ON "projectPicture" ("fileId");

-- Who worked with whom: two firms, one finished project both confirmed.
CREATE TABLE "jointWork" (
  "firmId" uuid NOT NULL REFERENCES "firm" ("id"),
  "otherFirmId" uuid NOT NULL REFERENCES "firm" ("id"),
  "projectId" uuid NOT NULL REFERENCES "project" ("id"),
  "finishedOn" date NOT NULL,
  PRIMARY KEY ("firmId", "otherFirmId", "projectId"),
  CHECK ("firmId" < "otherFirmId")
);
CREATE INDEX "jointWork_other" ON "jointWork" ("otherFirmId");
CREATE INDEX "jointWork_project" ON "jointWork" ("projectId");

-- A public project is found by its texts, its places, its partner firms, and its client while that is named; never by an unnamed one.
CREATE FUNCTION project_words(asked "project") RETURNS tsvector LANGUAGE sql STABLE AS $$
  SELECT setweight(search_words(concat_ws(' ', asked."title" ->> 'en', asked."title" ->> 'id')), 'A')
    || setweight(search_words(concat_ws(' ', asked."town", asked."region", others.names)), 'B')
    || setweight(search_words(concat_ws(' ', asked."outcome" ->> 'en', asked."outcome" ->> 'id', others.parts)), 'C')
    || setweight(search_words(concat_ws(' ', asked."story" ->> 'en', asked."story" ->> 'id')), 'D')
  FROM (
    SELECT concat_ws(' ', (SELECT string_agg(firm."name", ' ') FROM "projectPartner" partner JOIN "firm" ON firm."id" = partner."firmId"
        WHERE partner."projectId" = asked."id"),
      CASE WHEN asked."clientConfirmedVersion" = asked."version" THEN (SELECT "name" FROM "firm" WHERE "id" = asked."clientFirmId")
        ELSE concat_ws(' ', asked."clientUnnamed" ->> 'en', asked."clientUnnamed" ->> 'id') END) AS names,
    (SELECT string_agg(concat_ws(' ', partner."part" ->> 'en', partner."part" ->> 'id'), ' ') FROM "projectPartner" partner
      WHERE partner."projectId" = asked."id") AS parts) others
$$;

CREATE FUNCTION keep_project_search() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  -- Steps of a tenth of a degree, some eleven kilometres: a place alone must not tell who an unnamed client is.
  digits integer := CASE WHEN NEW."clientConfirmedVersion" = NEW."version" THEN 9 ELSE 1 END;
BEGIN
  NEW."search" := NULL;
  NEW."spot" := NULL;
  IF NEW."publishedAt" IS NULL OR NEW."withdrawnAt" IS NOT NULL THEN
    RETURN NEW;
  END IF;
  NEW."search" := project_words(NEW);
  NEW."spot" := CASE WHEN NEW."latitude" IS NOT NULL THEN ll_to_earth(
    round(NEW."latitude"::numeric, digits)::double precision, round(NEW."longitude"::numeric, digits)::double precision) END;
  INSERT INTO "searchWord" SELECT DISTINCT word
    FROM regexp_split_to_table(plain(concat_ws(' ', NEW."title" ->> 'en', NEW."title" ->> 'id', NEW."town", NEW."region",
      NEW."outcome" ->> 'en', NEW."outcome" ->> 'id', NEW."story" ->> 'en', NEW."story" ->> 'id')), '[^[:alnum:]]+') AS word
    WHERE length(word) BETWEEN 3 AND 40 ORDER BY word ON CONFLICT DO NOTHING;

  RETURN NEW;
END $$;
CREATE TRIGGER "project_found_by" BEFORE INSERT OR UPDATE ON "project" FOR EACH ROW EXECUTE FUNCTION keep_project_search();

-- A firm that takes another name is found under it on its projects as well.
CREATE FUNCTION renew_project_search() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE "project" SET "search" = NULL WHERE "search" IS NOT NULL
    AND ("clientFirmId" = NEW."id" OR "id" IN (SELECT "projectId" FROM "projectPartner" WHERE "firmId" = NEW."id"));

  RETURN NULL;
END $$;
CREATE TRIGGER "firm_renamed_on_projects" AFTER UPDATE OF "name" ON "firm" FOR EACH ROW WHEN (OLD."name" <> NEW."name")
  EXECUTE FUNCTION renew_project_search();

SELECT create_event_table('project');
`;
