// Writes the JSON Schema files of this folder from the built library. A test fails while they differ.
import { writeFile } from 'node:fs/promises';
import { schemas } from '#libs/seal-format';

for (const [format, schema] of Object.entries(schemas)) {
  const file = new URL(`${format.replace('/', '-')}.json`, import.meta.url);
  await writeFile(file, `${JSON.stringify(schema, null, 2)}\n`);
}
