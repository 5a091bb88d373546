/**
 * Every type, field, input and value of the schema is described for an outsider. A description that only says the name
 * again ("The name of the firm", at `Firm.name`) is none.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Kind, parse } from 'graphql';
import { root } from './build.mjs';
import { Plain, runTool } from './processes.mjs';

const empty = new Set(
  'a an the this that these those of for to in on at by with from and or is are was be been its their it which what who whose as any all each one value field type input list object id'.split(
    ' ',
  ),
);

/**
 * What is not described in a schema.
 * @param {string} sdl
 * @returns {string[]} one line per finding, e.g. `Firm.name: only repeats its name ("The name of the firm")`
 */
export function undescribed(sdl) {
  const findings = [];
  const look = (
    /** @type {string} */ name,
    /** @type {{ description?: { value: string } }} */ node,
    /** @type {string[]} */ known,
  ) => {
    const text = node.description?.value.trim();
    if (!text) findings.push(`${name}: no description`);
    else if (wordsOf(text).every((word) => empty.has(word) || known.flatMap(wordsOf).includes(word))) {
      findings.push(`${name}: only repeats its name ("${text}")`);
    }
  };
  for (const definition of parse(sdl).definitions) {
    if (!('name' in definition) || !definition.name || definition.kind === Kind.DIRECTIVE_DEFINITION) continue;
    const type = definition.name.value;
    if (!['Query', 'Mutation', 'Subscription'].includes(type)) look(type, definition, [type]);
    const members = [
      ...('fields' in definition ? (definition.fields ?? []) : []),
      ...('values' in definition ? (definition.values ?? []) : []),
    ];
    for (const member of members) look(`${type}.${member.name.value}`, member, [type, member.name.value]);
  }

  return findings;
}

/** Lower-case words, without the endings of plural and genitive. @param {string} text @returns {string[]} */
function wordsOf(text) {
  const words = text
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replaceAll(/[’']s\b/g, '')
    .match(/\p{L}[\p{L}\p{N}]*/gu);

  return (words ?? []).map((word) => (empty.has(word) ? word : word.replace(/(?<=\w{3})s$/, '')));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await runTool(async () => {
    const file = resolve(process.argv[2] ?? join(root, 'apps/api/schema.graphql'));
    if (!existsSync(file)) throw new Plain(`${file} is not there. Run npm run schema.`);
    const findings = undescribed(readFileSync(file, 'utf8'));
    if (findings.length > 0) throw new Plain(`${findings.length} not described:\n  ${findings.join('\n  ')}`);
  });
}
