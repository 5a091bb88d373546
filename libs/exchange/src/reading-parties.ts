import type { Address, Contact, GroupMember, Party } from './external-notice.js';
import type { Place } from './place.js';
import { textIn } from './reading-classes.js';

/** Words by which a firm's name says that it is a group of firms, in the languages of the sources we know. */
const GROUP_NAME =
  /\b(uni[oó]n temporal|u\.?\s?t\.?\s?e\.?|consor[cs]io|consorci|consortium|consórcio|konsorsium|konsortium|joint venture|joint operation|kerja ?sama operasi|kso|bietergemeinschaft|arbeitsgemeinschaft|arge|groupement|raggruppamento|r\.t\.i|a\.t\.i)\b|консорціум|консорциум|^u\.?t\.?\s/i;

/** One firm's legal form at the end of its name: "Consorcio IUYET, S.A. de C.V." is a single firm. */
const SINGLE_FIRM = /[\s,]s\.?\s?(a\.?(\s?s\.?)?|c\.?)(\s?de\s?c\.?\s?v\.?)?$/i;

/** Does the name say that this is a group of firms (UNION TEMPORAL, CONSORCIO, …)? */
export function isGroupName(name: string): boolean {
  return GROUP_NAME.test(name) && !SINGLE_FIRM.test(name);
}

/** The organizations of a release: references elsewhere are completed from its list of parties. */
export class Parties {
  private readonly byId = new Map<string, Place>();
  private readonly all: Place[];

  constructor(
    release: Place,
    private readonly keepContacts: boolean,
  ) {
    this.all = release.at('parties').objects();
    for (const party of this.all) {
      const id = party.at('id').text();
      if (id !== null && !this.byId.has(id)) this.byId.set(id, party);
    }
    if (!keepContacts) this.tellDroppedContacts(release);
  }

  /** The party with that role in the list of parties. */
  withRole(role: string): Party | null {
    const place = this.all.find((party) => party.at('roles').texts().includes(role) && this.named(party));

    return place ? this.at(place) : null;
  }

  /** The organization at this place, or null when nothing there or in the parties names it. */
  at(place: Place): Party | null {
    if (!place.isObject() || place.isEmpty()) return null;
    const ocdsId = place.at('id').text();
    const listed = ocdsId === null ? undefined : this.byId.get(ocdsId);
    const sources = listed && listed.path !== place.path ? [place, listed] : [place];
    const name = this.nameFrom(sources, ocdsId);
    if (name === null) return null;
    const addresses = sources.map((source) => addressAt(source.at('address')));

    return {
      ocdsId,
      name,
      legalIds: legalIdsFrom(sources),
      address: addresses.find((address) => address !== null) ?? null,
      scale: sources.map((source) => source.at('details').at('scale').text()).find((scale) => scale !== null) ?? null,
      contact: this.keepContacts ? (sources.map(contactAt).find((contact) => contact !== null) ?? null) : null,
    };
  }

  /** The firms at this place, in their order; those nobody names are left out. */
  membersAt(place: Place): GroupMember[] {
    return place.objects().flatMap((entry) => {
      const party = this.at(entry);
      const own = entry.at('kongsi');
      const share = own.at('shareBasisPoints').decimal();
      return party
        ? { ...party, roles: own.at('roles').texts(), shareBasisPoints: share === null ? null : Number(share) }
        : [];
    });
  }

  private named(place: Place): boolean {
    return [place.at('name'), place.at('identifier').at('legalName'), place.at('id')].some((one) => !one.isEmpty());
  }

  private nameFrom(sources: Place[], ocdsId: string | null): string | null {
    for (const source of sources) {
      const name = textIn(source, 'name');
      if (name !== null) return name;
    }
    const [first] = sources;
    for (const source of sources) {
      const legalName = textIn(source.at('identifier'), 'legalName') ?? source.at('identifier').at('id').text();
      if (legalName !== null) {
        source.findings.add('nameFromIdentifier', source.path, legalName);
        return legalName;
      }
    }
    first?.findings.add(ocdsId === null ? 'nameMissing' : 'nameFromIdentifier', first.path, ocdsId);

    return ocdsId;
  }

  private tellDroppedContacts(release: Place): void {
    const walk = (value: unknown, path: string): void => {
      if (typeof value !== 'object' || value === null) return;
      for (const [key, inner] of Object.entries(value)) {
        const inside = Array.isArray(value) ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`;
        if (key === 'contactPoint' && inner !== null) release.findings.add('contactDropped', inside);
        else walk(inner, inside);
      }
    };
    walk(release.value, '');
  }
}

function legalIdsFrom(sources: Place[]): Party['legalIds'] {
  const places = sources.flatMap((source) => [source.at('identifier'), ...additionalIn(source)]);
  const ids = places.flatMap((place) => {
    const number = place.at('id').text();
    return number === null ? [] : { scheme: place.at('scheme').text(), number };
  });

  return ids.filter(
    (one, at) => ids.findIndex((other) => other.scheme === one.scheme && other.number === one.number) === at,
  );
}

function additionalIn(source: Place): Place[] {
  return source.at('additionalIdentifiers').objects();
}

function addressAt(place: Place): Address | null {
  if (!place.isObject() || place.isEmpty()) return null;

  return {
    street: place.at('streetAddress').text(),
    town: place.at('locality').text(),
    region: place.at('region').text(),
    postalCode: place.at('postalCode').text(),
    country: (place.at('countryName').isEmpty() ? place.at('country') : place.at('countryName')).text(),
  };
}

function contactAt(place: Place): Contact | null {
  const contact = place.at('contactPoint');
  if (!contact.isObject() || contact.isEmpty()) return null;

  return {
    name: contact.at('name').text(),
    email: contact.at('email').text(),
    telephone: contact.at('telephone').text(),
  };
}
