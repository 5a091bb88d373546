import type { z } from 'zod';
import { type CitedRule, type PackRule, type ReadPack, type RulePack, isReviewed, packShape } from './pack.js';
import { ruleKinds } from './rule-kinds.js';
import { blanksOf, parameterNames } from './rule-text.js';

/** What is wrong at one place of a pack. */
export interface PackProblem {
  /** `rules.3.parameters.most`; empty for the pack as a whole. */
  readonly path: string;
  /** What stands there, as JSON, cut to 80 characters; `nothing` where nothing does. */
  readonly read: string;
  /** What may stand there. */
  readonly allowed: string;
}

/** The packs that are there already: to extend, and to be newer than. */
export interface KnownPacks {
  get(id: string, version: string): ReadPack | undefined;
  /** Versions of the pack, in any order. */
  versionsOf(id: string): readonly string[];
}

export type PackReading =
  { readonly ok: true; readonly read: ReadPack } | { readonly ok: false; readonly problems: PackProblem[] };

/** Reads a pack and says everything that is wrong with it. Never throws, whatever it is handed. */
export function readPack(json: unknown, known: KnownPacks): PackReading {
  const shape = packShape.safeParse(json);
  if (!shape.success) return { ok: false, problems: problemsOf(shape.error, json) };
  const pack = shape.data;
  const parent = pack.extends ? known.get(pack.extends.id, pack.extends.version) : undefined;
  const rules = pack.rules.map((rule, at) => readRule(pack, rule, at));
  const problems = [
    ...ancestry(pack, parent),
    ...age(pack, known),
    ...twice(pack),
    ...rules.flatMap((it) => it.problems),
  ];
  if (pack.rules.length === 0 && !parent) problems.push(problem('rules', [], 'at least one rule'));
  if (problems.length > 0) return { ok: false, problems };

  return { ok: true, read: whole({ ...pack, rules: rules.map(({ rule }) => rule) }, parent) };
}

/** A pack with its own and its inherited rules. */
function whole(pack: RulePack, parent: ReadPack | undefined): ReadPack {
  const from = { id: pack.id, version: pack.version };
  const own: CitedRule[] = pack.rules.map((rule) => ({
    rule,
    from,
    onlyWarns: !isReviewed(pack) || rule.severity === 'WARNS',
  }));
  const replaced = new Set(own.map(({ rule }) => rule.id));
  const inherited = (parent?.rules ?? []).filter(({ rule }) => !replaced.has(rule.id));

  return { pack, rules: [...inherited, ...own], lineage: [from, ...(parent?.lineage ?? [])] };
}

function ancestry(pack: RulePack, parent: ReadPack | undefined): PackProblem[] {
  if (!pack.extends) return [];
  if (pack.extends.id === pack.id) return [problem('extends', pack.extends, 'another pack, not this one')];
  if (!parent) return [problem('extends', pack.extends, 'a pack and version that is here')];
  if (parent.lineage.some(({ id }) => id === pack.id))
    return [problem('extends', pack.extends, 'a pack that does not itself come from this one')];
  if (parent.pack.kind !== pack.kind) return [problem('extends', pack.extends, `a pack of the kind ${pack.kind}`)];

  return [];
}

function age({ id, version }: RulePack, known: KnownPacks): PackProblem[] {
  const newest = Math.max(0, ...known.versionsOf(id).map(Number));

  return Number(version) > newest ? [] : [problem('version', version, `a number above ${newest}`)];
}

function twice({ rules }: RulePack): PackProblem[] {
  return rules.flatMap(({ id }, at) =>
    rules.findIndex((other) => other.id === id) < at ? [problem(`rules.${at}.id`, id, 'an id no rule above has')] : [],
  );
}

/** The rule with its parameters as its kind reads them. */
function readRule(pack: RulePack, rule: PackRule, at: number): { rule: PackRule; problems: PackProblem[] } {
  const kind = ruleKinds.get(rule.kind)!;
  const path = `rules.${at}`;
  const problems: PackProblem[] = [];
  if (kind.about === 'NOTICE' && pack.kind === 'FORM')
    problems.push(problem(`${path}.kind`, rule.kind, 'a rule about who stands together, in a pack of the kind FORM'));
  const parameters = kind.parameters.safeParse(rule.parameters);
  if (!parameters.success) {
    const found = problemsOf(parameters.error, rule.parameters);

    return {
      rule,
      problems: [
        ...problems,
        ...found.map((it) => ({ ...it, path: `${path}.parameters.${it.path}`.replace(/\.$/, '') })),
      ],
    };
  }
  const read = { ...rule, parameters: parameters.data as Record<string, unknown> };
  const names = parameterNames(read);
  for (const [language, text] of Object.entries(rule.text)) {
    for (const blank of blanksOf(text)) {
      if (!names.includes(blank))
        problems.push(
          problem(
            `${path}.text.${language}`,
            `{{${blank}}}`,
            names.map((name) => `{{${name}}}`).join(', ') || 'no blanks',
          ),
        );
    }
  }

  return { rule: read, problems };
}

function problemsOf(error: z.ZodError, json: unknown): PackProblem[] {
  return error.issues.map((issue) => {
    const path = issue.path.map(String);

    return problem(path.join('.'), valueAt(json, path), allowedBy(issue));
  });
}

function allowedBy(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_value':
      return issue.values.map(String).join(', ');
    case 'invalid_type':
      return issue.expected;
    case 'too_small':
      return `at least ${issue.minimum}${issue.origin === 'string' ? ' characters' : ''}`;
    case 'too_big':
      return `at most ${issue.maximum}${issue.origin === 'string' ? ' characters' : ''}`;
    case 'invalid_format':
      return issue.pattern ?? issue.format;
    case 'unrecognized_keys':
      return `no ${issue.keys.join(', ')}`;
    case 'invalid_union':
      return '"unreviewed", or { by, on } once a lawyer has signed';
    case 'custom':
    case 'invalid_element':
    case 'invalid_key':
    case 'not_multiple_of':
      return issue.message;
  }
}

function problem(path: string, value: unknown, allowed: string): PackProblem {
  const read = value === undefined ? 'nothing' : JSON.stringify(value);

  return { path, read: read.length > 80 ? `${read.slice(0, 79)}…` : read, allowed };
}

function valueAt(json: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (value !== null && typeof value === 'object' ? (value as Record<string, unknown>)[key] : undefined),
    json,
  );
}
