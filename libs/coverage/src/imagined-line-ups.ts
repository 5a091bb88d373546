import { Injectable } from '@nestjs/common';
import { type Actor, BadUserInput, say } from '#libs/platform';
import type { LineUpVerdict } from '#libs/rule-packs';
import { TenderReading } from '#libs/tenders';
import type { CheckLineUpInput } from './pack-checks.graphql.js';
import { PackChecks } from './pack-checks.service.js';
import { RulePacks } from './rule-packs.service.js';

/** Line-ups that are only thought of. */
@Injectable()
export class ImaginedLineUps {
  constructor(
    private readonly packs: RulePacks,
    private readonly checks: PackChecks,
    private readonly tenders: TenderReading,
  ) {}

  /**
   * @returns verdicts, and for each firm in them the name it was given here, or null for one that has its own
   * @throws NotFound (lot), BadUserInput (no such form pack, a firm twice)
   */
  async check(
    actor: Actor,
    input: CheckLineUpInput,
  ): Promise<{ verdicts: LineUpVerdict[]; names: ReadonlyMap<string, string | null> }> {
    const form = await this.packs.ensureNewest(input.formPack, 'FORM', 'input.formPack');
    const of = input.lotId ? await this.tenders.visibleLot(actor, input.lotId) : null;
    // Firms that are not here stand under an id of their own, which is nobody's.
    const places = input.places.map((place, at) => ({
      place,
      key: place.firmId ?? `00000000-0000-8000-8000-${String(at + 1).padStart(12, '0')}`,
    }));
    if (new Set(places.map(({ key }) => key)).size < places.length)
      throw new BadUserInput([{ path: 'input.places', message: say('packs:firmTwice') }]);
    const facts = await this.checks.factsOf(actor, of, {
      places: places.map(({ key, place }) => ({
        firmId: key,
        roles: place.roles,
        shareBasisPoints: place.shareBasisPoints ?? null,
        reliedUponFor: [],
      })),
      moment: input.moment,
      liability: input.liability ?? null,
      representativeFirmId: places.find(({ place }) => place.roles.includes('LEAD'))?.key ?? null,
      agreementSigned: input.agreementSigned ?? null,
      signedBy: null,
      statements: input.statements,
      isBound: false,
    });
    const firms = facts.firms.map((firm, at) => {
      const { size, form: kind, grade } = places[at]!.place;

      return { ...firm, size: size ?? firm.size, form: kind ?? firm.form, grade: grade ?? firm.grade, lendsFor: null };
    });
    const procedure = of ? { [of.tender.pack]: of.tender.packVersion } : {};
    const versions = { [form.pack.id]: form.pack.version, ...procedure };

    return {
      verdicts: await this.checks.verdicts(versions, { ...facts, firms }, of?.tender ?? null),
      names: new Map(places.map(({ key, place }, at) => [key, place.firmId ? null : (place.name ?? `${at + 1}`)])),
    };
  }
}
