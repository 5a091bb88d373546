/**
 * One value, one text: the form in which everything that is digested or signed is written.
 *
 * It is RFC 8785 (JSON Canonicalization Scheme) narrowed to what every language writes alike: keys sorted by UTF-16 code
 * unit, no white space, and no number but safe integers. Money and quantities travel as decimal strings.
 */

/** The value has no canonical form; `path` says where, for example `.parts[2].size`. */
export class NotCanonical extends Error {
  constructor(
    readonly path: string,
    readonly reason: string,
  ) {
    super(`${path || '.'}: ${reason}`);
    this.name = 'NotCanonical';
  }
}

/** Deep enough for every format of ours, shallow enough that a hostile value cannot exhaust the stack. */
const deepest = 64;
const loneSurrogate = /\p{Surrogate}/u;

/**
 * The canonical JSON text of a value made of plain objects, arrays, strings, safe integers, booleans and null.
 * @throws NotCanonical for anything else: fractions, undefined, dates, class instances, halves of surrogate pairs, cycles.
 */
export function canonicalJson(value: unknown): string {
  return write(value, '', 0);
}

/** The same as UTF-8 bytes. @throws NotCanonical */
export function canonicalBytes(value: unknown): Uint8Array {
  return new TextEncoder().encode(canonicalJson(value));
}

function write(value: unknown, path: string, depth: number): string {
  if (depth > deepest) throw new NotCanonical(path, `nested deeper than ${deepest} levels`);
  if (value === null) return 'null';
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return writeNumber(value, path);
  if (typeof value === 'string') return writeString(value, path);
  if (Array.isArray(value)) return writeList(value, path, depth);
  if (typeof value === 'object') return writeObject(value, path, depth);

  throw new NotCanonical(path, `a value of type ${typeof value} has no canonical form`);
}

function writeNumber(value: number, path: string): string {
  if (!Number.isSafeInteger(value))
    throw new NotCanonical(path, 'only safe integers; write fractions as decimal strings');

  return String(value + 0);
}

function writeString(value: string, path: string): string {
  // A lone half would become U+FFFD in UTF-8, and two different texts would share one digest.
  if (loneSurrogate.test(value)) throw new NotCanonical(path, 'half of a surrogate pair');

  return JSON.stringify(value);
}

function writeList(value: readonly unknown[], path: string, depth: number): string {
  const written = Array.from(value, (item, index) => write(item, `${path}[${index}]`, depth + 1));

  return `[${written.join(',')}]`;
}

function writeObject(value: object, path: string, depth: number): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) throw new NotCanonical(path, 'only plain objects');
  const entries = Object.keys(value)
    .sort()
    .map((key) => {
      const at = `${path}.${key}`;

      return `${writeString(key, at)}:${write((value as Record<string, unknown>)[key], at, depth + 1)}`;
    });

  return `{${entries.join(',')}}`;
}
