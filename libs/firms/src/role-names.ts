import { type FirmRoleName, type Language, say } from '#libs/platform';

/** Facts of a mail may hold `roles`; a reader gets them by their names. */
export function withRoleNames(
  facts: Record<string, unknown> & { roles: readonly FirmRoleName[] },
  language: Language,
): Record<string, unknown> {
  return { ...facts, roles: facts.roles.map((role) => say(`roles:${role}`, {}, language)).join(', ') };
}
