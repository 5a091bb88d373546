import type { RequestContext } from '#libs/platform';

/** Where a request comes from, for counting tries; behind proxies as many of them are trusted as `TRUST_PROXY` says. */
export function placeOf(context: RequestContext): string {
  return context.req?.ip ?? 'here';
}
