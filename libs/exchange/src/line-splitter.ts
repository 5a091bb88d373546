import { faultAt, type FileFault, type Piece } from './json-pieces.js';

const NEW_LINE = 0x0a;

/**
 * Cuts bytes into lines on "\n" only (some texts hold U+2029) and holds no more than one line. The last line needs no
 * line break. A line longer than `maxBytes` is a fault and is skipped.
 */
export class LineSplitter {
  private pieces: Piece[] = [];
  private held = 0;

  /** @param place where the first byte that is fed stands. */
  constructor(
    private place: Omit<Piece, 'bytes'>,
    private readonly maxBytes: number,
    private readonly sinks: { line: (pieces: Piece[]) => void; fault: (fault: FileFault) => void },
  ) {}

  feed(bytes: Buffer): void {
    for (let from = 0; from < bytes.length;) {
      const lineBreak = bytes.indexOf(NEW_LINE, from);
      const end = lineBreak < 0 ? bytes.length : lineBreak;
      this.keep(bytes.subarray(from, end));
      from = end;
      if (lineBreak < 0) return;
      this.end();
      from++;
      this.place = { byte: this.place.byte + 1, line: this.place.line + 1, column: 0 };
    }
  }

  end(): void {
    const { pieces } = this;
    this.pieces = [];
    if (this.held > this.maxBytes)
      this.sinks.fault(faultAt(pieces, 0, `the line is longer than ${this.maxBytes} bytes`));
    else if (this.held > 0) this.sinks.line(pieces);
    this.held = 0;
  }

  private keep(bytes: Buffer): void {
    this.held += bytes.length;
    if (this.held <= this.maxBytes || this.pieces.length === 0) this.pieces.push({ bytes, ...this.place });
    this.place = { ...this.place, byte: this.place.byte + bytes.length, column: this.place.column + bytes.length };
  }
}
