/**
 * The busiest reads, each as one statement written by hand: what somebody would write who knew the tables and nothing else mattered.
 * Each answers the whole body as one text, so that Node only hands it on. What a stranger may see is written for strangers only.
 */

/** Rows of a select as a JSON list without blanks. */
const list = (/** @type {string} */ select) =>
  `(SELECT coalesce('[' || string_agg(row_to_json(r)::text, ',') || ']', '[]')::json FROM (${select}) r)`;
/** The only row of a select as a JSON object; null where there is none. */
const row = (/** @type {string} */ select) => `(SELECT row_to_json(r) FROM (${select}) r)`;
/** A JSON list of texts, as it stands in a column. */
const texts = (/** @type {string} */ column) =>
  `(SELECT coalesce('[' || string_agg(to_json(word)::text, ',') || ']', '[]')::json FROM jsonb_array_elements_text(${column}) AS word)`;
const when = (/** @type {string} */ condition, /** @type {string} */ value) =>
  `CASE WHEN ${condition} THEN ${value} END`;
const time = (/** @type {string} */ value) => `to_char(${value} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const text = (/** @type {string} */ column) =>
  row(`SELECT coalesce(${column} ->> 'en', ${column} ->> 'id', '') AS "text",
    CASE WHEN ${column} ? 'en' OR NOT ${column} ? 'id' THEN 'EN' ELSE 'ID' END AS "language"`);
const amount = (/** @type {string} */ minor, /** @type {string} */ currency) =>
  `CASE ${currency} WHEN 'IDR' THEN ${minor}::text ELSE ${minor} / 100 || '.' || lpad((${minor} % 100)::text, 2, '0') END`;
const money = (/** @type {string} */ minor, /** @type {string} */ currency) =>
  when(`${minor} IS NOT NULL`, row(`SELECT ${amount(minor, currency)} AS "amount", ${currency} AS "currency"`));
const trade = (/** @type {string} */ code) =>
  row(`SELECT cpv."names" ->> 'en' AS "name", 'en' AS "nameLanguage" FROM "cpv" cpv WHERE cpv."code" = ${code}`);

const seen = `it."publishedAt" IS NOT NULL AND it."visibility" = 'PUBLIC'`;
const estimate = when(
  `it."estimateMinor" IS NOT NULL AND it."estimateShown" <> 'HIDDEN'`,
  row(`SELECT ${when(`it."estimateShown" = 'EXACT'`, money('it."estimateMinor"', 'it."estimateCurrency"'))} AS "exact",
    ${money('it."shownFromMinor"', 'it."estimateCurrency"')} AS "from", ${money('it."shownToMinor"', 'it."estimateCurrency"')} AS "to"`),
);
const closing = (/** @type {string} */ more) =>
  when(`it."closesAt" IS NOT NULL`, row(`SELECT ${time('effective_closing(it)')} AS "at"${more}`));

/** The list of open tenders, with what narrows it down. */
const tenders = `WITH now AS MATERIALIZED (SELECT clock_timestamp() AS at),
  found AS MATERIALIZED (SELECT it."id", it."publishedAt", it."town", left(it."cpv", 2) AS division, tender_phase(it, now.at) AS phase
    FROM "tender" it, now WHERE ${seen} LIMIT 2001),
  page AS (SELECT "id", "publishedAt" FROM found WHERE phase = 'OPEN' ORDER BY "publishedAt" DESC, "id" DESC LIMIT 25),
  shown AS (SELECT * FROM page ORDER BY "publishedAt" DESC, "id" DESC LIMIT 24)
  SELECT '{"data":{"tenders":' || ${row(`SELECT
    ${list(`SELECT it."id", it."title", it."language", 'OPEN' AS "phase", it."timeZone", ${time('it."questionsUntil"')} AS "questionsUntil",
      it."tenderers", ${closing('')} AS "closing",
      ${row('SELECT firm."name" FROM "firm" firm WHERE firm."id" = it."buyerFirmId"')} AS "buyer",
      ${when('it."origin" IS NOT NULL', row(`SELECT it."origin" ->> 'buyerName' AS "buyerName", it."origin" ->> 'source' AS "source"`))} AS "origin",
      ${row('SELECT it."town", it."country"')} AS "place", ${estimate} AS "estimate",
      ${list('SELECT lot."id" FROM "lot" lot WHERE lot."tenderId" = it."id" ORDER BY lot."number"')} AS "lots"
      FROM shown JOIN "tender" it ON it."id" = shown."id" ORDER BY shown."publishedAt" DESC, shown."id" DESC`)} AS "nodes",
    ${row(`SELECT (SELECT count(*) > 24 FROM page) AS "hasNextPage",
      (SELECT rtrim(translate(encode(convert_to('["' || ${time('"publishedAt"')} || '","' || "id" || '"]', 'UTF8'), 'base64'), E'+/\\n', '-_'), '=')
        FROM shown ORDER BY "publishedAt", "id" LIMIT 1) AS "endCursor"`)} AS "pageInfo",
    ${row(
      `SELECT ${list(`SELECT phase AS "value", least(count(*), 1000)::integer AS "count", (SELECT count(*) > 2000 FROM found) AS "capped"
      FROM found GROUP BY phase ORDER BY count(*) DESC, phase LIMIT 20`)} AS "phases"`,
    )} AS "facets"`)}
  || ',"all":' || ${row(
    `SELECT ${row(`SELECT
      ${list(`SELECT every.division AS "value", cpv."names" ->> 'en' AS "label", every.count::integer AS "count" FROM
        (SELECT division, count(*) AS count FROM found WHERE division IS NOT NULL GROUP BY division ORDER BY 2 DESC, 1 LIMIT 20) every
        JOIN "cpv" cpv ON cpv."code" = every.division || '000000' ORDER BY every.count DESC, every.division`)} AS "divisions",
      ${list(`SELECT "town" AS "value", "town" AS "label", count(*)::integer AS "count" FROM found WHERE "town" IS NOT NULL
        GROUP BY "town" ORDER BY 3 DESC, 1 LIMIT 20`)} AS "towns"`)} AS "facets"`,
  )}
  || ',"installation":{"time":"' || (SELECT ${time('at')} FROM now) || '"}}}' AS "body"`;

/** Firms found by words, the best first, with what narrows the list down. */
const firms = `WITH now AS MATERIALIZED (SELECT clock_timestamp() AS at), asked AS MATERIALIZED (SELECT search_query($1) AS query),
  every AS MATERIALIZED (SELECT it."firmId", it."kind", (round(1000 * ts_rank(it."words", asked.query, 32)) + CASE WHEN it."verified" THEN 10 ELSE 0 END)::integer AS key
    FROM "firmSearch" it, asked WHERE it."words" @@ asked.query LIMIT 2001),
  page AS (SELECT * FROM every ORDER BY key DESC, "firmId" LIMIT 25),
  shown AS (SELECT * FROM page ORDER BY key DESC, "firmId" LIMIT 24)
  SELECT '{"data":{"firms":' || ${row(`SELECT
    ${list(`SELECT it."id", it."publicId", it."name", it."kind", it."size", ${time('it."verifiedAt"')} AS "verifiedAt",
      (SELECT count(*)::integer FROM "evidence" paper, now WHERE paper."firmId" = it."id" AND paper."state" IN ('SUBMITTED', 'VERIFIED')
        AND (paper."validUntil" IS NULL OR paper."validUntil" >= (now.at AT TIME ZONE 'UTC')::date) AND paper."visibility" <> 'PRIVATE') AS "evidenceCount",
      ${text('it."tagline"')} AS "tagline", ${row('SELECT it."town", it."country"')} AS "address",
      ${list(`SELECT mine."id", ${trade('mine."cpv"')} AS "classification" FROM "capability" mine
        WHERE mine."firmId" = it."id" AND mine."visibility" <> 'PRIVATE' ORDER BY mine."cpv"`)} AS "capabilities"
      FROM shown JOIN "firm" it ON it."id" = shown."firmId" WHERE it."hiddenAt" IS NULL ORDER BY shown.key DESC, shown."firmId"`)} AS "nodes",
    ${row(`SELECT (SELECT count(*) > 24 FROM page) AS "hasNextPage",
      (SELECT rtrim(translate(encode(convert_to('[' || key || ',"' || "firmId" || '"]', 'UTF8'), 'base64'), E'+/\\n', '-_'), '=')
        FROM shown ORDER BY key, "firmId" DESC LIMIT 1) AS "endCursor"`)} AS "pageInfo",
    ${row(
      `SELECT ${list(`SELECT least(count(*), 1000)::integer AS "count", (SELECT count(*) > 2000 FROM every) AS "capped"
      FROM every GROUP BY "kind" ORDER BY count(*) DESC, "kind"`)} AS "kinds"`,
    )} AS "facets"`)}
  || ',"all":{"facets":' || ${row(`SELECT
      ${list(`SELECT every.division AS "value", cpv."names" ->> 'en' AS "label", every.count::integer AS "count" FROM
        (SELECT division, count(*) AS count FROM "firmSearch", unnest("divisions") AS division GROUP BY division ORDER BY 2 DESC, 1 LIMIT 20) every
        JOIN "cpv" cpv ON cpv."code" = every.division || '000000' ORDER BY every.count DESC, every.division`)} AS "divisions"`)} || '}}}' AS "body"`;

const project = `SELECT project."id", project."town", project."country", project."finishedOn"::text AS "finishedOn",
  NOT EXISTS (SELECT 1 FROM "projectPartner" partner WHERE partner."projectId" = project."id" AND partner."confirmedVersion" IS DISTINCT FROM project."version") AS "isToldFreely",
  ${text('project."title"')} AS "title",
  ${list(`SELECT ${row('SELECT firm."id", firm."name" FROM "firm" firm WHERE firm."id" = partner."firmId"')} AS "firm"
    FROM "projectPartner" partner WHERE partner."projectId" = project."id" ORDER BY partner."place"`)} AS "partners",
  ${list(`SELECT picture."id", '/files/' || picture."fileId" AS "url", ${text('picture."alt"')} AS "alt"
    FROM "projectPicture" picture WHERE picture."projectId" = project."id" ORDER BY picture."place", picture."id"`)} AS "pictures"
  FROM "project" project WHERE project."publishedAt" IS NOT NULL AND project."withdrawnAt" IS NULL
    AND EXISTS (SELECT 1 FROM "projectPartner" partner WHERE partner."projectId" = project."id" AND partner."firmId" = it."id")
  ORDER BY project."finishedOn" DESC, project."id" DESC LIMIT 12`;

/** The page of a firm. */
const firm = `WITH now AS MATERIALIZED (SELECT (clock_timestamp() AT TIME ZONE 'UTC')::date AS today)
  SELECT '{"data":{"firm":' || ${row(`SELECT it."publicId", it."name", it."kind", it."size", it."staff", it."foundedYear",
    ${time('it."verifiedAt"')} AS "verifiedAt", it."timeZone", ${text('it."tagline"')} AS "tagline", ${text('it."story"')} AS "story",
    it."website", it."phone", it."email", it."vatStatus",
    ${row(`SELECT array_to_json(it."addressLines") AS "lines", it."town", it."region", it."country", it."latitude", it."longitude"`)} AS "address",
    ${list(`SELECT legal."scheme", legal."number", ${time('legal."verifiedAt"')} AS "verifiedAt" FROM "firmLegalId" legal
      WHERE legal."firmId" = it."id" AND legal."scheme" <> 'NPWP' ORDER BY legal."scheme", legal."number"`)} AS "legalIds",
    ${list(`SELECT mine."id", ${when(`mine."visibility" = 'PUBLIC'`, 'mine."level"')} AS "level", mine."visibility" <> 'PUBLIC' AS "isWithheld",
      ${trade('mine."cpv"')} AS "classification",
      ${when(`mine."visibility" = 'PUBLIC' AND mine."note" IS NOT NULL`, text('mine."note"'))} AS "note",
      ${when(`mine."visibility" = 'PUBLIC'`, row('SELECT mine."radiusKm", array_to_json(mine."regions") AS "regions"'))} AS "area",
      ${list(`SELECT paper."id", paper."state", coalesce(paper."validUntil" < now.today, false) AS "isExpired"
        FROM "capabilityEvidence" link JOIN "evidence" paper ON paper."id" = link."evidenceId", now
        WHERE link."capabilityId" = mine."id" AND paper."visibility" <> 'PRIVATE' AND paper."state" IN ('SUBMITTED', 'VERIFIED')
        ORDER BY paper."createdAt" DESC, paper."id" DESC`)} AS "evidence"
      FROM "capability" mine WHERE mine."firmId" = it."id" AND mine."visibility" <> 'PRIVATE' ORDER BY mine."cpv"`)} AS "capabilities",
    ${list(`SELECT fact."id", fact."key", ${when(`fact."visibility" = 'PUBLIC'`, 'fact."value"::text')} AS "value", fact."unit", fact."currency",
      ${when('fact."label" IS NOT NULL', 'fact."label"')} AS "label", fact."periodFrom"::text AS "periodFrom", fact."periodUntil"::text AS "periodUntil",
      fact."visibility" <> 'PUBLIC' AS "isWithheld", ${trade('fact."cpv"')} AS "classification"
      FROM "fact" fact WHERE fact."firmId" = it."id" AND fact."visibility" <> 'PRIVATE'
      ORDER BY fact."key", fact."periodUntil" DESC NULLS LAST, fact."createdAt", fact."id"`)} AS "facts",
    ${list(`SELECT paper."id", paper."kind", paper."scheme", paper."issuer", paper."number", paper."validFrom"::text AS "validFrom",
      paper."validUntil"::text AS "validUntil", paper."state", coalesce(paper."validUntil" < now.today, false) AS "isExpired",
      paper."visibility" <> 'PUBLIC' AS "isWithheld", ${time('paper."decidedAt"')} AS "decidedAt", paper."source", ${text('paper."title"')} AS "title"
      FROM "evidence" paper, now WHERE paper."firmId" = it."id" AND paper."visibility" = 'PUBLIC' AND paper."state" IN ('SUBMITTED', 'VERIFIED')
      ORDER BY paper."createdAt" DESC, paper."id" DESC`)} AS "evidence",
    ${row(`SELECT ${list(project)} AS "nodes"`)} AS "projects"
    FROM "firm" it WHERE it."publicId" = $1 AND it."hiddenAt" IS NULL`)} || '}}' AS "body"`;

const requirement = `SELECT demand."id", demand."title", demand."description", demand."kind", demand."mode", demand."modeReason",
  ${row(`SELECT demand."measure" ->> 'factKey' AS "factKey", demand."measure" ->> 'label' AS "label", demand."measure" ->> 'scheme' AS "scheme",
    demand."measure" ->> 'declaration' AS "declaration",
    ${list(`SELECT cpv."names" ->> 'en' AS "name" FROM jsonb_array_elements_text(CASE jsonb_typeof(demand."measure" -> 'cpv')
        WHEN 'array' THEN demand."measure" -> 'cpv' WHEN 'string' THEN jsonb_build_array(demand."measure" -> 'cpv') ELSE '[]' END)
        WITH ORDINALITY AS asked(code, place) JOIN "cpv" cpv ON cpv."code" = asked.code ORDER BY asked.place`)} AS "trades"`)} AS "measure",
  ${when(
    'demand."threshold" IS NOT NULL',
    row(`SELECT demand."threshold" ->> 'value' AS "value", demand."threshold" ->> 'unit' AS "unit", demand."threshold" ->> 'currency' AS "currency",
    (demand."threshold" ->> 'years')::integer AS "years"`),
  )} AS "threshold",
  CASE WHEN jsonb_typeof(demand."parts") = 'array' THEN
    ${list(`SELECT part ->> 'name' AS "name" FROM jsonb_array_elements(demand."parts") AS part`)} ELSE '[]'::json END AS "parts",
  demand."floorPerMember"::text AS "floorPerMember", demand."floorLead"::text AS "floorLead", demand."essential", demand."proof", demand."proofWhen",
  demand."neededUntil"::text AS "neededUntil", demand."source", NULL::json AS "reading"
  FROM "requirement" demand WHERE demand."lotId" = lot."id" AND (demand."readByFirmId" IS NULL OR demand."readIsShared")
  ORDER BY demand."readByFirmId" IS NOT NULL, demand."number", demand."id"`;

const lotEstimate = when(
  `lot."estimateMinor" IS NOT NULL AND it."estimateShown" = 'EXACT'`,
  row(`SELECT ${money('lot."estimateMinor"', 'lot."estimateCurrency"')} AS "exact",
    ${money('lot."estimateMinor"', 'lot."estimateCurrency"')} AS "from", ${money('lot."estimateMinor"', 'lot."estimateCurrency"')} AS "to"`),
);

/** The page of an open tender whose estimates are shown exactly and whose lots nobody has opened. */
const tender = `WITH now AS MATERIALIZED (SELECT clock_timestamp() AS at)
  SELECT '{"data":{"tender":' || ${row(`SELECT it."id", it."title", it."description", it."language", ${trade('it."cpv"')} AS "trade",
    tender_phase(it, now.at) AS "phase", it."cancelReason", it."visibility",
    ${row(`SELECT firm."name", firm."publicId", ${time('firm."verifiedAt"')} AS "verifiedAt" FROM "firm" firm WHERE firm."id" = it."buyerFirmId"`)} AS "buyer",
    ${when(
      'it."origin" IS NOT NULL',
      row(
        `SELECT it."origin" ->> 'buyerName' AS "buyerName", it."origin" ->> 'source' AS "source", it."origin" ->> 'link' AS "link"`,
      ),
    )} AS "origin",
    ${row('SELECT it."town", it."region", it."country"')} AS "place", ${estimate} AS "estimate", it."timeZone",
    ${time('it."questionsUntil"')} AS "questionsUntil", ${time('it."publishedAt"')} AS "publishedAt",
    ${closing(`, '[]'::json AS "shifts"`)} AS "closing", it."procedure", it."tenderers", it."legalGround",
    ${row(`SELECT it."priceTerms" ->> 'currency' AS "currency", (it."priceTerms" ->> 'validityDays')::integer AS "validityDays",
      ${texts(`it."priceTerms" -> 'bidLanguages'`)} AS "bidLanguages",
      (it."priceTerms" ->> 'optionsAreScored')::boolean AS "optionsAreScored"`)} AS "priceTerms",
    ${row(`SELECT ${texts(`it."flags" -> 'envelopes'`)} AS "envelopes",
      (it."flags" ->> 'negotiable')::boolean AS "negotiable", (it."flags" ->> 'minimumBids')::integer AS "minimumBids", it."flags" ->> 'whenFewer' AS "whenFewer",
      (it."flags" ->> 'extensionDays')::integer AS "extensionDays", (it."flags" ->> 'variants')::boolean AS "variants",
      (it."flags" ->> 'partialBids')::boolean AS "partialBids", (it."flags" ->> 'maxLotsAwarded')::integer AS "maxLotsAwarded",
      (it."flags" ->> 'exclusiveMembership')::boolean AS "exclusiveMembership", (it."flags" ->> 'standstillDays')::integer AS "standstillDays",
      it."flags" ->> 'openingShows' AS "openingShows", it."flags" ->> 'awardShows' AS "awardShows"`)} AS "rules",
    ${list(`SELECT question."id", question."text", question."answer", ${time('question."askedAt"')} AS "askedAt", ${time('question."answeredAt"')} AS "answeredAt"
      FROM "question" question WHERE question."tenderId" = it."id" AND question."answeredAt" IS NOT NULL ORDER BY question."askedAt", question."id"`)} AS "questions",
    ${list(`SELECT addendum."id", addendum."number", addendum."kind", addendum."note", ${time('addendum."publishedAt"')} AS "publishedAt",
      ${list(`SELECT change ->> 'path' AS "path", change ->> 'before' AS "before", change ->> 'after' AS "after" FROM jsonb_array_elements(addendum."changes") AS change`)} AS "changes"
      FROM "addendum" addendum WHERE addendum."tenderId" = it."id" ORDER BY addendum."number"`)} AS "addenda",
    ${list(`SELECT paper."id", paper."title", paper."language", paper."access", paper."version", paper."link", paper."replacedById",
      ${row(`SELECT '/files/' || file."id" AS "url", file."size"::integer AS "size", file."mediaType" FROM "file" file WHERE file."id" = paper."fileId" AND paper."access" = 'PUBLIC'`)} AS "file"
      FROM "tenderDocument" paper WHERE paper."tenderId" = it."id" ORDER BY paper."addedAt", paper."version", paper."id"`)} AS "documents",
    ${list(`SELECT lot."id", lot."number", lot."title", lot."description", 'OPEN' AS "phase", ${trade('lot."cpv"')} AS "trade", ${lotEstimate} AS "estimate",
      ${list(`SELECT item."id", item."number", item."description", item."quantity"::text AS "quantity", item."unitCode", item."unitName"
        FROM "item" item WHERE item."lotId" = lot."id" ORDER BY item."number"`)} AS "items",
      ${list(requirement)} AS "requirements",
      ${list(`SELECT criterion."id", criterion."title", criterion."description", criterion."kind", criterion."weight"
        FROM "criterion" criterion WHERE criterion."lotId" = lot."id" ORDER BY criterion."number"`)} AS "criteria",
      ${time('lot."openedAt"')} AS "openedAt", NULL::integer AS "bidCount", lot."originStatus", ${time('lot."unsuccessfulAt"')} AS "unsuccessfulAt",
      lot."unsuccessfulReason", ${time('lot."signedAt"')} AS "signedAt", ${time('lot."completedAt"')} AS "completedAt", NULL::json AS "award"
      FROM "lot" lot WHERE lot."tenderId" = it."id" ORDER BY lot."number"`)} AS "lots"
    FROM "tender" it, now WHERE it."id" = $1::uuid AND ${seen}`)} || ',"installation":{"time":"' || (SELECT ${time('at')} FROM now) || '"}}}' AS "body"`;

/**
 * The reads: the page's document they stand for, and the statement; its only parameter, if any, is what is looked for.
 * @type {Record<string, { document: string, statement: string }>}
 */
export const answers = {
  tenders: { document: 'Tenders', statement: tenders },
  tender: { document: 'TenderPage', statement: tender },
  firms: { document: 'Firms', statement: firms },
  firm: { document: 'FirmPage', statement: firm },
};
