/**
 * Only `platform/clock` reads time: what a story moves must move everywhere. So no SQL of ours asks the database for the
 * time, in a default, a trigger, a constraint or a statement, and no code asks the machine for it.
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';
import { root } from './build.mjs';
import { Plain, runTool } from './processes.mjs';

const exempt = new Set([
  'libs/platform/src/clock.ts',
  // When a migration was carried out or a backup taken is book-keeping of the installation, not of the marketplace.
  'libs/platform/src/migrate.ts',
  'libs/platform/src/backup.ts',
  // The queue runs on the database's own time; jobs.ts is where ours is translated into it, job-leases.ts where its leases end.
  'libs/platform/src/jobs.ts',
  'libs/platform/src/job-leases.ts',
  // The notary believes neither the database nor its own machine alone: it reads both.
  'apps/notary/src/own-time.ts',
  // The time inside an id only keeps index pages together; nothing is decided by it.
  'libs/platform/src/ids.ts',
]);
const places = ['migrations', 'libs', 'apps/api', 'apps/worker', 'apps/notary', 'apps/cli', 'demo'];
const looksLikeSql = /\b(select|insert|update|delete|create|alter|where|default|check|set|values|returns|between)\b/i;
const sqlClock =
  /\b(?:now|clock_timestamp|transaction_timestamp|statement_timestamp|timeofday)\s*\(\s*\)|\b(?:current_timestamp|current_date|current_time|localtimestamp|localtime)\b/i;

/**
 * Where time is read past the clock.
 * @param {string} folder of the repository
 * @returns {string[]} `path:line: what`
 */
export function otherClocks(folder) {
  return places
    .flatMap((place) => sourcesIn(join(folder, place)))
    .filter((file) => !exempt.has(relative(folder, file)) && !file.endsWith('.spec.ts'))
    .flatMap((file) => clocksIn(relative(folder, file), readFileSync(file, 'utf8')));
}

/** @param {string} name @param {string} text */
function clocksIn(name, text) {
  const source = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true);
  const findings = [];
  const found = (/** @type {ts.Node} */ node, /** @type {string} */ what) => {
    findings.push(`${name}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}: ${what}`);
  };
  const visit = (/** @type {ts.Node} */ node) => {
    const sql = sqlOf(node, name);
    const clock = sql && sqlClock.exec(sql);
    if (clock) found(node, `${clock[0]} in SQL`);
    if (readsMachineClock(node)) found(node, `${node.getText()} reads the machine’s clock`);
    if (!ts.isTemplateExpression(node)) ts.forEachChild(node, visit);
    else for (const span of node.templateSpans) visit(span.expression);
  };
  visit(source);

  return findings;
}

/** The SQL in a string, if it is some: comments of SQL do not count. @param {ts.Node} node @param {string} name */
function sqlOf(node, name) {
  const isText = ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node) || ts.isTemplateExpression(node);
  if (!isText) return undefined;
  const text = node
    .getText()
    .replaceAll(/--[^\n]*/g, '')
    .replaceAll(/\/\*[\s\S]*?\*\//g, '');

  return name.startsWith('migrations/') || looksLikeSql.test(text) ? text : undefined;
}

/** `Date.now()` and `new Date()`. @param {ts.Node} node */
function readsMachineClock(node) {
  if (ts.isNewExpression(node)) return node.expression.getText() === 'Date' && (node.arguments?.length ?? 0) === 0;

  return ts.isCallExpression(node) && node.expression.getText() === 'Date.now';
}

/** @param {string} place @returns {string[]} */
function sourcesIn(place) {
  if (!existsSync(place) || !statSync(place).isDirectory()) return [];

  return readdirSync(place, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.includes('node_modules'))
    .map((name) => join(place, name));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await runTool(async () => {
    const findings = otherClocks(resolve(process.argv[2] ?? root));
    if (findings.length > 0) throw new Plain(`Only libs/platform/src/clock.ts reads time:\n  ${findings.join('\n  ')}`);
  });
}
