import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { projectRoot } from '#libs/platform';

describe('every refusal is told', () => {
  const schema = readFileSync(join(projectRoot, 'apps/api/schema.graphql'), 'utf8');
  const refusals = [...schema.matchAll(/^type (\w+) implements Refusal/gm)].map(([, name]) => name!);
  const stories = readdirSync(join(projectRoot, 'test/stories'))
    .map((file) => readFileSync(join(projectRoot, 'test/stories', file), 'utf8'))
    .join('\n');

  it('each by a story that runs into it', () => {
    expect(refusals.length).toBeGreaterThan(100);
    expect(untold(refusals, stories)).toEqual([]);
  });

  it('finds one that no story tells', () => {
    expect(untold([...refusals, 'RainedOff'], stories)).toEqual(['RainedOff']);
  });
});

/** Refusals that stand in no story, neither by their code nor by their name. */
function untold(refusals: readonly string[], stories: string): string[] {
  const codeOf = (name: string): string => name.replaceAll(/(?<!^)(?=[A-Z])/g, '_').toUpperCase();

  return refusals.filter((name) => !new RegExp(`\\b(${name}|${codeOf(name)})\\b`).test(stories));
}
