import {
  type CanActivate,
  type CustomDecorator,
  type ExecutionContext,
  Injectable,
  type OnApplicationBootstrap,
  SetMetadata,
  createParamDecorator,
} from '@nestjs/common';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { GqlExecutionContext } from '@nestjs/graphql';
import type { Actor, FirmRoleName } from './actor.js';
import { BadUserInput, Forbidden, NotFound, Unauthenticated } from './errors.js';
import type { RequestContext } from './request.js';

/** Who may call a root field. */
export type Access =
  { kind: 'PUBLIC' } | { kind: 'SIGNED_IN' } | { kind: 'OPERATOR' } | { kind: 'FIRM_ROLE'; roles: FirmRoleName[] };

const ACCESS = 'kongsi:access';

/** Anybody may call it, signed in or not. */
export const Public = (): CustomDecorator => SetMetadata(ACCESS, { kind: 'PUBLIC' } satisfies Access);

/** Any person who is signed in. */
export const SignedIn = (): CustomDecorator => SetMetadata(ACCESS, { kind: 'SIGNED_IN' } satisfies Access);

/** The people who run this Kongsi. */
export const Operator = (): CustomDecorator => SetMetadata(ACCESS, { kind: 'OPERATOR' } satisfies Access);

/** A delegate of the firm named by `input.actingFor` (mutations) or `firmId` (queries) who holds one of the roles. */
export const FirmRole = (...roles: FirmRoleName[]): CustomDecorator =>
  SetMetadata(ACCESS, { kind: 'FIRM_ROLE', roles } satisfies Access);

/** The actor of this call; for `@FirmRole` fields, already acting for the named firm. */
export const Acting = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  const { actor } = GqlExecutionContext.create(context).getContext<RequestContext>();
  const firmId = namedFirm(GqlExecutionContext.create(context).getArgs());

  return firmId !== undefined && actor.actsFor([firmId]) ? actor.actingFor(firmId) : actor;
});

/** Asks each root field's rule before its resolver runs. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    if (context.getType<string>() !== 'graphql') return true;
    const graphql = GqlExecutionContext.create(context);
    const access = this.reflector.get<Access | undefined>(ACCESS, context.getHandler());
    const { actor } = graphql.getContext<RequestContext>();
    if (!access) throw new Error(`${context.getClass().name}.${context.getHandler().name} states no access rule`);
    ensureScope(actor, graphql.getInfo<{ operation: { operation: string } }>().operation.operation);
    ensureAccess(access, actor, graphql.getArgs());

    return true;
  }
}

/** @throws Unauthenticated, Forbidden, NotFound (the firm is not the person's to see) or BadUserInput (no firm named) */
export function ensureAccess(access: Access, actor: Actor, args: Record<string, unknown>): void {
  if (access.kind === 'PUBLIC') return;
  if (actor.personId === null) throw new Unauthenticated();
  if (access.kind === 'SIGNED_IN') return;
  if (access.kind === 'OPERATOR') {
    if (!actor.operator) throw new Forbidden('OPERATOR');

    return;
  }
  const firmId = namedFirm(args);
  if (firmId === undefined)
    throw new BadUserInput([{ path: 'input.actingFor', message: 'Name the firm you act for.' }]);
  if (!actor.actsFor([firmId])) throw new NotFound();
  if (!actor.holds(firmId, ...access.roles)) throw new Forbidden(access.roles.join(', '));
}

function ensureScope(actor: Actor, operation: string): void {
  const needed = operation === 'mutation' ? 'WRITE' : 'READ';
  if (!actor.scopes.includes(needed)) throw new Forbidden(`token scope ${needed}`);
}

function namedFirm(args: Record<string, unknown>): string | undefined {
  const { input, firmId } = args as { input?: { actingFor?: unknown }; firmId?: unknown };
  const named = input?.actingFor ?? firmId;

  return typeof named === 'string' ? named : undefined;
}

/** Stops the start when a root field states no access rule: an unmarked field is a defect, never an open door. */
@Injectable()
export class AccessCheck implements OnApplicationBootstrap {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly reflector: Reflector,
  ) {}

  onApplicationBootstrap(): void {
    const unmarked = this.rootFields().filter((field) => !field.access);
    if (unmarked.length > 0) {
      throw new Error(`These root fields state no access rule: ${unmarked.map((field) => field.name).join(', ')}`);
    }
  }

  /** Every query and mutation with its rule. */
  rootFields(): { name: string; access: Access | undefined }[] {
    return this.discovery.getProviders().flatMap((provider) => {
      const { instance } = provider as { instance?: Record<string, unknown> };
      if (!instance || typeof instance !== 'object') return [];
      const prototype = Object.getPrototypeOf(instance) as Record<string, unknown>;

      return this.scanner
        .getAllMethodNames(prototype)
        .map((name) => prototype[name])
        .filter((method): method is () => unknown => typeof method === 'function')
        .filter((method) => isRootField(this.reflector.get<string | undefined>('graphql:resolver_type', method)))
        .map((method) => ({
          name: `${instance.constructor.name}.${method.name}`,
          access: this.reflector.get<Access | undefined>(ACCESS, method),
        }));
    });
  }
}

function isRootField(type: string | undefined): boolean {
  return type === 'Query' || type === 'Mutation' || type === 'Subscription';
}
