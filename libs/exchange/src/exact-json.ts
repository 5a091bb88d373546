/** A value as JSON knows it. Numbers a double cannot hold exactly arrive as text (see `parseExactly`). */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

export type JsonObject = { [key: string]: Json };

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The text is not JSON. `offset` counts UTF-16 units from the start of the text given to the parser. */
export class JsonFault extends Error {
  constructor(
    readonly reason: string,
    readonly offset: number,
  ) {
    super(reason);
    this.name = 'JsonFault';
  }
}

/** Deeper than any real notice; beyond it a file is an attack on the stack, not a notice. */
export const MAX_DEPTH = 200;

// A number JSON.parse might round: sixteen or more digits, or an exponent. Only then the slower parser is worth its time.
const MAY_BE_ROUNDED = /(?:^|[:,[\s])-?\d(?:[\d.]{15,}|[\d.]*[eE][-+\d])/;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORDS: readonly [string, Json][] = [
  ['true', true],
  ['false', false],
  ['null', null],
];
const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

/**
 * Reads one JSON text without ever rounding a number: a number that a double cannot hold as written (money of twenty
 * digits) is returned as its text. Everything else is what `JSON.parse` returns.
 * @throws JsonFault with the position of the first fault.
 */
export function parseExactly(text: string): Json {
  if (!MAY_BE_ROUNDED.test(text)) {
    try {
      return JSON.parse(text) as Json;
    } catch {
      // fall through: our own parser says where the fault is, which JSON.parse does not always do
    }
  }
  return new ExactParser(text).whole();
}

class ExactParser {
  private at = 0;

  constructor(private readonly text: string) {}

  whole(): Json {
    const value = this.value(0);
    this.skipSpace();
    if (this.at < this.text.length) this.fail('something follows the end of the value');

    return value;
  }

  private value(depth: number): Json {
    if (depth > MAX_DEPTH) this.fail(`nested deeper than ${MAX_DEPTH} levels`);
    this.skipSpace();
    const next = this.text[this.at];
    if (next === '{') return this.object(depth);
    if (next === '[') return this.list(depth);
    if (next === '"') return this.string();
    for (const [word, value] of WORDS) {
      if (this.text.startsWith(word, this.at)) {
        this.at += word.length;
        return value;
      }
    }

    return this.number();
  }

  private object(depth: number): Json {
    const object: { [key: string]: Json } = {};
    this.at++;
    if (this.takes('}')) return object;
    do {
      this.skipSpace();
      if (this.text[this.at] !== '"') this.fail('a field name in quotes was expected');
      const key = this.string();
      if (!this.takes(':')) this.fail(`":" was expected after the field name "${key}"`);
      // defineProperty because a field may be called __proto__
      const value = this.value(depth + 1);
      Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
    } while (this.takes(','));
    if (!this.takes('}')) this.fail('"," or "}" was expected');

    return object;
  }

  private list(depth: number): Json {
    const list: Json[] = [];
    this.at++;
    if (this.takes(']')) return list;
    do list.push(this.value(depth + 1));
    while (this.takes(','));
    if (!this.takes(']')) this.fail('"," or "]" was expected');

    return list;
  }

  private string(): string {
    let result = '';
    for (let from = ++this.at; ; this.at++) {
      const unit = this.text[this.at];
      if (unit === undefined) this.fail('a text in quotes does not end');
      if (unit < ' ') this.fail('a line break or control character stands inside a text');
      if (unit === '"') {
        result += this.text.slice(from, this.at++);
        return result;
      }
      if (unit === '\\') {
        result += this.text.slice(from, this.at) + this.escape();
        from = this.at + 1;
      }
    }
  }

  /** Reads after a backslash and leaves the position on the last unit of the escape. */
  private escape(): string {
    const letter = this.text[++this.at] ?? '';
    if (letter === 'u') {
      const digits = this.text.slice(this.at + 1, this.at + 5);
      if (!/^[0-9a-fA-F]{4}$/.test(digits)) this.fail('four hexadecimal digits were expected after \\u');
      this.at += 4;
      return String.fromCharCode(Number.parseInt(digits, 16));
    }

    return ESCAPES[letter] ?? this.fail('an unknown escape stands after a backslash');
  }

  private number(): Json {
    NUMBER.lastIndex = this.at;
    const written = NUMBER.exec(this.text)?.[0];
    if (written === undefined)
      this.fail(this.at < this.text.length ? 'a value was expected' : 'the text ends too early');
    this.at += written.length;
    const value = Number(written);

    return isExact(written, value) ? value : written;
  }

  private takes(mark: string): boolean {
    this.skipSpace();
    if (this.text[this.at] !== mark) return false;
    this.at++;
    return true;
  }

  private skipSpace(): void {
    while (' \n\r\t'.includes(this.text[this.at] ?? '?')) this.at++;
  }

  private fail(reason: string): never {
    throw new JsonFault(reason, this.at);
  }
}

function isExact(written: string, value: number): boolean {
  return Number.isFinite(value) && (String(value) === written || plainDecimal(String(value)) === plainDecimal(written));
}

/**
 * A number as written in JSON, as a plain decimal text: no exponent, no leading or trailing zeros, exact.
 * `1.50e3` → `1500`, `-0.0` → `0`. Exponents beyond ±400 are returned as they stand.
 */
export function plainDecimal(written: string): string {
  const parts = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(written);
  const exponent = Number(parts?.[4] ?? 0);
  if (!parts || Math.abs(exponent) > 400) return written;
  const [, sign = '', whole = '', fraction = ''] = parts;
  const point = whole.length + exponent;
  const digits = (whole + fraction)
    .padEnd(point, '0')
    .padStart(whole.length + fraction.length + Math.max(0, -point), '0');
  const cut = Math.max(point, 0);
  const left = digits.slice(0, cut).replace(/^0+(?=\d)/, '') || '0';
  const right = digits.slice(cut).replace(/0+$/, '');
  const plain = right === '' ? left : `${left}.${right}`;

  return sign === '-' && plain !== '0' ? `-${plain}` : plain;
}
