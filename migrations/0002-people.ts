/** People sign in: who they are, how they prove it, and from where they are signed in. */
export const sql = `
CREATE TABLE "person" (
  "id" uuid PRIMARY KEY,
  "email" citext UNIQUE,
  "name" text,
  "language" text NOT NULL CHECK ("language" IN ('en', 'id')),
  "timeZone" text NOT NULL,
  "passwordHash" text,
  "operator" boolean NOT NULL,
  "confirmedAt" timestamptz(3) NOT NULL,
  "erasedAt" timestamptz(3),
  -- An erased person keeps nothing but the id; everybody else has an address and a name.
  CONSTRAINT "person_erased_keeps_id_only" CHECK (
    CASE WHEN "erasedAt" IS NULL THEN "email" IS NOT NULL AND "name" IS NOT NULL
    ELSE "email" IS NULL AND "name" IS NULL AND "passwordHash" IS NULL AND NOT "operator" END)
);

CREATE TABLE "session" (
  "id" uuid PRIMARY KEY,
  "personId" uuid NOT NULL REFERENCES "person" ("id") ON DELETE CASCADE,
  "tokenDigest" text NOT NULL UNIQUE,
  "device" text NOT NULL,
  "signedInAt" timestamptz(3) NOT NULL,
  "lastUsedAt" timestamptz(3) NOT NULL,
  "expiresAt" timestamptz(3) NOT NULL
);
CREATE INDEX "session_of_person" ON "session" ("personId");
CREATE INDEX "session_expired" ON "session" ("expiresAt");

-- A secret sent to an address: who shows it reads that mailbox. Used once, then gone.
CREATE TABLE "addressProof" (
  "id" uuid PRIMARY KEY,
  "purpose" text NOT NULL CHECK ("purpose" IN ('REGISTER', 'SIGN_IN', 'RESET_PASSWORD', 'CHANGE_EMAIL')),
  "email" citext NOT NULL,
  "personId" uuid REFERENCES "person" ("id") ON DELETE CASCADE,
  "secretDigest" text NOT NULL UNIQUE,
  "profile" jsonb,
  "createdAt" timestamptz(3) NOT NULL,
  "expiresAt" timestamptz(3) NOT NULL
);
CREATE INDEX "addressProof_of_person" ON "addressProof" ("personId");
CREATE INDEX "addressProof_expired" ON "addressProof" ("expiresAt");

CREATE TABLE "secondFactor" (
  "personId" uuid PRIMARY KEY REFERENCES "person" ("id") ON DELETE CASCADE,
  "secret" text NOT NULL,
  "confirmedAt" timestamptz(3),
  "lastStep" integer
);

CREATE TABLE "recoveryCode" (
  "personId" uuid NOT NULL REFERENCES "secondFactor" ("personId") ON DELETE CASCADE,
  "digest" text NOT NULL,
  PRIMARY KEY ("personId", "digest")
);

CREATE TABLE "apiToken" (
  "id" uuid PRIMARY KEY,
  "personId" uuid NOT NULL REFERENCES "person" ("id") ON DELETE CASCADE,
  "name" text NOT NULL,
  "tokenDigest" text NOT NULL UNIQUE,
  "scope" text NOT NULL CHECK ("scope" IN ('READ', 'WRITE')),
  "createdAt" timestamptz(3) NOT NULL,
  "lastUsedAt" timestamptz(3),
  "expiresAt" timestamptz(3) NOT NULL
);
CREATE INDEX "apiToken_of_person" ON "apiToken" ("personId");

-- How often somebody tried; the shape is the one rate-limiter-flexible writes. "expire" is in milliseconds since 1970.
CREATE TABLE "throttle" (
  "key" varchar(255) PRIMARY KEY,
  "points" integer NOT NULL,
  "expire" bigint
);
CREATE INDEX "throttle_expired" ON "throttle" ("expire");
`;
