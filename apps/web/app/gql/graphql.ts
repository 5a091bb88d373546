import { initGraphQLTada } from 'gql.tada';
import type { introspection } from './graphql-env.js';

/** Writes a GraphQL document whose answer is typed by `apps/api/schema.graphql`. */
export const graphql = /* #__PURE__ */ initGraphQLTada<{
  introspection: introspection;
  // Components state what they show as a fragment beside themselves; its fields stay readable where it is spread.
  disableMasking: true;
  scalars: { DateTime: string; Day: string; Decimal: string; ID: string };
}>();

export type { FragmentOf, ResultOf, VariablesOf } from 'gql.tada';
