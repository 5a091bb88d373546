import { MAX_DEPTH, type Json } from './exact-json.js';
import { faultAt, readPieces, type FileFault, type Piece } from './json-pieces.js';
import { LineSplitter } from './line-splitter.js';

/** One element of a list of the file, or one whole value: a line, a single release, what remains of a package. */
export interface SplitValue {
  kind: 'ELEMENT' | 'WHOLE';
  /** The field whose list the element stands in (`releases`, `records`); null for a bare list and for whole values. */
  list: string | null;
  /** Place among the values of its list, or among the whole values of the file, from 0. */
  index: number;
  value: Json;
  /** The original, as written. */
  text: string;
  isUtf8: boolean;
  /** Where it begins: byte after unzipping, from 0; line from 1. */
  byte: number;
  line: number;
}

export interface SplitterOptions {
  /** Fields of a top-level object whose lists are cut into elements. */
  lists: readonly string[];
  /** When this field comes before such a list, the object is one thing and is not cut (a record with its releases). */
  notAfter: string;
  /** A single value larger than this is a fault. Default 256 MB: the largest real release we know has 1.5 MB. */
  maxValueBytes?: number;
  value: (value: SplitValue) => void;
  fault: (fault: FileFault) => void;
}

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_LIST = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const NEW_LINE = 0x0a;
const MAX_VALUE_BYTES = 256 * 1024 * 1024;
const LONGEST_KEY = 32;
const isSpace = (byte: number): boolean => byte === 0x20 || byte === NEW_LINE || byte === 0x0d || byte === 0x09;

/**
 * Cuts bytes into JSON values while they arrive and holds no more than one value: elements of a top-level list, elements
 * of a package's lists, lines. What remains of a package comes last, as a WHOLE value whose lists are empty. The marks of
 * JSON are ASCII, so UTF-8 and ISO-8859-1 are cut alike and told apart value by value.
 *
 * When the first value stands on one line, what follows is read line by line. An element or line that is not JSON is a
 * fault and the next one is read; when the brackets of a package do not match, what came before is kept.
 */
export class JsonSplitter {
  private readonly maxBytes: number;
  private lines: LineSplitter | null = null;
  private isLost = false;
  private chunk: Buffer = Buffer.alloc(0);
  private chunkByte = 0;
  private line = 1;
  private lineByte = 0;
  /** Bytes are kept from here: place in the file, and in this chunk. */
  private keeping: (Omit<Piece, 'bytes'> & { at: number }) | null = null;
  private whole: Piece[] = [];
  private element: Piece[] | null = null;
  private held = 0;
  private open: number[] = [];
  private deepest = 0;
  private inText = false;
  private escaped = false;
  private key = '';
  private keyBytes: number[] | null = null;
  private afterColon = false;
  private isOneThing = false;
  private list: { field: string | null; depth: number; afterValue: boolean; afterComma: boolean } | null = null;
  private readonly counts = new Map<string | null, number>();
  private wholes = 0;

  constructor(private readonly options: SplitterOptions) {
    this.maxBytes = options.maxValueBytes ?? MAX_VALUE_BYTES;
  }

  feed(chunk: Buffer): void {
    this.chunk = chunk;
    const scanned = this.scan();
    this.lines?.feed(chunk.subarray(scanned));
    const goesOn = this.keeping !== null;
    this.keepUntil(chunk.length);
    if (this.held > this.maxBytes && !this.isLost) this.lose('one value is too large to be read', chunk.length);
    this.chunkByte += chunk.length;
    if (goesOn && !this.isLost) this.keepFrom(0);
  }

  /** The file has ended: reads a last line without line break, or says that a value never ended. */
  end(): void {
    this.chunk = Buffer.alloc(0);
    if (!this.lines && !this.isLost && this.open.length > 0) this.lose('the file ends in the middle of a value', 0);
    this.lines?.end();
  }

