import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Request } from 'express';
import { type ActorFacts, Identity } from '#libs/platform';
import { ApiTokens } from './api-tokens.js';
import { Sessions } from './sessions.js';

/** Tells the platform who asks: the owner of the presented token, else the person of the session cookie. */
@Injectable()
export class Identification implements OnModuleInit {
  constructor(
    private readonly identity: Identity,
    private readonly sessions: Sessions,
    private readonly tokens: ApiTokens,
  ) {}

  onModuleInit(): void {
    this.identity.peopleAre((req) => this.whoAsks(req));
  }

  /** A request that presents a token is that token's alone: a cookie that comes along widens nothing. */
  private whoAsks(req: Request): Promise<ActorFacts | null> {
    return req.headers.authorization === undefined ? this.sessions.whoAsks(req) : this.tokens.whoAsks(req);
  }
}
