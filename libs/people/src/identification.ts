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

  /** A request that presents a token is that token's alone: a cookie that comes along widens nothing. Other schemes are a proxy's. */
  private whoAsks(req: Request): Promise<ActorFacts | null> {
    const presentsToken = /^bearer\b/i.test(req.headers.authorization ?? '');

    return presentsToken ? this.tokens.whoAsks(req) : this.sessions.whoAsks(req);
  }
}
