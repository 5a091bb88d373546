import { isObject, type Json, type JsonObject } from './exact-json.js';
import type { FileFinding } from './finding.js';
import { nameOf, plainBytes, type FileSource, type OnProgress } from './file-bytes.js';
import type { FileFault } from './json-pieces.js';
import { JsonSplitter, type SplitValue } from './json-splitter.js';
import { latestOfVersions } from './ocds-merging.js';

/** What a package says about itself. Complete once the end of its file was read: some packages put it last. */
export interface PackageFacts {
  uri?: string;
  publisher?: string;
  publishedDate?: string;
  version?: string;
  license?: string;
  publicationPolicy?: string;
  extensions?: string[];
}

/** Where a release came from. */
export interface Origin {
  file: string;
  /** Place among the releases of the file, from 0. */
  index: number;
  /** Line of the file, from 1, where the release (or the record it stands in) begins. */
  line: number;
  /** COMPILED: the publisher's own summary of all releases of a process. */
  kind: 'RELEASE' | 'COMPILED';
  /** Said by a line `{source, release}`. */
  source: string | null;
  package: PackageFacts;
}

/**
 * One release, and its JSON text to keep: as it was written where it stands alone (also in a list or package); written anew
 * where it stands inside a record or a line that names its source.
 */
export interface FoundRelease {
  release: JsonObject;
  text: string;
  origin: Origin;
}

export interface StreamHooks {
  onProgress?: OnProgress;
  /** Without it, broken JSON throws `MalformedFile` at the end, when all that is whole has been given. */
  onFinding?: (finding: FileFinding) => void;
}

/** A part of the file is not JSON. The message says where. */
export class MalformedFile extends Error {
  constructor(readonly finding: FileFinding) {
    super(`${finding.file}, line ${finding.line}, column ${finding.column}: ${finding.reason}`);
    this.name = 'MalformedFile';
  }
}

/**
 * Every release in an OCDS file, one after the other, in bounded memory: release packages, record packages (the compiled
 * release where there is one, else the releases; linked releases are reported), bare lists, single releases, JSON lines
 * (also `{source, release}`), each also gzipped, in UTF-8 or ISO-8859-1. A whole value (a release, a record, a line) may
 * have 256 MB; files have no limit.
 * @throws MalformedFile when something is not JSON and nobody listens; what the disk throws.
 */
export async function* releasesOf(source: FileSource, hooks: StreamHooks = {}): AsyncGenerator<FoundRelease> {
  const file = nameOf(source);
  const unfolding = new Unfolding(file, hooks);
  const splitter = new JsonSplitter({
    lists: ['releases', 'records'],
    notAfter: 'ocid',
    value: (value) => unfolding.take(value),
    fault: (fault) => unfolding.tell('MALFORMED', fault),
  });
  let readError: unknown = null;
  try {
    for await (const bytes of plainBytes(source, hooks.onProgress)) {
      splitter.feed(bytes);
      yield* unfolding.found.splice(0);
    }
  } catch (error) {
    // damaged gzip: what came before the damage is still given
    if (!isZlibError(error)) throw error;
    readError = error;
  }
  splitter.end();
  yield* unfolding.found.splice(0);
  if (readError) unfolding.tell('MALFORMED', { byte: 0, line: 1, column: 1, reason: 'the compressed data is damaged' });
  if (unfolding.firstFault && !hooks.onFinding) throw new MalformedFile(unfolding.firstFault);
}

/** Unfolds packages, records and lines into releases, in the order of the file. */
class Unfolding {
  readonly found: FoundRelease[] = [];
  firstFault: FileFinding | null = null;
  private package: PackageFacts = {};
  private index = 0;
  private toldEncoding = false;

  constructor(
    private readonly file: string,
    private readonly hooks: StreamHooks,
  ) {}

  take(value: SplitValue): void {
    if (!value.isUtf8 && !this.toldEncoding) {
      this.toldEncoding = true;
      this.tell('OTHER_ENCODING', { ...placeOf(value), reason: 'ISO-8859-1' });
    }
    const isPackageEnd = value.kind === 'WHOLE' && isPackage(value.value);
    if (isPackageEnd) Object.assign(this.package, factsOf(value.value as JsonObject));
    this.unfold(value.value, value, null);
    if (value.kind === 'WHOLE') this.package = {};
  }

