/** What firms can do and prove: classification, capabilities, facts, evidence, snapshots, and the search over them. */
export const sql = `
CREATE EXTENSION IF NOT EXISTS fuzzystrmatch;

-- Which edition of a reference list is loaded.
CREATE TABLE "referenceList" (
  "name" text PRIMARY KEY,
  "digest" text NOT NULL
);

-- The Common Procurement Vocabulary in pre-order: "this code or below" is a range of numbers, and of codes.
CREATE TABLE "cpv" (
  "code" text COLLATE "C" PRIMARY KEY CHECK ("code" ~ '^[0-9]{8}$'),
  "checkDigit" integer NOT NULL,
  "level" integer NOT NULL,
  "parent" text COLLATE "C",
  "number" integer NOT NULL UNIQUE,
  "lastNumber" integer NOT NULL,
  "names" jsonb NOT NULL,
  -- English and Indonesian names and trade words, without accents: what a firm with this code is found by.
  "words" text NOT NULL
);
CREATE INDEX "cpv_parent" ON "cpv" ("parent", "number");
CREATE INDEX "cpv_en" ON "cpv" USING gin (plain("names" ->> 'en') gin_trgm_ops);
CREATE INDEX "cpv_id" ON "cpv" USING gin (plain("names" ->> 'id') gin_trgm_ops);

CREATE TABLE "tradeWord" (
  "language" text NOT NULL CHECK ("language" IN ('en', 'id')),
  "word" text NOT NULL,
  "cpv" text NOT NULL REFERENCES "cpv" ("code") ON DELETE CASCADE,
  -- The first word of its entry; the others are synonyms.
  "main" boolean NOT NULL,
  PRIMARY KEY ("language", "word")
);
CREATE INDEX "tradeWord_cpv" ON "tradeWord" ("cpv");
CREATE INDEX "tradeWord_word" ON "tradeWord" USING gin (plain("word") gin_trgm_ops);

CREATE TABLE "capability" (
  "id" uuid PRIMARY KEY,
  "firmId" uuid NOT NULL REFERENCES "firm" ("id"),
  "cpv" text COLLATE "C" NOT NULL,
  "level" text NOT NULL CHECK ("level" IN ('BASIC', 'SKILLED', 'SPECIALIST')),
  "note" jsonb NOT NULL,
  "radiusKm" integer CHECK ("radiusKm" > 0),
  "regions" text[] NOT NULL,
  "visibility" text NOT NULL CHECK ("visibility" IN ('PUBLIC', 'FINDABLE', 'PRIVATE')),
  "createdAt" timestamptz(3) NOT NULL,
  "changedAt" timestamptz(3) NOT NULL,
  CONSTRAINT "capability_once_per_firm" UNIQUE ("firmId", "cpv"),
  CONSTRAINT "capability_one_kind_of_area" CHECK (("radiusKm" IS NULL) <> (cardinality("regions") = 0))
);
CREATE INDEX "capability_cpv" ON "capability" ("cpv", "firmId") WHERE "visibility" <> 'PRIVATE';

CREATE TABLE "fact" (
  "id" uuid PRIMARY KEY,
  "firmId" uuid NOT NULL REFERENCES "firm" ("id"),
  "key" text NOT NULL CHECK ("key" IN
    ('ANNUAL_TURNOVER', 'STAFF', 'YEARS_IN_BUSINESS', 'LARGEST_CONTRACT', 'EQUIPMENT', 'INSURANCE_SUM', 'GRADE')),
  "value" numeric NOT NULL CHECK ("value" >= 0),
  "unit" text,
  "currency" text,
  "cpv" text COLLATE "C",
  "label" text,
  "periodFrom" date,
  "periodUntil" date,
  "visibility" text NOT NULL CHECK ("visibility" IN ('PUBLIC', 'FINDABLE', 'PRIVATE')),
  "createdAt" timestamptz(3) NOT NULL,
  "changedAt" timestamptz(3) NOT NULL,
  CONSTRAINT "fact_once" UNIQUE NULLS NOT DISTINCT ("firmId", "key", "cpv", "label", "periodFrom", "periodUntil"),
  CHECK (("unit" IS NULL) <> ("currency" IS NULL)),
  CHECK ("periodFrom" <= "periodUntil")
);

CREATE FUNCTION scheme_key(text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  AS $$ SELECT lower(regexp_replace($1, '\\s+', '', 'g')) $$;

CREATE TABLE "evidence" (
  "id" uuid PRIMARY KEY,
  "firmId" uuid NOT NULL REFERENCES "firm" ("id"),
  "kind" text NOT NULL CHECK ("kind" IN ('CERTIFICATE', 'LICENCE', 'REGISTRATION', 'INSURANCE', 'REFERENCE', 'DECLARATION')),
  "scheme" text,
  "title" jsonb NOT NULL,
  "issuer" text,
  "number" text,
  "validFrom" date,
  "validUntil" date,
  "fileId" uuid REFERENCES "file" ("id"),
  "visibility" text NOT NULL CHECK ("visibility" IN ('PUBLIC', 'FINDABLE', 'PRIVATE')),
  "state" text NOT NULL CHECK ("state" IN ('DRAFT', 'SUBMITTED', 'VERIFIED', 'REJECTED')),
  "createdAt" timestamptz(3) NOT NULL,
  "changedAt" timestamptz(3) NOT NULL,
  "submittedAt" timestamptz(3),
  "decidedAt" timestamptz(3),
  -- What an operator checked it against, or why it was rejected.
  "source" text,
  "reason" text,
  CHECK ("validFrom" <= "validUntil"),
  CHECK (("state" = 'VERIFIED') = ("source" IS NOT NULL)),
  CHECK (("state" = 'REJECTED') = ("reason" IS NOT NULL))
);
CREATE INDEX "evidence_firm" ON "evidence" ("firmId");
CREATE INDEX "evidence_scheme" ON "evidence" (scheme_key("scheme"), "firmId") WHERE "state" = 'VERIFIED' AND "visibility" <> 'PRIVATE';
CREATE INDEX "evidence_to_verify" ON "evidence" ("submittedAt", "id") WHERE "state" = 'SUBMITTED';
CREATE INDEX "evidence_file" ON "evidence" ("fileId") WHERE "fileId" IS NOT NULL;
SELECT create_event_table('evidence');

CREATE TABLE "capabilityEvidence" (
  "capabilityId" uuid NOT NULL REFERENCES "capability" ("id") ON DELETE CASCADE,
  "evidenceId" uuid NOT NULL REFERENCES "evidence" ("id") ON DELETE CASCADE,
  PRIMARY KEY ("capabilityId", "evidenceId")
);
CREATE INDEX "capabilityEvidence_evidence" ON "capabilityEvidence" ("evidenceId");

CREATE TABLE "factEvidence" (
  "factId" uuid NOT NULL REFERENCES "fact" ("id") ON DELETE CASCADE,
  "evidenceId" uuid NOT NULL REFERENCES "evidence" ("id") ON DELETE CASCADE,
  PRIMARY KEY ("factId", "evidenceId")
);
CREATE INDEX "factEvidence_evidence" ON "factEvidence" ("evidenceId");

CREATE TABLE "profileSnapshot" (
  "id" uuid PRIMARY KEY,
  "firmId" uuid NOT NULL REFERENCES "firm" ("id"),
  "digest" text NOT NULL,
  "content" text NOT NULL,
  "takenAt" timestamptz(3) NOT NULL,
  CONSTRAINT "profileSnapshot_once" UNIQUE ("firmId", "digest")
);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "profileSnapshot" EXECUTE FUNCTION refuse_change();

-- Every word a firm can be found by; what somebody types wrong is looked up here.
CREATE TABLE "searchWord" (
  "word" text COLLATE "C" PRIMARY KEY
);
CREATE INDEX "searchWord_similar" ON "searchWord" USING gin ("word" gin_trgm_ops);

-- What strangers may search firms by, and nothing else: no row for a hidden firm, no trace of anything PRIVATE.
CREATE TABLE "firmSearch" (
  "firmId" uuid PRIMARY KEY REFERENCES "firm" ("id") ON DELETE CASCADE,
  "name" text COLLATE "C" NOT NULL,
  "kind" text NOT NULL,
  "size" text NOT NULL,
  "town" text NOT NULL,
  "divisions" text[] NOT NULL,
  "verified" boolean NOT NULL,
  "since" timestamptz(3) NOT NULL,
  "place" cube NOT NULL,
  "words" tsvector NOT NULL
);
CREATE INDEX "firmSearch_name" ON "firmSearch" ("name", "firmId");
CREATE INDEX "firmSearch_newest" ON "firmSearch" ("since" DESC, "firmId" DESC);
CREATE INDEX "firmSearch_place" ON "firmSearch" USING gist ("place");
CREATE INDEX "firmSearch_words" ON "firmSearch" USING gin ("words");

CREATE FUNCTION search_words(text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT to_tsvector('simple', plain(coalesce($1, ''))) || to_tsvector('english', plain(coalesce($1, '')))
    || to_tsvector('indonesian', plain(coalesce($1, '')))
$$;

-- What a person typed as a query: every word (its beginning, its English or its Indonesian stem) must be there, except words that say
-- nothing. A word nobody uses stands for the three most similar ones. NULL when nothing is left to look for.
CREATE FUNCTION search_query(asked text) RETURNS tsquery LANGUAGE plpgsql STABLE AS $$
DECLARE
  token text;
  english tsquery;
  indonesian tsquery;
  one tsquery;
  whole tsquery;
BEGIN
  FOR token IN SELECT DISTINCT left(part, 40) FROM regexp_split_to_table(plain(asked), '[^[:alnum:]]+') AS part WHERE part <> '' LOOP
    english := to_tsquery('english', token);
    indonesian := to_tsquery('indonesian', token);
    CONTINUE WHEN numnode(english) = 0 OR token IN ('dan', 'atau', 'yang', 'untuk', 'dengan', 'dari', 'di', 'ke', 'pada');
    one := to_tsquery('simple', token || ':*') || english || indonesian;
    IF NOT EXISTS (SELECT 1 FROM "searchWord" WHERE "word" >= token AND "word" < token || '~') THEN
      SELECT coalesce(to_tsquery('simple', string_agg(near."word", ' | ')) || one, one) INTO one FROM (
        SELECT "word" FROM "searchWord"
        WHERE "word" % token AND levenshtein("word", token) <= CASE WHEN length(token) < 5 THEN 1 ELSE 2 END
        ORDER BY similarity("word", token) DESC, "word" LIMIT 3) near;
    END IF;
    whole := CASE WHEN whole IS NULL THEN one ELSE whole && one END;
  END LOOP;

  RETURN whole;
END $$;

-- A firm is found by its name, what it says of itself, and for each capability that is not private the words of its code, of the codes
-- above it, and (from a class on) of the codes below it: who does joinery is found by "door frame fitting".
CREATE FUNCTION firm_words(asked "firm") RETURNS tsvector LANGUAGE sql STABLE AS $$
  SELECT setweight(search_words(concat_ws(' ', asked."name", own.words)), 'A')
    || setweight(search_words(concat_ws(' ', asked."tagline" ->> 'en', asked."tagline" ->> 'id', asked."town", asked."region")), 'B')
    || setweight(search_words(own.notes), 'C')
    || setweight(search_words(concat_ws(' ', asked."story" ->> 'en', asked."story" ->> 'id', kin.words)), 'D')
  FROM (
    SELECT string_agg(cpv."words", ' ') AS words,
      string_agg(concat_ws(' ', mine."note" ->> 'en', mine."note" ->> 'id'), ' ') FILTER (WHERE mine."visibility" = 'PUBLIC') AS notes
    FROM "capability" mine LEFT JOIN "cpv" ON cpv."code" = mine."cpv"
    WHERE mine."firmId" = asked."id" AND mine."visibility" <> 'PRIVATE') own,
  (
    SELECT string_agg(related.words, ' ') AS words FROM (
      SELECT above."words" FROM "capability" mine,
        LATERAL (SELECT rpad(left(mine."cpv", digits), 8, '0') AS code FROM generate_series(2, 7) AS digits) parents
      JOIN "cpv" above ON above."code" = parents.code
      WHERE mine."firmId" = asked."id" AND mine."visibility" <> 'PRIVATE' AND above."code" <> mine."cpv"
      UNION
      SELECT below."words" FROM "capability" mine
      JOIN "cpv" at ON at."code" = mine."cpv"
      JOIN "cpv" below ON below."number" > at."number" AND below."number" <= at."lastNumber"
      WHERE mine."firmId" = asked."id" AND mine."visibility" <> 'PRIVATE' AND at."level" >= 3) related) kin
$$;

CREATE FUNCTION refresh_firm_search(asked uuid) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  firm "firm";
BEGIN
  SELECT * INTO firm FROM "firm" WHERE "id" = asked;
  IF firm."hiddenAt" IS NOT NULL THEN
    DELETE FROM "firmSearch" WHERE "firmId" = asked;

    RETURN;
  END IF;
  INSERT INTO "firmSearch" ("firmId", "name", "kind", "size", "town", "divisions", "verified", "since", "place", "words")
  VALUES (firm."id", plain(firm."name"), firm."kind", firm."size", firm."town",
    ARRAY(SELECT unnest(firm."sectors") UNION
      SELECT left("cpv", 2) FROM "capability" WHERE "firmId" = asked AND "visibility" <> 'PRIVATE' ORDER BY 1),
    firm."verifiedAt" IS NOT NULL, firm."createdAt", ll_to_earth(firm."latitude", firm."longitude"), firm_words(firm))
  ON CONFLICT ("firmId") DO UPDATE SET ("name", "kind", "size", "town", "divisions", "verified", "since", "place", "words") =
    (EXCLUDED."name", EXCLUDED."kind", EXCLUDED."size", EXCLUDED."town", EXCLUDED."divisions", EXCLUDED."verified",
     EXCLUDED."since", EXCLUDED."place", EXCLUDED."words");
  -- In one order, so that two firms with the same new words never wait for each other in a circle.
  INSERT INTO "searchWord" SELECT DISTINCT part
    FROM regexp_split_to_table(plain(concat_ws(' ', firm."name", firm."town", firm."region", firm."tagline" ->> 'en', firm."tagline" ->> 'id',
      firm."story" ->> 'en', firm."story" ->> 'id')), '[^[:alnum:]]+') AS part
    WHERE length(part) BETWEEN 3 AND 40 ORDER BY part ON CONFLICT DO NOTHING;
END $$;

-- Kept by the database, so that whoever writes a firm or a capability (imports and the demo too) cannot forget it.
CREATE FUNCTION keep_firm_search() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_TABLE_NAME = 'firm' THEN PERFORM refresh_firm_search(NEW."id");
  ELSIF TG_OP = 'DELETE' THEN PERFORM refresh_firm_search(OLD."firmId");
  ELSE PERFORM refresh_firm_search(NEW."firmId");
  END IF;

  RETURN NULL;
END $$;
CREATE TRIGGER "firm_found_by" AFTER INSERT OR UPDATE OF "name", "kind", "size", "town", "region", "tagline", "story", "sectors",
  "latitude", "longitude", "hiddenAt", "verifiedAt" ON "firm" FOR EACH ROW EXECUTE FUNCTION keep_firm_search();
CREATE TRIGGER "capability_found_by" AFTER INSERT OR DELETE OR UPDATE OF "cpv", "note", "visibility" ON "capability"
  FOR EACH ROW EXECUTE FUNCTION keep_firm_search();
`;
