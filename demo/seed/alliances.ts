import type { Demo } from '../read-demo.js';
import type { DemoPerson } from '../shapes.js';
import type { DemoAlliance, DemoMember } from '../tender-shapes.js';
import type { Teller } from './teller.js';
import type { Step } from './timeline.js';

/** What a firm does in one lot of an alliance; `lot` is null in a standing one. */
interface Seat {
  lot: string | null;
  member: DemoMember;
}

/** Firms propose alliances and invite each other; each answers for itself; all sign, or they part. */
export function alliances({ alliances: all, people }: Demo, teller: Teller): Step[] {
  return all.flatMap((alliance) => {
    const seats = alliance.lineUps.flatMap(({ lot, members }) => members.map((member) => ({ lot, member })));
    const told = new AllianceTelling(alliance, seats, people, teller);

    return [told.proposal(), ...seats.flatMap((seat) => told.answer(seat)), ...told.signatures(), ...told.end()];
  });
}

class AllianceTelling {
  constructor(
    private readonly alliance: DemoAlliance,
    private readonly seats: Seat[],
    private readonly people: DemoPerson[],
    private readonly teller: Teller,
  ) {}

  /** Everybody is asked before anybody answers: under joint liability a further member would end the yeses given. */
  proposal(): Step {
    const { key, kind, name, formPack, proposer, tender, proposedAt } = this.alliance;

    return {
      at: proposedAt,
      carryOut: () =>
        this.teller.together(async () => {
          const { id } = await this.teller.ownerOf(proposer).carryOut(
            'proposeAlliance',
            {
              kind,
              name,
              formPack,
              terms: this.#terms(proposer),
              places: this.#placesOf(proposer),
              ...(tender && { tenderId: this.teller.idOf('tender', tender) }),
            },
            '... on Alliance { id }',
          );
          this.teller.remember('alliance', key, id);
          for (const firm of new Set(this.seats.map(({ member }) => member.firm)))
            if (firm !== proposer) await this.#act(proposer, 'inviteFirm', this.#invitation(firm));
          const speaker = this.#representative();
          if (speaker !== proposer) await this.#act(proposer, 'changeAllianceTerms', { terms: this.#terms(speaker) });
          await this.#divideWork(proposer);
        }),
    };
  }

  /** Who left had said yes before, half-way between the proposal and the leaving. */
  answer({ lot, member }: Seat): Step[] {
    const { firm, state, respondedAt, note: reason } = member;
    const at = respondedAt ?? this.alliance.proposedAt;
    const consent = { at, carryOut: () => this.#consent(firm, lot) };
    const answers: Record<DemoMember['state'], Step[]> = {
      INVITED: [],
      CONSENTED: [consent],
      DECLINED: [{ at, carryOut: () => this.#act(firm, 'declineAlliance', { reason }) }],
      LEFT: [
        { ...consent, at: (this.alliance.proposedAt + at) / 2 },
        { at, carryOut: () => this.#act(firm, 'leaveAlliance', { reason }) },
      ],
    };

    return answers[state];
  }

  signatures(): Step[] {
    const at = this.alliance.agreementSignedAt;
    if (at === undefined) return [];
    const firms = [...new Set(this.seats.map(({ member }) => member.firm))];

    return [{ at, carryOut: () => this.#signAll(firms) }];
  }

  end(): Step[] {
    const { dissolvedAt: at, dissolveReason: reason, proposer } = this.alliance;

    return at === undefined ? [] : [{ at, carryOut: () => this.#act(proposer, 'dissolveAlliance', { reason }) }];
  }

  async #signAll(firms: string[]): Promise<void> {
    for (const firm of firms) {
      const voice = this.teller.ownerOf(firm);
      const { alliance } = await voice.ask<{ alliance: { agreement: { digest: string } } }>(
        'query ($id: ID!) { alliance(id: $id) { agreement { digest } } }',
        { id: this.#id },
      );
      const { name, language } = this.people.find(({ key }) => key === voice.personKey)!;
      const position = language === 'id' ? 'Pemilik' : 'Owner';
      const tenderId = this.alliance.tender && this.teller.idOf('tender', this.alliance.tender);
      await this.#act(firm, 'signAgreement', { tenderId, digest: alliance.agreement.digest, name, position });
    }
  }

  /** Says yes to what stands there for the firm now. */
  async #consent(firm: string, lot: string | null): Promise<void> {
    const voice = this.teller.ownerOf(firm);
    const { alliance } = await voice.ask<{ alliance: AllianceRead }>(
      `query ($id: ID!) { alliance(id: $id) { terms { version } lineUps { lot { id } positions { version firm { id } } } } }`,
      { id: this.#id },
    );
    const lotId = this.#lotId(lot);
    const lineUp = alliance.lineUps.find((read) => (read.lot?.id ?? null) === lotId)!;
    const { version } = lineUp.positions.find((read) => read.firm.id === voice.firmId)!;
    await this.#act(firm, 'consentToAlliance', {
      places: [{ lotId, version }],
      termsVersion: alliance.terms.version,
    });
  }

  async #divideWork(proposer: string): Promise<void> {
    for (const { lot, packages = [] } of this.alliance.lineUps)
      if (packages.length > 0)
        await this.#act(proposer, 'setWorkPackages', {
          lotId: this.#lotId(lot),
          packages: packages.map(({ name, performer, provesFor }) => ({
            name,
            performerFirmId: this.teller.idOf('firm', performer),
            provesFor: provesFor.map((key) => this.teller.idOf('requirement', `${this.alliance.tender} ${lot} ${key}`)),
          })),
        });
  }

  #invitation(firm: string): Record<string, unknown> {
    return { firmId: this.teller.idOf('firm', firm), places: this.#placesOf(firm) };
  }

  #placesOf(firm: string): object[] {
    return this.seats
      .filter(({ member }) => member.firm === firm)
      .map(({ lot, member: { roles, shareBasisPoints, reliedUponFor = [] } }) => ({
        lotId: this.#lotId(lot),
        roles,
        shareBasisPoints,
        reliedUponFor: reliedUponFor.map((key) =>
          this.teller.idOf('requirement', `${this.alliance.tender} ${lot} ${key}`),
        ),
      }));
  }

  #lotId(lot: string | null): string | null {
    return lot === null ? null : this.teller.idOf('lot', `${this.alliance.tender} ${lot}`);
  }

  #terms(speaker: string): object {
    const { liability, text: words, statements } = this.alliance.terms;

    return { liability, words, statements, representativeFirmId: this.teller.idOf('firm', speaker) };
  }

  /** The firm of the person who speaks for the alliance. */
  #representative(): string {
    const { roles } = this.people.find(({ key }) => key === this.alliance.terms.representative)!;

    return this.seats.find(({ member }) => roles.some(({ firm }) => firm === member.firm))!.member.firm;
  }

  async #act(firm: string, verb: string, input: Record<string, unknown>): Promise<void> {
    await this.teller.ownerOf(firm).carryOut(verb, { allianceId: this.#id, ...input });
  }

  get #id(): string {
    return this.teller.idOf('alliance', this.alliance.key);
  }
}

interface AllianceRead {
  terms: { version: number };
  lineUps: { lot: { id: string } | null; positions: { version: number; firm: { id: string } }[] }[];
}