  tell(kind: FileFinding['kind'], fault: FileFault): void {
    const finding: FileFinding = { kind, file: this.file, ...fault };
    if (kind === 'MALFORMED') this.firstFault ??= finding;
    this.hooks.onFinding?.(finding);
  }

  private unfold(value: Json, from: SplitValue, source: string | null): void {
    if (!isObject(value))
      return this.tell('NOT_A_RELEASE', { ...placeOf(from), reason: JSON.stringify(value).slice(0, 60) });
    if (isObject(value['release'])) {
      return this.unfold(value['release'], from, typeof value['source'] === 'string' ? value['source'] : source);
    }
    if (isRecord(value)) return this.unfoldRecord(value, from, source);
    if (isPackage(value)) {
      for (const inner of [...listAt(value, 'releases'), ...listAt(value, 'records')]) this.unfold(inner, from, source);
      return;
    }
    if (!isRelease(value)) {
      this.tell('NOT_A_RELEASE', { ...placeOf(from), reason: Object.keys(value).slice(0, 5).join(', ') });
    } else this.give(latestOfVersions(value), 'RELEASE', from, source);
  }

  private unfoldRecord(record: JsonObject, from: SplitValue, source: string | null): void {
    const releases = listAt(record, 'releases').filter(isObject);
    for (const link of releases.filter(isLink)) {
      this.tell('LINKED', { ...placeOf(from), reason: textAt(link, 'url') });
    }
    const embedded = releases.filter((release) => !isLink(release));
    if (isObject(record['compiledRelease'])) this.give(record['compiledRelease'], 'COMPILED', from, source);
    else if (embedded.length > 0) for (const release of embedded) this.unfold(release, from, source);
    else if (isObject(record['versionedRelease'])) {
      this.give(latestOfVersions(record['versionedRelease']), 'COMPILED', from, source);
    } else if (releases.length === 0) this.tell('NOT_A_RELEASE', { ...placeOf(from), reason: textAt(record, 'ocid') });
  }

  private give(release: JsonObject, kind: Origin['kind'], from: SplitValue, source: string | null): void {
    const text = release === from.value ? from.text : JSON.stringify(release);
    const info = release['packageInfo'];
    const facts = isObject(info) ? { ...factsOf(info), ...this.package } : this.package;
    const origin = { file: this.file, index: this.index++, line: from.line, kind, source, package: facts };
    this.found.push({ release, text, origin });
  }
}

const placeOf = ({ byte, line }: SplitValue): Omit<FileFault, 'reason'> => ({ byte, line, column: 1 });
const listAt = (object: JsonObject, key: string): Json[] => (Array.isArray(object[key]) ? object[key] : []);
const textAt = (object: JsonObject, key: string): string => (typeof object[key] === 'string' ? object[key] : '');
const isLink = (release: JsonObject): boolean =>
  typeof release['url'] === 'string' && !('id' in release) && !('tender' in release);

function isPackage(value: Json): boolean {
  return isObject(value) && !('ocid' in value) && (Array.isArray(value['releases']) || Array.isArray(value['records']));
}

function isRecord(value: JsonObject): boolean {
  return (
    isObject(value['compiledRelease']) ||
    isObject(value['versionedRelease']) ||
    ('ocid' in value && Array.isArray(value['releases']))
  );
}

function isRelease(value: JsonObject): boolean {
  return ['ocid', 'tender', 'awards', 'contracts', 'planning'].some((key) => key in value);
}

function isZlibError(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && String(error.code).startsWith('Z_');
}

function factsOf(packaged: JsonObject): PackageFacts {
  const text = (key: string): string | undefined => {
    const value = packaged[key];
    return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
  };
  const { publisher, extensions } = packaged;
  const name = isObject(publisher) ? publisher['name'] : publisher;
  const facts: PackageFacts = {
    uri: text('uri'),
    publisher: typeof name === 'string' && name.trim() !== '' ? name.trim() : undefined,
    publishedDate: text('publishedDate'),
    version: text('version'),
    license: text('license'),
    publicationPolicy: text('publicationPolicy'),
    extensions: Array.isArray(extensions) ? extensions.filter((one) => typeof one === 'string') : undefined,
  };

  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));
}
