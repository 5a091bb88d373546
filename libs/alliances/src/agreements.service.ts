import { Injectable, type OnModuleInit } from '@nestjs/common';
import { In } from 'typeorm';
import { isLead } from '#libs/coverage';
import { Firm, FirmLegalId } from '#libs/firms';
import { type Actor, Clock, Db, Events, Files, documentTypes, newId } from '#libs/platform';
import { Lot, LotRequirement, Tender } from '#libs/tenders';
import { type AgreementRecord, agreementDigest, agreementText } from './agreement-text.js';
import { Agreement, AgreementSignature } from './agreement.entity.js';
import { AllianceNews } from './alliance-news.js';
import { type AllianceRecord, isSole } from './alliance-record.js';
import { AllianceRecords } from './alliance-records.js';
import type { Alliance } from './alliance.entity.js';
import { standingSql } from './alliance.policy.js';
import { AgreementChanged, ConsentMissing, NotJoined } from './alliance.refusals.js';
import type { SignAgreementInput } from './alliance-verbs.graphql.js';
import { firmsWithoutConsent } from './consent-state.js';
import type { LineUpPosition } from './line-up.entity.js';

/** What a signed paper was uploaded for. */
const signedPaper = 'SIGNED_AGREEMENT';

/** The agreement of an alliance: drawn from the record, signed by each firm over its digest. */
@Injectable()
export class AgreementsService implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly files: Files,
    private readonly records: AllianceRecords,
    private readonly news: AllianceNews,
  ) {}

  onModuleInit(): void {
    this.files.register({
      name: signedPaper,
      maxBytes: 50 * 1_048_576,
      mediaTypes: documentTypes,
      mayRead: (actor, file) => this.mayReadPaper(actor, file.id),
    });
  }

  /**
   * Signs the text that was read. The first signature keeps the text as it is then.
   *
   * @throws NotJoined, ConsentMissing (whoever has not consented cannot be bound), AgreementChanged, AllianceDissolved, NotFound,
   *   BadUserInput (the file)
   */
  async sign(actor: Actor, input: SignAgreementInput): Promise<Alliance> {
    const record = await this.records.lock(actor, input.allianceId);
    const { alliance } = record;
    if (record.partner(actor.firm)?.state !== 'PARTNER') throw new NotJoined();
    const tenderId = input.tenderId ?? null;
    const lineUps = record.lineUpsOf(tenderId);
    if (!lineUps.some(({ positions }) => positions.some(({ firmId }) => firmId === actor.firm))) throw new NotJoined();
    const drawn = await this.draw(record, tenderId);
    if (input.digest !== drawn.digest) throw new AgreementChanged(drawn.digest);
    const missing = lineUps.flatMap((whole) => firmsWithoutConsent(record, whole));
    if (missing.length > 0) throw new ConsentMissing(await this.records.named(missing));
    const now = await this.clock.now();
    const agreement = await this.kept(drawn, now);
    const { name, position, fileId = null } = input;
    if (fileId !== null) await this.files.attach(fileId, signedPaper, actor, now);
    const signed = await this.db.sql(
      `INSERT INTO "agreementSignature" ("agreementId", "firmId", "personId", "name", "position", "digest", "signedAt", "fileId")
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING RETURNING "firmId"`,
      [agreement.id, actor.firm, actor.person, name.trim(), position.trim(), agreement.digest, now, fileId],
    );
    if (signed.length === 0) return alliance;
    const facts = { agreementId: agreement.id, digest: agreement.digest };
    await this.events.record('alliance', alliance.id, actor, { kind: 'AGREEMENT_SIGNED', at: now, facts });
    const others = record.partners.filter((partner) => partner.state === 'PARTNER').map(({ firmId }) => firmId);
    const tidings = { kind: 'ALLIANCE_SIGNED', byFirmId: actor.firm, except: actor.person } as const;
    await this.news.tell(alliance, others, { ...tidings, occasion: `${agreement.id}:${actor.firm}` });

    return alliance;
  }

  /** The agreement for a tender as the record says it now: the kept one while it still says the same, else one not yet signed. */
  async draw(record: AllianceRecord, tenderId: string | null): Promise<Agreement> {
    const { alliance } = record;
    const former = await this.db
      .of(Agreement)
      .createQueryBuilder('it')
      .where('it.allianceId = :id AND it.tenderId IS NOT DISTINCT FROM :tenderId', { id: alliance.id, tenderId })
      .orderBy('it.version', 'DESC')
      .getMany();
    const [last] = former;
    const isStanding = last !== undefined && last.supersededAt === null;
    if (isStanding) {
      const same = await this.write(record, tenderId, last.version);
      if (same.digest === last.digest) return last;
    }

    return this.write(record, tenderId, (last?.version ?? 0) + 1);
  }

  /** Firms of the line-ups for the tender that have not signed what stands now; empty for a firm that is alone in them. */
  async unsigned(record: AllianceRecord, tenderId: string | null): Promise<string[]> {
    const positions = record.lineUpsOf(tenderId).flatMap((whole) => whole.positions);
    const firmIds = [...new Set(positions.map(({ firmId }) => firmId))];
    if (firmIds.length < 2) return [];
    const { id } = await this.draw(record, tenderId);
    const signatures = await this.db.of(AgreementSignature).findBy({ agreementId: id });

    return firmIds.filter((firmId) => !signatures.some((signature) => signature.firmId === firmId));
  }

  /** The row behind what was drawn, written with the first signature; what it takes the place of is superseded. */
  private async kept(drawn: Agreement, now: Date): Promise<Agreement> {
    if (await this.db.of(Agreement).existsBy({ id: drawn.id })) return drawn;
    await this.records.supersede(drawn.allianceId, [drawn.tenderId], now);
    drawn.createdAt = now;
    await this.db.of(Agreement).insert(drawn);

    return drawn;
  }

  private async write(record: AllianceRecord, tenderId: string | null, version: number): Promise<Agreement> {
    const facts = await this.factsOf(record, tenderId, version);
    const [textEn, textId] = [agreementText(facts, 'en'), agreementText(facts, 'id')];

    return Object.assign(new Agreement(), {
      id: newId(),
      allianceId: record.alliance.id,
      tenderId,
      version,
      kind: facts.kind,
      textEn,
      textId,
      digest: agreementDigest(textEn, textId),
      createdAt: lastChange(record, tenderId),
      supersededAt: null,
    });
  }

  private async factsOf(record: AllianceRecord, tenderId: string | null, version: number): Promise<AgreementRecord> {
    const { alliance } = record;
    const lineUps = record.lineUpsOf(tenderId);
    const tender = tenderId === null ? null : await this.db.get(Tender, tenderId);
    const firmIds = lineUps.flatMap(({ positions }) => positions.map(({ firmId }) => firmId));
    const firms = await this.firms([...firmIds, alliance.terms.representativeFirmId, tender?.buyerFirmId ?? null]);
    const name = (firmId: string): string => firms.get(firmId)!.name;
    const lots = await this.db.of(Lot).findBy({ id: In(lineUps.flatMap(({ lineUp }) => lineUp.lotId ?? [])) });
    const lent = lineUps.flatMap(({ positions }) => positions.flatMap((position) => position.reliedUponFor));
    const requirements = await this.db.of(LotRequirement).findBy({ id: In(lent) });
    const parties = [...firms.entries()].filter(([firmId]) => firmIds.includes(firmId)).map(([, firm]) => firm);

    return {
      kind: lineUps.every(({ positions }) => isSole(positions)) ? 'COMMITMENT' : 'AGREEMENT',
      version,
      allianceName: alliance.name,
      liability: alliance.terms.liability,
      words: alliance.terms.words,
      statements: alliance.terms.statements ?? [],
      tender: tender && {
        title: tender.title,
        buyerName: tender.buyerFirmId ? name(tender.buyerFirmId) : (tender.origin?.buyerName ?? '—'),
        id: tender.origin?.ocid ?? tender.id,
      },
      firms: parties,
      lots: lineUps
        .map(({ lineUp, positions }) => {
          const lot = lots.find(({ id }) => id === lineUp.lotId);
          const places = [...positions]
            .sort(leadFirst)
            .map(({ firmId, roles, shareBasisPoints, part, reliedUponFor }) => ({
              firmName: name(firmId),
              roles,
              shareBasisPoints,
              part,
              reliedUponFor: requirements
                .filter(({ id }) => reliedUponFor.includes(id))
                .map(({ title }) => title)
                .sort(),
            }));
          return {
            number: lot?.number ?? null,
            title: lot?.title ?? null,
            places,
          };
        })
        .sort((a, b) => (a.number ?? 0) - (b.number ?? 0)),
      representativeName: name(alliance.terms.representativeFirmId),
      proposedAt: alliance.createdAt,
      changedAt: lastChange(record, tenderId),
    };
  }

  /** Firms by id with their numbers, in the order of their names. A tax number that can be a person's (NPWP) stays out of papers others read. */
  private async firms(ids: readonly (string | null)[]): Promise<Map<string, AgreementRecord['firms'][number]>> {
    const wanted = [...new Set(ids.filter((id) => id !== null))];
    const firms = await this.db.of(Firm).find({ where: { id: In(wanted) }, order: { name: 'ASC', id: 'ASC' } });
    const numbers = await this.db.of(FirmLegalId).find({
      where: { firmId: In(wanted) },
      order: { scheme: 'ASC', number: 'ASC' },
    });

    return new Map(
      firms.map(({ id, name, publicId, town, country }) => {
        const own = numbers.filter(({ firmId, scheme }) => firmId === id && scheme !== 'NPWP');

        return [id, { name, publicId, town, country, legalIds: own.map(({ scheme, number }) => ({ scheme, number })) }];
      }),
    );
  }

  /** As the agreement itself: partners, and whoever signed it. */
  private async mayReadPaper(actor: Actor, fileId: string): Promise<boolean> {
    const rows = await this.db.sql(
      `SELECT 1 FROM "agreementSignature" signature JOIN "agreement" agreement ON agreement."id" = signature."agreementId"
         JOIN "alliance" alliance ON alliance."id" = agreement."allianceId"
       WHERE signature."fileId" = $1 AND (${standingSql('alliance', '$2')} = 'PARTNER' OR EXISTS (
         SELECT 1 FROM "agreementSignature" own WHERE own."agreementId" = agreement."id" AND own."firmId" = ANY ($2::uuid[])))`,
      [fileId, actor.firmIds],
    );

    return rows.length > 0;
  }
}

/** When anything that the agreement says last changed: other terms renew every place. */
function lastChange(record: AllianceRecord, tenderId: string | null): Date {
  const places = record.lineUpsOf(tenderId).flatMap(({ positions }) => positions);

  return places.reduce((last, { changedAt }) => (changedAt > last ? changedAt : last), record.alliance.createdAt);
}

/** The lead, then the larger share. */
function leadFirst(a: LineUpPosition, b: LineUpPosition): number {
  return (
    Number(isLead(b)) - Number(isLead(a)) || b.shareBasisPoints - a.shareBasisPoints || (a.firmId < b.firmId ? -1 : 1)
  );
}
