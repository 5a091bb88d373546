import {
  type BidAct,
  type BidAddress,
  type Envelope,
  type Manifest,
  type Problem,
  readManifest,
} from '#libs/seal-format';

/** One uploaded file, as it is handed in. */
export interface HandedIn {
  envelope: Envelope;
  authorFirmId: string;
  fileId: string;
}

/** What the lot and the tenderer make of a manifest. */
export interface ManifestRule extends BidAddress {
  envelopes: readonly Envelope[];
  /** Number of the tender's last addendum. */
  lastAddendum: number;
  /** Firms that may be authors. */
  firmIds: readonly string[];
}

export type CheckedManifest = { ok: true; manifest: Manifest } | { ok: false; problems: Problem[] };

/** Whether a manifest is a faultless one for this very bid. Never throws. */
export function checkManifest(text: string, rule: ManifestRule): CheckedManifest {
  const parsed = parse(text);
  const read = parsed === undefined ? undefined : readManifest(parsed);
  if (!read) return failed([{ path: 'manifest', read: 'no JSON', allowed: 'a manifest as JSON' }]);
  if (!read.ok) return read;
  const { manifest } = read;
  const problems = [...addressProblems(manifest, rule), ...partProblems(manifest, rule)];

  return problems.length > 0 ? failed(problems) : read;
}

/** Whether there is exactly one file for each envelope and author of the manifest. */
export function fileProblems({ parts }: Manifest, files: readonly HandedIn[]): Problem[] {
  const nameOf = (it: { envelope: string; authorFirmId: string }): string => `${it.envelope} of ${it.authorFirmId}`;
  const wanted = new Set(parts.map(nameOf));
  const given = files.map(nameOf);
  const missing = [...wanted].filter((name) => !given.includes(name));
  const surplus = given.filter((name, index) => !wanted.has(name) || given.indexOf(name) !== index);

  return [
    ...missing.map((name) => ({ path: `files: ${name}`, read: 'nothing', allowed: 'one sealed file' })),
    ...surplus.map((name) => ({ path: `files: ${name}`, read: 'a file', allowed: 'none, or one only' })),
  ];
}

/** The act of a submission, its files in the manifest's order. */
export function actFor(
  act: BidAct['act'],
  manifest: Manifest,
  manifestDigest: string,
  files: readonly { envelope: Envelope; authorFirmId: string; size: bigint; digest: string }[],
): BidAct {
  const { tenderId, lotId, tendererId, bidId, version } = manifest;
  const placeOf = (file: { envelope: Envelope; authorFirmId: string }): number =>
    manifest.parts.findIndex((part) => part.envelope === file.envelope && part.authorFirmId === file.authorFirmId);
  const ordered = [...files].sort((a, b) => placeOf(a) - placeOf(b));
  const listed = ordered.map(({ envelope, authorFirmId, size, digest }) => ({
    envelope,
    authorFirmId,
    size: Number(size),
    digest,
  }));

  return { act, tenderId, lotId, tendererId, bidId, version, manifestDigest, files: listed };
}

function addressProblems(manifest: Manifest, rule: ManifestRule): Problem[] {
  const keys = ['tenderId', 'lotId', 'tendererId', 'bidId', 'version'] as const;
  const wrong: Problem[] = keys
    .filter((key) => manifest[key] !== rule[key])
    .map((key) => ({ path: key, read: String(manifest[key]), allowed: String(rule[key]) }));
  if (manifest.addendum > rule.lastAddendum)
    wrong.push({ path: 'addendum', read: String(manifest.addendum), allowed: `at most ${rule.lastAddendum}` });

  return wrong;
}

function partProblems({ parts }: Manifest, { envelopes, firmIds }: ManifestRule): Problem[] {
  const problems: Problem[] = parts.flatMap((part, index) => [
    ...(envelopes.includes(part.envelope)
      ? []
      : [{ path: `parts[${index}].envelope`, read: part.envelope, allowed: envelopes.join(', ') }]),
    ...(firmIds.includes(part.authorFirmId)
      ? []
      : [{ path: `parts[${index}].authorFirmId`, read: part.authorFirmId, allowed: 'a firm of the line-up' }]),
  ]);
  for (const envelope of envelopes.filter((name) => !parts.some((part) => part.envelope === name)))
    problems.push({ path: 'parts', read: 'none', allowed: `a part in envelope ${envelope}` });
  if (!parts.some((part) => part.kind === 'PRICE_SCHEDULE'))
    problems.push({ path: 'parts', read: 'no price schedule', allowed: 'a price schedule' });

  return problems;
}

function failed(problems: Problem[]): CheckedManifest {
  return { ok: false, problems };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
