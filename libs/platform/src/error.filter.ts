import { type ArgumentsHost, Catch } from '@nestjs/common';
import { BaseExceptionFilter } from '@nestjs/core';

/**
 * Hands errors of resolvers to GraphQL as they are: `tellError` decides what the world and the log learn. Without it Nest would print
 * each of them to the console, with the values people typed.
 */
@Catch()
export class ErrorFilter extends BaseExceptionFilter {
  override catch(error: unknown, host: ArgumentsHost): unknown {
    // oxlint-disable-next-line promise/valid-params -- Nest's own method of this name; no promise is caught
    if (host.getType<string>() !== 'graphql') return super.catch(error, host);

    return error instanceof Error ? error : new Error('Something that is no error was thrown', { cause: error });
  }
}
