import { randomUUID } from 'node:crypto';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Logger } from 'pino';
import { BadUserInput, NotFound } from './errors.js';
import { say } from './language.js';

const told = new Set([
  'BAD_USER_INPUT',
  'NOT_FOUND',
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'TOO_MANY_REQUESTS',
  'GRAPHQL_VALIDATION_FAILED',
  'GRAPHQL_PARSE_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'BAD_REQUEST',
  'PERSISTED_QUERY_NOT_FOUND',
  'LIMIT_EXCEEDED',
]);

/**
 * What the world is told of an error: those meant for it as they are, everything else as `INTERNAL` with an `errorId` that the log
 * explains. Data PostgreSQL cannot read (a malformed id, a NUL byte) is the caller's mistake, not ours.
 */
export function tellError(logger: Logger): (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError {
  return (formatted, error) => {
    const thrown = causeOf(error);
    const known = dataMistake(thrown) ?? (thrown instanceof GraphQLError ? thrown : undefined);
    const code = (known?.extensions?.code ?? formatted.extensions?.code) as string | undefined;
    if (code && told.has(code)) {
      const { stacktrace: _, ...extensions } = known?.extensions ?? formatted.extensions ?? {};

      return {
        message: known?.message ?? formatted.message,
        locations: formatted.locations,
        path: formatted.path,
        extensions: { ...extensions, code },
      };
    }
    const errorId = randomUUID();
    logger.error({ errorId, err: thrown, path: formatted.path }, 'unexpected error');

    return {
      message: say('errors:internal', { errorId }),
      path: formatted.path,
      extensions: { code: 'INTERNAL', errorId },
    };
  };
}

function causeOf(error: unknown): unknown {
  return error instanceof GraphQLError && error.originalError ? causeOf(error.originalError) : error;
}

function dataMistake(error: unknown): GraphQLError | undefined {
  const { code, message } = (error ?? {}) as { code?: string; message?: string };
  if (typeof code !== 'string' || !code.startsWith('22')) return undefined;
  if (code === '22P02' && message?.includes('uuid')) return new NotFound();

  return new BadUserInput([{ path: 'input', message: say('errors:unreadable') }]);
}
