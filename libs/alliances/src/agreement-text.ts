import { createHash } from 'node:crypto';
import type { LineUpRole } from '#libs/coverage';
import { type Language, say } from '#libs/platform';
import type { GroupStatement } from '#libs/rule-packs';
import type { AgreementKind } from './agreement.entity.js';
import type { Liability } from './alliance.entity.js';

/** A firm as an agreement names it. */
export interface AgreementFirm {
  name: string;
  publicId: string;
  town: string;
  country: string;
  legalIds: { scheme: string; number: string }[];
}

/** All that an agreement says, and nothing that the record does not hold. Names, not ids: people sign it. */
export interface AgreementRecord {
  kind: AgreementKind;
  version: number;
  allianceName: string;
  tender: { title: string; buyerName: string; id: string } | null;
  firms: AgreementFirm[];
  lots: {
    /** Null for what a STANDING alliance is made of apart from any tender. */
    number: number | null;
    title: string | null;
    places: {
      firmName: string;
      roles: LineUpRole[];
      shareBasisPoints: number;
      part: string | null;
      /** Titles of the requirements it lends itself for. */
      reliedUponFor: string[];
    }[];
  }[];
  liability: Liability;
  representativeName: string;
  words: string;
  statements: GroupStatement[];
  proposedAt: Date;
  /** When roles, shares, lots or terms last changed. */
  changedAt: Date;
}

/** The agreement in one language: plain text in lines, each fact on its own. */
export function agreementText(record: AgreementRecord, language: Language): string {
  const speak = (key: string, facts: Record<string, unknown> = {}): string =>
    say(`alliances:agreement.${key}`, facts, language);
  const { kind, tender } = record;
  const firms = record.firms.map((firm, at) => `${at + 1}. ${firmLine(firm)}`);
  const lots = record.lots.flatMap((lot) => ['', ...lotLines(lot, language, speak)]);

  return clean([
    speak(`title.${kind}`, { name: record.allianceName }),
    speak('version', { version: record.version, on: dayOf(record.changedAt) }),
    '',
    speak(`opening.${kind}`),
    ...firms,
    '',
    tender ? speak('tender', { title: tender.title, buyer: tender.buyerName, id: tender.id }) : speak('standing'),
    ...lots,
    '',
    speak(`liability.${kind === 'COMMITMENT' ? 'COMMITMENT' : record.liability}`),
    speak('representative', { name: record.representativeName }),
    ...record.statements.map((statement) =>
      speak('statement', { statement: say(`packs:statement.${statement}`, {}, language) }),
    ),
    ...(record.words ? ['', speak('words'), record.words] : []),
    '',
    speak('proposed', { on: dayOf(record.proposedAt) }),
    speak('signature'),
  ]);
}

/** What is digested and signed: both languages, one below the other; UTF-8, NFC, lines ended by LF. */
export function canonicalText(textEn: string, textId: string): string {
  return `${textEn}\n\n----------\n\n${textId}\n`;
}

/** `sha256:` over the canonical text as UTF-8: anybody can compute it again from the file. */
export function agreementDigest(textEn: string, textId: string): string {
  return `sha256:${createHash('sha256').update(canonicalText(textEn, textId), 'utf8').digest('hex')}`;
}

function firmLine({ name, publicId, town, country, legalIds }: AgreementFirm): string {
  const numbers = legalIds.map(({ scheme, number }) => `${scheme} ${number}`);

  return `${name}, ${town} (${country}), ${[publicId, ...numbers].join(', ')}`;
}

function lotLines(
  { number, title, places }: AgreementRecord['lots'][number],
  language: Language,
  speak: (key: string, facts?: Record<string, unknown>) => string,
): string[] {
  const heading = number === null ? speak('noLot') : speak(title === null ? 'lotUnnamed' : 'lot', { number, title });
  const lines = places.flatMap((place) => {
    const roles = place.roles.map((role) => speak(`roles.${role}`)).join(', ');
    const share = percent(place.shareBasisPoints, language);
    const lent = place.reliedUponFor.join('; ');

    return [
      `- ${speak('place', { firm: place.firmName, roles, share })}`,
      ...(place.part ? [`  ${speak('part', { part: place.part })}`] : []),
      ...(lent ? [`  ${speak('lent', { requirements: lent })}`] : []),
    ];
  });

  return [heading, ...lines];
}

/** Basis points as per cent, with the decimal mark of the language; written here, so that no later runtime writes it otherwise. */
function percent(basisPoints: number, language: Language): string {
  const text = (basisPoints / 100).toFixed(2).replace(/\.?0+$/, '');

  return `${language === 'id' ? text.replace('.', ',') : text} %`;
}

/** The day in UTC, ISO 8601: the same in both languages and for ever. */
function dayOf(at: Date): string {
  return at.toISOString().slice(0, 10);
}

function clean(lines: readonly string[]): string {
  return lines.join('\n').replaceAll('\r\n', '\n').replaceAll('\r', '\n').normalize('NFC');
}
