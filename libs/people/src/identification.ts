import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Identity } from '#libs/platform';
import { Sessions } from './sessions.js';

/** Tells the platform who asks: the person of the session cookie. */
@Injectable()
export class Identification implements OnModuleInit {
  constructor(
    private readonly identity: Identity,
    private readonly sessions: Sessions,
  ) {}

  onModuleInit(): void {
    this.identity.peopleAre((req) => this.sessions.whoAsks(req));
  }
}
