import { JsonFault, parseExactly, type Json } from './exact-json.js';

/** Bytes of a file, and where they stood in it (after unzipping): byte from 0, line from 1, column in bytes from 0. */
export interface Piece {
  bytes: Buffer;
  byte: number;
  line: number;
  column: number;
}

/** A place in a file that is not JSON, and why. Everything else in the file is still read. */
export interface FileFault {
  /** Byte from the start of the file, after unzipping, counted from 0. */
  byte: number;
  /** Line and column, counted from 1. */
  line: number;
  column: number;
  reason: string;
}

const NEW_LINE = 0x0a;
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const latin1 = new TextDecoder('iso-8859-1');

/** Reads the bytes as UTF-8, or as ISO-8859-1 when they are not. */
export function textOf(bytes: Buffer): { text: string; isUtf8: boolean } {
  try {
    return { text: utf8.decode(bytes), isUtf8: true };
  } catch {
    return { text: latin1.decode(bytes), isUtf8: false };
  }
}

/** Puts the pieces together and reads them as one JSON value, or says where in the file the fault is. */
export function readPieces(
  pieces: readonly Piece[],
): { value: Json; text: string; isUtf8: boolean } | { fault: FileFault } {
  const { text, isUtf8 } = textOf(Buffer.concat(pieces.map((piece) => piece.bytes)));
  try {
    return { value: parseExactly(text), text, isUtf8 };
  } catch (fault) {
    if (!(fault instanceof JsonFault)) throw fault;
    const before = text.slice(0, fault.offset);
    return { fault: faultAt(pieces, isUtf8 ? Buffer.byteLength(before) : before.length, fault.reason) };
  }
}

/** The place in the file of the byte that stands `offset` bytes after the beginning of the pieces. */
export function faultAt(pieces: readonly Piece[], offset: number, reason: string): FileFault {
  let left = offset;
  const last = pieces.at(-1);
  const piece = pieces.find((candidate) => {
    if (left < candidate.bytes.length || candidate === last) return true;
    left -= candidate.bytes.length;
    return false;
  });
  if (!piece) return { byte: 0, line: 1, column: 1, reason };
  const before = piece.bytes.subarray(0, left);
  const lineBreak = before.lastIndexOf(NEW_LINE);
  let lines = 0;
  for (const byte of before) if (byte === NEW_LINE) lines++;

  return {
    byte: piece.byte + left,
    line: piece.line + lines,
    column: (lineBreak < 0 ? piece.column + left : left - lineBreak - 1) + 1,
    reason,
  };
}
