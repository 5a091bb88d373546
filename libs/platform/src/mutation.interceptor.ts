import { createHash } from 'node:crypto';
import { type CallHandler, type ExecutionContext, Inject, Injectable, type NestInterceptor } from '@nestjs/common';
import { GqlExecutionContext } from '@nestjs/graphql';
import { type Observable, firstValueFrom, from } from 'rxjs';
import { DataSource } from 'typeorm';
import { Clock } from './clock.js';
import { DATA_SOURCE, Db } from './db.js';
import { IdempotencyKey } from './idempotency.entity.js';
import { IdempotencyKeyReused, Refusal } from './refusal.js';
import type { RequestContext } from './request.js';

interface Info {
  fieldName: string;
  operation: { operation: string };
}

/**
 * What every mutation gets: one transaction around its service method, its refusal returned instead of thrown (after the rollback),
 * and one effect per idempotency key.
 */
@Injectable()
export class MutationInterceptor implements NestInterceptor {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    @Inject(DATA_SOURCE) private readonly source: DataSource,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (context.getType<string>() !== 'graphql') return next.handle();
    const graphql = GqlExecutionContext.create(context);
    const info = graphql.getInfo<Info>();
    if (info.operation.operation !== 'mutation') return next.handle();
    const { actor } = graphql.getContext<RequestContext>();
    const { input } = graphql.getArgs<{ input?: { idempotencyKey?: string } }>();
    const work = (): Promise<unknown> => firstValueFrom(next.handle());
    const key = input?.idempotencyKey;

    return from(
      returningRefusals(() =>
        this.db.transaction(() =>
          key && actor.personId ? this.once(actor.personId, key, info.fieldName, digestOf(input), work) : work(),
        ),
      ),
    );
  }

  /** The unique key makes a second call with it wait for the first one's commit, so that two at once have one effect. */
  private async once(
    personId: string,
    key: string,
    operation: string,
    inputDigest: string,
    work: () => Promise<unknown>,
  ): Promise<unknown> {
    const claimed = await this.db.sql(
      `INSERT INTO "idempotencyKey" ("personId", "key", "operation", "inputDigest", "usedAt") VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT DO NOTHING RETURNING 1 AS "claimed"`,
      [personId, key, operation, inputDigest, await this.clock.now()],
    );
    if (claimed.length === 0)
      return this.replay(await this.db.of(IdempotencyKey).findOneByOrFail({ personId, key }), operation, inputDigest);
    const result = await work();
    const { kind, id, value } = this.recordOf(result);
    await this.db.sql(
      `UPDATE "idempotencyKey" SET "resultKind" = $3, "resultId" = $4, "result" = $5::jsonb WHERE "personId" = $1 AND "key" = $2`,
      [personId, key, kind, id, JSON.stringify(value)],
    );

    return result;
  }

  private async replay(first: IdempotencyKey, operation: string, inputDigest: string): Promise<unknown> {
    if (first.operation !== operation || first.inputDigest !== inputDigest)
      throw new IdempotencyKeyReused(first.operation);
    if (!first.resultKind || !first.resultId) return first.result;

    return this.db.get<{ id: string }>(first.resultKind, first.resultId);
  }

  private recordOf(result: unknown): { kind: string | null; id: string | null; value: unknown } {
    const entity = typeof result === 'object' && result !== null ? result.constructor : undefined;
    if (entity && this.source.hasMetadata(entity)) {
      return { kind: this.source.getMetadata(entity).name, id: (result as { id: string }).id, value: null };
    }

    return { kind: null, id: null, value: result ?? null };
  }
}

async function returningRefusals(work: () => Promise<unknown>): Promise<unknown> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

function digestOf(input: unknown): string {
  const sorted = JSON.stringify(input, (_, value: unknown) =>
    value && typeof value === 'object' && !Array.isArray(value) && !(value instanceof Date)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );

  return createHash('sha256').update(sorted).digest('hex');
}
