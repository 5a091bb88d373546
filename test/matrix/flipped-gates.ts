import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import type { Access } from '#libs/platform';
import type { Kongsi } from '../support/kongsi.js';
import { type Roles, anyRole } from './expected-access.js';
import type { Caller } from './gate.js';

/** The rule a root field states, in the memory of the running api. */
export interface RuleStated {
  access: Access;
  become(access: Access): void;
}

const stated = 'kongsi:access';

/** The rule of every root field by its name, read from the metadata of the resolvers. */
export function rulesOf({ app }: Kongsi): Map<string, RuleStated> {
  const rules = new Map<string, RuleStated>();
  const scanner = new MetadataScanner();
  for (const { instance } of app.get(DiscoveryService).getProviders() as { instance?: object }[]) {
    if (!instance || typeof instance !== 'object') continue;
    const prototype = Object.getPrototypeOf(instance) as Record<string, unknown>;
    for (const name of scanner.getAllMethodNames(prototype)) {
      const method = prototype[name];
      if (typeof method !== 'function') continue;
      const access = Reflect.getMetadata(stated, method) as Access | undefined;
      const field = (Reflect.getMetadata('graphql:resolver_name', method) as string | undefined) ?? name;
      if (access) rules.set(field, { access, become: (to) => Reflect.defineMetadata(stated, to, method) });
    }
  }

  return rules;
}

/** One flip of a rule, and who is answered differently then. */
export interface Flip {
  to: Access;
  seenBy: Caller;
}

/** Every way to get a rule wrong: open to all, shut, and each role wrongly out. */
export function flipsOf(access: Access): Flip[] {
  switch (access.kind) {
    case 'PUBLIC':
      return [
        { to: { kind: 'SIGNED_IN' }, seenBy: 'NOBODY' },
        { to: { kind: 'OPERATOR' }, seenBy: 'NOBODY' },
      ];
    case 'SIGNED_IN':
      return [{ to: { kind: 'PUBLIC' }, seenBy: 'NOBODY' }];
    case 'OPERATOR':
      return [
        { to: { kind: 'PUBLIC' }, seenBy: 'NOBODY' },
        { to: { kind: 'SIGNED_IN' }, seenBy: 'STRANGER' },
      ];
    case 'FIRM_ROLE':
      return [
        { to: { kind: 'PUBLIC' }, seenBy: 'NOBODY' },
        // Behind the gate a stranger is not found either: who acts for the firm in another role sees the difference.
        ...without(anyRole, ...access.roles)
          .slice(0, 1)
          .map((role): Flip => ({ to: { kind: 'SIGNED_IN' }, seenBy: role })),
        ...access.roles.map((role): Flip => ({
          to: { kind: 'FIRM_ROLE', roles: without(access.roles, role) },
          seenBy: role,
        })),
        ...without(anyRole, ...access.roles).map((role): Flip => ({
          to: { kind: 'FIRM_ROLE', roles: [...access.roles, role] },
          seenBy: role,
        })),
      ];
  }
}

function without(roles: readonly Roles[], ...out: readonly Roles[]): Roles[] {
  return roles.filter((role) => !out.includes(role));
}
