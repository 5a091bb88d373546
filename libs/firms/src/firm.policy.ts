import type { Actor } from '#libs/platform';
import type { Firm } from './firm.entity.js';

/** A firm's page: everybody while it is public; while it is hidden its delegates and the operators. */
export function canSeePage(actor: Actor, firm: Pick<Firm, 'id' | 'hiddenAt'>): boolean {
  return firm.hiddenAt === null || actor.actsFor([firm.id]) || actor.operator;
}

/** The same rule as a filter over the rows of "firm". The values are `actor.firmIds` and `actor.operator`. */
export function canSeePageSql(firm: string, firmIds: `$${number}`, operator: `$${number}`): string {
  return `(${firm}."hiddenAt" IS NULL OR ${firm}."id" = ANY (${firmIds}::uuid[]) OR ${operator}::boolean)`;
}

/**
 * A legal id: as the page, but a tax number that can be a person's (the NPWP of a sole trader is the national identity number) is seen
 * by the firm's delegates and the operators only.
 */
export function canSeeLegalId(actor: Actor, firm: Pick<Firm, 'id' | 'hiddenAt'>, legalId: { scheme: string }): boolean {
  return actor.actsFor([firm.id]) || actor.operator || (firm.hiddenAt === null && legalId.scheme !== 'NPWP');
}

/** The same rule as a filter over "firmLegalId" joined to "firm". */
export function canSeeLegalIdSql(firm: string, legalId: string, firmIds: `$${number}`, operator: `$${number}`): string {
  return `(${firm}."id" = ANY (${firmIds}::uuid[]) OR ${operator}::boolean
    OR (${firm}."hiddenAt" IS NULL AND ${legalId}."scheme" <> 'NPWP'))`;
}
