import { Injectable } from '@nestjs/common';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import {
  type ExecutionResult,
  type FormattedExecutionResult,
  GraphQLError,
  type GraphQLFormattedError,
  getOperationAST,
  parse,
} from 'graphql';
import { type CompiledQuery, compileQuery, isCompiledQuery } from 'graphql-jit';
import { BadUserInput } from './errors.js';
import type { RequestContext } from './request.js';
import { defaultsOf } from './variable-defaults.js';

interface Compiled {
  query: CompiledQuery['query'];
  complete: (variables: Record<string, unknown>) => Record<string, unknown>;
}

type Tell = (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError;

/**
 * Documents known by id: those of our own pages. Each is compiled once and executed without Apollo's pipeline, with the same
 * resolvers, access rules and context as a free query.
 */
@Injectable()
export class TrustedDocuments {
  readonly #texts = new Map<string, string>();
  readonly #compiled = new Map<string, Compiled>();
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
    const { query, complete } = this.#compile(id);
    const result = (await query(undefined, context, complete(variables ?? {}))) as ExecutionResult;
    if (!result.errors) return result;
    // Without any data nothing was executed: the variables do not fit what the document declares.
    if (!('data' in result)) return { errors: result.errors.map(({ message }) => unfit(message)) };

    return { ...result, errors: result.errors.map((error) => this.#tell(error.toJSON(), error)) };
  }

  #compile(id: string): Compiled {
    const known = this.#compiled.get(id);
    if (known) return known;
    const text = this.#texts.get(id);
    if (text === undefined) {
      throw new GraphQLError('This document is not registered here.', {
        extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' },
      });
    }
    const document = parse(text);
    const made = compileQuery(this.schemas.schema, document);
    if (!isCompiledQuery(made))
      throw new Error(`Trusted document ${id} does not fit the schema: ${JSON.stringify(made.errors)}`);
    const compiled = { query: made.query, complete: defaultsOf(this.schemas.schema, getOperationAST(document)!) };
    this.#compiled.set(id, compiled);

    return compiled;
  }
}

function unfit(message: string): GraphQLFormattedError {
  return new BadUserInput([{ path: 'variables', message }]).toJSON();
}
