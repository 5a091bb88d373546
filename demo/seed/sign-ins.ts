import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Config, dataFile, projectRoot } from '#libs/platform';
import { readDemo } from '../read-demo.js';
import { demoPassword } from './people-and-firms.js';

/** Writes who can sign in, and why one would, for `npm start` to show: the offered ones first. */
export async function writeSignIns(config: Config): Promise<void> {
  const { people, firms } = readDemo(join(projectRoot, 'demo'));
  const names = new Map(firms.map(({ key, name }) => [key, name]));
  const offered = people.filter(({ demoSignIn }) => demoSignIn);
  const first = offered.toSorted((a, b) => a.demoSignIn!.order - b.demoSignIn!.order);
  const lines = first.map(
    ({ name, email, demoSignIn }) => `${email} / ${demoPassword}   ${name}. ${demoSignIn!.why.en}`,
  );
  const others = people
    .filter((person) => !offered.includes(person))
    .map(({ name, email, roles }) => `${email}   ${name}, ${roles.map(({ firm }) => names.get(firm)).join(', ')}`);
  const text = [...lines, '', 'Everybody else, with the same password:', ...others, ''].join('\n');
  await writeFile(dataFile(config, 'demo-people.txt'), text, { mode: 0o600 });
}