  /** Reads the chunk up to its end, or to where lines begin or all is lost; answers how far it came. */
  private scan(): number {
    for (let at = 0; at < this.chunk.length; at++) {
      if (this.inText && !this.escaped && !this.keyBytes) at = this.plainTextFrom(at);
      const byte = this.chunk[at];
      if (byte === undefined) break;
      const beginsLine = byte === OPEN_OBJECT && this.chunkByte + at === this.lineByte;
      if (this.isLost && this.counts.size === 0 && beginsLine) this.beginLines(this.placeOf(at));
      if (this.lines) return at;
      if (this.inText && !this.isLost) this.readText(byte);
      else if (!this.isLost && !isSpace(byte) && !this.readMark(byte, at) && this.lines) return at;
      if (byte === NEW_LINE) {
        this.line++;
        this.lineByte = this.chunkByte + at + 1;
      }
    }

    return this.chunk.length;
  }

  /** Skips what is neither the end of a text nor an escape nor a line break: most bytes of most files. */
  private plainTextFrom(at: number): number {
    const { chunk } = this;
    let next = at;
    while (next < chunk.length && chunk[next] !== QUOTE && chunk[next] !== BACKSLASH && chunk[next] !== NEW_LINE)
      next++;

    return next;
  }

  private readText(byte: number): void {
    if (this.escaped) this.escaped = false;
    else if (byte === BACKSLASH) this.escaped = true;
    else if (byte === QUOTE) {
      this.inText = false;
      if (this.keyBytes) this.key = Buffer.from(this.keyBytes).toString('latin1');
      if (this.keyBytes && this.key === this.options.notAfter) this.isOneThing = true;
      this.keyBytes = null;
    }
    if (this.keyBytes && this.keyBytes.length < LONGEST_KEY) this.keyBytes.push(byte);
  }

  /** Answers false when the mark was not used: it belongs to the first of the lines. */
  private readMark(byte: number, at: number): boolean {
    if (this.open.length === 0 && byte !== OPEN_OBJECT && byte !== OPEN_LIST) {
      this.beginLines(this.placeOf(at));
      return false;
    }
    if (this.list?.depth === this.open.length && !this.readInList(this.list, byte, at)) return true;
    if (byte === OPEN_OBJECT || byte === OPEN_LIST) this.openBracket(byte, at);
    else if (byte === CLOSE_OBJECT || byte === CLOSE_LIST) return this.closeBracket(byte, at);
    else if (byte === QUOTE) {
      this.inText = true;
      if (this.open.length === 1 && !this.list && !this.afterColon) this.keyBytes = [];
    } else if (this.open.length === 1 && !this.list) {
      if (byte === COLON) this.afterColon = true;
      if (byte === COMMA) this.afterColon = false;
    }

    return true;
  }

  /** A mark directly inside a list that is being cut: answers whether it is part of an element, or the list's end. */
  private readInList(list: NonNullable<typeof this.list>, byte: number, at: number): boolean {
    if (byte === COMMA || byte === CLOSE_LIST) {
      if (this.element) this.endElement(at);
      if (!list.afterValue && (byte === COMMA || list.afterComma)) this.fault('a value was expected', at);
      list.afterValue = false;
      list.afterComma = true;
    } else if (!this.element && byte !== CLOSE_OBJECT) {
      if (list.afterValue) this.fault('"," was expected', at);
      this.element = [];
      this.held = 0;
      this.deepest = 0;
      this.keepFrom(at);
    }

    return byte !== COMMA;
  }

  private openBracket(byte: number, at: number): void {
    if (this.open.length === 0) this.keepFrom(at);
    this.open.push(byte);
    this.deepest = Math.max(this.deepest, this.open.length);
    if (this.list || byte !== OPEN_LIST || this.open.length > 2) return;
    const isBare = this.open.length === 1;
    const isListed = this.afterColon && this.open[0] === OPEN_OBJECT && this.options.lists.includes(this.key);
    if (!isBare && (!isListed || this.isOneThing)) return;
    this.list = { field: isBare ? null : this.key, depth: this.open.length, afterValue: false, afterComma: false };
    this.keepUntil(at + 1);
  }

