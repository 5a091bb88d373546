import type { Json, JsonObject } from './exact-json.js';
import type { GroupMember, Party } from './external-notice.js';
import type { PublishedProcess } from './published-process.js';
import { said } from './writing-values.js';

/** The firm where it is named: id and name; in a group also its roles and share, as fields of Kongsi's own. */
export function reference(party: Party | GroupMember | null): JsonObject | null {
  if (!party) return null;
  const inGroup = 'roles' in party ? said({ roles: party.roles, shareBasisPoints: party.shareBasisPoints }) : null;

  return said({ id: party.ocdsId, name: party.name, kongsi: inGroup });
}

export function references(parties: readonly GroupMember[]): JsonObject[] {
  return parties.map((party) => reference(party) ?? {});
}

/**
 * Every firm of the process once, with the OCDS roles it has in it.
 * @throws RangeError when a firm has no id: references could not be told apart.
 */
export function writtenParties(process: PublishedProcess): JsonObject[] {
  const roles = new Map<string, { party: Party; roles: Set<string> }>();
  const name = (role: string, parties: readonly (Party | null)[]): void => {
    for (const party of parties) {
      if (!party) continue;
      if (party.ocdsId === null) throw new RangeError(`The firm ${party.name} has no id to be published under`);
      const known = roles.get(party.ocdsId) ?? { party, roles: new Set() };
      known.roles.add(role);
      roles.set(party.ocdsId, known);
    }
  };
  name('buyer', [process.buyer]);
  name('procuringEntity', [process.procuringEntity]);
  name('tenderer', [...process.tenderers, ...process.bids.flatMap((bid) => bid.tenderers)]);
  name(
    'supplier',
    process.awards.flatMap((award) => award.suppliers),
  );

  return [...roles.values()].map(({ party, roles: own }) => writtenParty(party, [...own]));
}

function writtenParty(party: Party, roles: Json[]): JsonObject {
  const [first, ...further] = party.legalIds.map(({ scheme, number }) => said({ scheme, id: number }));
  const { address } = party;

  return said({
    id: party.ocdsId,
    name: party.name,
    identifier: first,
    additionalIdentifiers: further,
    address:
      address &&
      said({
        streetAddress: address.street,
        locality: address.town,
        region: address.region,
        postalCode: address.postalCode,
        countryName: address.country,
      }),
    details: said({ scale: party.scale }),
    roles,
  });
}
