/** Every text exists in every language, with the same blanks to fill in. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './build.mjs';
import { Plain, runTool } from './processes.mjs';

/** Which endings of a counted text a language has (Unicode CLDR): Indonesian counts without changing the word. */
const plurals = { en: ['one', 'other'], id: ['other'] };
const pluralEnding = /_(zero|one|two|few|many|other)$/;

/**
 * What one language has and another lacks.
 * @param {string} folder with one folder per language, each with the same JSON files
 * @returns {string[]} one line per finding
 */
export function missingTexts(folder) {
  const languages = Object.keys(plurals);
  const findings = [];
  const files = new Set(
    languages.flatMap((language) => readdirSync(join(folder, language)).filter((name) => name.endsWith('.json'))),
  );
  for (const file of files) {
    const texts = languages.map((language) => ({ language, texts: textsOf(join(folder, language, file)) }));
    const keys = new Set(texts.flatMap((one) => [...one.texts.keys()].map((key) => key.replace(pluralEnding, ''))));
    for (const key of keys) {
      const counted = texts.some((one) => one.texts.has(`${key}_other`));
      const blanks = texts.map((one) => blanksOf(one.texts.get(counted ? `${key}_other` : key) ?? ''));
      for (const { language, texts: own } of texts) {
        const wanted = counted ? plurals[language].map((ending) => `${key}_${ending}`) : [key];
        for (const each of wanted) {
          if (!own.get(each)?.trim()) findings.push(`locales/${language}/${file}: ${each} is missing`);
        }
        for (const extra of counted
          ? [...own.keys()].filter((each) => each.replace(pluralEnding, '') === key && !wanted.includes(each))
          : []) {
          findings.push(
            `locales/${language}/${file}: ${extra} is never used; this language counts with ${plurals[language].join(', ')}`,
          );
        }
      }
      if (new Set(blanks).size > 1)
        findings.push(
          `locales/*/${file}: ${key} has different blanks: ${blanks.map((each) => each || 'none').join(' and ')}`,
        );
    }
  }

  return findings;
}

/** @param {string} file @returns {Map<string, string>} text by dotted key */
function textsOf(file) {
  const texts = new Map();
  const walk = (/** @type {unknown} */ value, /** @type {string} */ key) => {
    if (value && typeof value === 'object')
      for (const [name, inner] of Object.entries(value)) walk(inner, key ? `${key}.${name}` : name);
    else texts.set(key, typeof value === 'string' ? value : '');
  };
  if (existsSync(file)) walk(JSON.parse(readFileSync(file, 'utf8')), '');

  return texts;
}

/** @param {string} text */
function blanksOf(text) {
  // `titleEn` and `titleId` are one blank: a text its author wrote in both languages.
  const blanks = [...text.matchAll(/\{\{\s*([\w.]+)[^}]*\}\}/g)].map(([, name]) =>
    name?.replace(/(?<=[a-z])(En|Id)$/, ''),
  );

  return [...new Set(blanks)].toSorted().join(', ');
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await runTool(async () => {
    const findings = missingTexts(resolve(process.argv[2] ?? join(root, 'locales')));
    if (findings.length > 0)
      throw new Plain(`${findings.length} texts are not the same in all languages:\n  ${findings.join('\n  ')}`);
  });
}