  private closeBracket(byte: number, at: number): boolean {
    if ((this.open.at(-1) === OPEN_LIST) !== (byte === CLOSE_LIST)) {
      this.lose(byte === CLOSE_LIST ? '"}" was expected' : '"]" was expected', at);
      return false;
    }
    this.open.pop();
    if (this.list?.depth === this.open.length) this.endElement(at + 1);
    else if (this.list?.depth === this.open.length + 1) {
      this.list = null;
      this.keepFrom(at);
    }
    if (this.open.length === 0) this.endWhole(at + 1);

    return true;
  }

  private endElement(end: number): void {
    this.keepUntil(end);
    const pieces = this.element ?? [];
    const field = this.list?.field ?? null;
    const index = this.counts.get(field) ?? 0;
    this.counts.set(field, index + 1);
    this.element = null;
    this.held = 0;
    if (this.list) this.list.afterValue = true;
    this.emit(pieces, 'ELEMENT', field, index);
  }

  private endWhole(end: number): void {
    this.keepUntil(end);
    const pieces = this.whole;
    const isBareList = pieces[0]?.bytes[0] === OPEN_LIST;
    this.whole = [];
    this.held = 0;
    this.afterColon = false;
    this.isOneThing = false;
    if (!isBareList) this.emit(pieces, 'WHOLE', null, this.wholes++);
    this.deepest = 0;
    if (pieces[0]?.line === this.line) this.beginLines(this.placeOf(end));
  }

  private emit(pieces: Piece[], kind: SplitValue['kind'], list: string | null, index: number): void {
    const first = pieces[0];
    if (!first) return;
    if (this.deepest > MAX_DEPTH) {
      this.options.fault(faultAt(pieces, 0, `nested deeper than ${MAX_DEPTH} levels`));
      return;
    }
    const read = readPieces(pieces);
    if ('fault' in read) this.options.fault(read.fault);
    else this.options.value({ kind, list, index, ...read, byte: first.byte, line: first.line });
  }

  private beginLines(place: Omit<Piece, 'bytes'>): void {
    const { fault } = this.options;
    const line = (pieces: Piece[]): void => {
      if (!pieces.every(({ bytes }) => bytes.every(isSpace))) this.emit(pieces, 'WHOLE', null, this.wholes++);
    };
    this.lines = new LineSplitter(place, this.maxBytes, { line, fault });
  }

  /**
   * Brackets do not match, so nothing after this place can be cut. Unless nothing was cut yet and a further line begins
   * with an object, here or later: then these are lines of which the first is broken, and they are read as lines.
   */
  private lose(reason: string, at: number): void {
    this.keepUntil(at);
    const first = this.whole[0];
    const bytes = Buffer.concat(this.whole.map((piece) => piece.bytes));
    this.isLost = true;
    if (first && this.counts.size === 0 && !this.list && bytes.includes('\n{')) {
      this.deepest = 0;
      this.beginLines({ byte: first.byte, line: first.line, column: first.column });
      this.lines?.feed(bytes);
    } else this.fault(reason, at);
    this.whole = [];
  }

  private keepFrom(at: number): void {
    this.keeping = { ...this.placeOf(at), at };
  }

  private keepUntil(at: number): void {
    if (!this.keeping) return;
    const { at: from, ...place } = this.keeping;
    const bytes = this.chunk.subarray(from, at);
    this.keeping = null;
    this.held += bytes.length;
    if (bytes.length > 0) (this.element ?? this.whole).push({ bytes, ...place });
  }

  private placeOf(at: number): Omit<Piece, 'bytes'> {
    const byte = this.chunkByte + at;
    return { byte, line: this.line, column: byte - this.lineByte };
  }

  private fault(reason: string, at: number): void {
    const { byte, line, column } = this.placeOf(at);
    this.options.fault({ byte, line, column: column + 1, reason });
  }
}
