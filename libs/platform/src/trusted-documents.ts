import { Injectable } from '@nestjs/common';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import {
  type ExecutionResult,
  type FormattedExecutionResult,
  GraphQLError,
  type GraphQLFormattedError,
  parse,
} from 'graphql';
import { type CompiledQuery, compileQuery, isCompiledQuery } from 'graphql-jit';
import type { RequestContext } from './request.js';

type Tell = (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError;

/**
 * Documents known by id: those of our own pages. Each is compiled once and executed without Apollo's pipeline, with the same
 * resolvers, access rules and context as a free query.
 */
@Injectable()
export class TrustedDocuments {
  readonly #texts = new Map<string, string>();
  readonly #compiled = new Map<string, CompiledQuery>();
  #tell: Tell = (formatted) => formatted;

  constructor(private readonly schemas: GraphQLSchemaHost) {}

  /** Called once at start with the file the web's build wrote: id → text. */
  know(documents: Record<string, string>, tell: Tell): void {
    for (const [id, text] of Object.entries(documents)) this.#texts.set(id, text);
    this.#tell = tell;
  }

  /** Why the document cannot be asked for this way: unknown, or a mutation by GET. */
  refusal(id: string, method: string): 'PERSISTED_QUERY_NOT_FOUND' | 'BAD_REQUEST' | undefined {
    const text = this.#texts.get(id);
    if (text === undefined) return 'PERSISTED_QUERY_NOT_FOUND';

    return method === 'GET' && /^\s*mutation\b/m.test(text) ? 'BAD_REQUEST' : undefined;
  }

  async execute(
    id: string,
    variables: Record<string, unknown> | undefined,
    context: RequestContext,
  ): Promise<FormattedExecutionResult> {
    const result = (await this.#compile(id).query(undefined, context, variables ?? {})) as ExecutionResult;
    if (!result.errors) return result;

    return { ...result, errors: result.errors.map((error) => this.#tell(error.toJSON(), error)) };
  }

  #compile(id: string): CompiledQuery {
    const known = this.#compiled.get(id);
    if (known) return known;
    const text = this.#texts.get(id);
    if (text === undefined) {
      throw new GraphQLError('This document is not registered here.', {
        extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' },
      });
    }
    const compiled = compileQuery(this.schemas.schema, parse(text));
    if (!isCompiledQuery(compiled))
      throw new Error(`Trusted document ${id} does not fit the schema: ${JSON.stringify(compiled.errors)}`);
    this.#compiled.set(id, compiled);

    return compiled;
  }
}
