import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { projectRoot } from './root.js';

const port = z.coerce.number().int().min(1).max(65_535);
const count = z.coerce.number().int().min(1);
const flag = z.enum(['0', '1']).transform((value) => value === '1');

const settings = z.object({
  NODE_ENV: z.enum(['production', 'development', 'test']).default('production'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  DATABASE_POOL: count.default(10),
  HOST: z.string().default('127.0.0.1'),
  PORT: port.default(3000),
  /** Where people reach this Kongsi; decides links in mails, the cookie's name and HSTS. */
  PUBLIC_URL: z.url().optional(),
  TRUST_PROXY: z.coerce.number().int().min(0).default(0),
  KONGSI_DATA_DIR: z.string().default('.kongsi'),
  KONGSI_REGION: z.string().default('demo/region.json'),
  KONGSI_DEMO: flag.default(false),
  /** One process serves pages and does the jobs; set 0 where `apps/worker` runs. */
  KONGSI_JOBS: flag.default(true),
  JOB_CONCURRENCY: count.default(2),
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  MAIL_FROM: z.string().default('Kongsi <no-reply@kongsi.example>'),
  LOG_LEVEL: z.enum(['silent', 'fatal', 'error', 'warn', 'info', 'debug']).default('info'),
  /** Key that receipts are signed with (PKCS #8, base64); without it one is made in the data folder. */
  SIGNING_KEY: z.base64().optional(),
  /** Key that drafts of bids are encrypted with (32 bytes, base64); without it one is made in the data folder. */
  DRAFT_KEY: z.base64().length(44).optional(),
  /** The notary's own folder; `notary` in the data folder when left out. Only the notary's user needs to read it. */
  NOTARY_DIR: z.string().optional(),
  /** Age recipient the notary's keys are copied for; its identity is kept off the machine. */
  NOTARY_RECOVERY_RECIPIENT: z
    .string()
    .regex(/^age1[0-9a-z]+$/)
    .optional(),
  /** How many keys the notary holds ready for publishing. */
  NOTARY_POOL: count.default(40),
  UPLOAD_LIMIT_MB: count.default(50),
  BODY_LIMIT_KB: count.default(512),
  GRAPHQL_MAX_DEPTH: count.default(12),
  GRAPHQL_MAX_COST: count.default(5_000),
  GRAPHQL_MAX_ALIASES: count.default(15),
  GRAPHQL_MAX_TOKENS: count.default(2_000),
  GRAPHQL_MAX_SELECTIONS: count.default(2_000),
  RATE_REQUESTS_PER_MINUTE: count.default(1_200),
  RATE_SIGN_IN_PER_QUARTER_HOUR: count.default(10),
});

/** Every setting of one Kongsi process, read once and checked. The names are the environment's. */
export type Config = Omit<z.infer<typeof settings>, 'PUBLIC_URL'> & {
  PUBLIC_URL: string;
  /** Absolute folder of files, keys and, by default, the embedded database. */
  dataDir: string;
  /** True behind TLS: cookies are `__Host-` and `Secure`. */
  secure: boolean;
};

/** A setting is missing or wrong. The message names it, says what was read and what is allowed. */
export class WrongSetting extends Error {}

/**
 * Reads the configuration. Each `NAME_FILE` names a file that holds the value of `NAME` (for container secrets).
 *
 * @throws WrongSetting naming every wrong setting at once
 */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const given = withSecretFiles(env);
  const read = settings.safeParse(given);
  if (!read.success) {
    const lines = read.error.issues.map((issue) => {
      const name = String(issue.path[0]);

      return `${name}: read ${JSON.stringify(given[name]) ?? 'nothing'}; ${issue.message}`;
    });
    throw new WrongSetting(`Kongsi cannot start with these settings:\n  ${lines.join('\n  ')}`);
  }
  const config = read.data;
  const publicUrl = (config.PUBLIC_URL ?? `http://localhost:${config.PORT}`).replace(/\/$/, '');

  return {
    ...config,
    PUBLIC_URL: publicUrl,
    dataDir: resolve(projectRoot, config.KONGSI_DATA_DIR),
    KONGSI_REGION: resolve(projectRoot, config.KONGSI_REGION),
    secure: publicUrl.startsWith('https:'),
  };
}

/** Where this installation keeps its files, for what works without a database. */
export function readDataDir(env: NodeJS.ProcessEnv = process.env): Pick<Config, 'dataDir'> {
  return { dataDir: resolve(projectRoot, settings.shape.KONGSI_DATA_DIR.parse(env.KONGSI_DATA_DIR || undefined)) };
}

function withSecretFiles(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const given: NodeJS.ProcessEnv = {};
  for (const [name, value] of Object.entries(env)) if (value !== '') given[name] = value;
  for (const name of Object.keys(settings.shape)) {
    const file = given[`${name}_FILE`];
    if (!file) continue;
    try {
      given[name] = readFileSync(file, 'utf8').trim();
    } catch (cause) {
      throw new WrongSetting(`${name}_FILE: read ${JSON.stringify(file)}; it must name a readable file`, { cause });
    }
  }

  return given;
}

/** A file below the data folder. */
export function dataFile(config: Pick<Config, 'dataDir'>, ...names: string[]): string {
  return join(config.dataDir, ...names);
}
