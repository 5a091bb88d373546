import { AsyncLocalStorage } from 'node:async_hooks';
import type { Request, Response } from 'express';
import type DataLoader from 'dataloader';
import type { Actor } from './actor.js';

/** What every resolver of one request shares: `@Context()`. */
export interface RequestContext {
  actor: Actor;
  req?: Request;
  res?: Response;
  /** One data loader per name and request. */
  loaders: Map<string, DataLoader<string, unknown>>;
}

export function contextFor(actor: Actor, req?: Request, res?: Response): RequestContext {
  return { actor, req, res, loaders: new Map() };
}

const requestIds = new AsyncLocalStorage<string>();

/** Runs the work under a request's id, which log lines and error answers carry. */
export function underRequest<Result>(requestId: string, work: () => Result): Result {
  return requestIds.run(requestId, work);
}

export function currentRequestId(): string | undefined {
  return requestIds.getStore();
}
