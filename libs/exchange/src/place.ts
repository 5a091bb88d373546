import { plainDecimal, type Json } from './exact-json.js';
import type { Findings } from './finding.js';

/**
 * One place in a release: a value, the path to it, and the findings of the release. Reading is lenient: what is absent,
 * null or blank is null; a number where a text belongs is its text; one object where a list belongs is a list of one.
 */
export class Place {
  constructor(
    readonly value: Json | undefined,
    readonly path: string,
    readonly findings: Findings,
  ) {}

  /** The field of that name; when it holds nothing, the first other name that does (told as a finding). */
  at(key: string, ...otherNames: string[]): Place {
    const place = this.field(key);
    if (!place.isEmpty()) return place;
    const other = otherNames.map((name) => this.field(name)).find((candidate) => !candidate.isEmpty());
    if (other) this.findings.add('fieldByOtherName', other.path, key);

    return other ?? place;
  }

  /** The entries of a list, without empty ones. */
  each(): Place[] {
    if (this.isEmpty()) return [];
    if (!Array.isArray(this.value)) {
      this.findings.add('listExpected', this.path, this.value);
      return [this];
    }
    const entries = this.value.map((entry, index) => new Place(entry, `${this.path}[${index}]`, this.findings));
    const filled = entries.filter((entry) => !entry.isEmpty());
    if (filled.length < entries.length) this.findings.add('emptyEntry', this.path);

    return filled;
  }

  /** The entries of a list that are objects: what else stands there is a finding. */
  objects(): Place[] {
    return this.each().filter((entry) => {
      if (entry.isObject()) return true;
      this.findings.add('objectExpected', entry.path, entry.value);
      return false;
    });
  }

  text(): string | null {
    const { value } = this;
    if (typeof value === 'number' || typeof value === 'boolean') return String(value);
    if (typeof value === 'string') return value.trim() === '' ? null : value.trim();
    if (!this.isEmpty()) this.findings.add('textExpected', this.path, value);

    return null;
  }

  /** The texts of a list; one text where a list belongs counts as a list of one. */
  texts(): string[] {
    return this.each().flatMap((entry) => entry.text() ?? []);
  }

  /** A number as exact decimal text, or null with a finding. */
  decimal(): string | null {
    const text = this.text();
    if (text === null) return null;
    if (/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text)) return plainDecimal(text);
    this.findings.add('quantityUnreadable', this.path, text);

    return null;
  }

  flag(): boolean | null {
    return typeof this.value === 'boolean' ? this.value : null;
  }

  isObject(): boolean {
    return typeof this.value === 'object' && this.value !== null && !Array.isArray(this.value);
  }

  /** Nothing is said here: absent, null, blank, or a list or object that holds nothing but such. */
  isEmpty(): boolean {
    return isBlank(this.value);
  }

  private field(key: string): Place {
    const path = this.path === '' ? key : `${this.path}.${key}`;
    const value = this.isObject() ? (this.value as { [key: string]: Json })[key] : undefined;

    return new Place(value, path, this.findings);
  }
}

function isBlank(value: Json | undefined): boolean {
  if (value === undefined || value === null) return true;
  if (typeof value === 'string') return value.trim() === '';

  return typeof value === 'object' && Object.values(value).every(isBlank);
}
