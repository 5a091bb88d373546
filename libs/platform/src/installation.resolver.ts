import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Field, ObjectType, Query, Resolver } from '@nestjs/graphql';
import { Public } from './access.js';
import { Clock } from './clock.js';
import { projectRoot } from './root.js';

const { version } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as { version: string };

/** This Kongsi itself. */
@ObjectType({ description: 'This Kongsi itself: which version runs, and what time it is here.' })
export class Installation {
  @Field(() => String, { description: 'Version of the software, as in its changelog.' })
  version: string;

  @Field(() => Date, {
    description: 'What the one clock says now. Deadlines are decided by it, so count down by it too.',
  })
  time: Date;
}

/** Answers what a client wants to know before anything else. */
@Resolver(() => Installation)
export class InstallationResolver {
  constructor(private readonly clock: Clock) {}

  @Public()
  @Query(() => Installation, { description: 'Which Kongsi this is and what time it is here.' })
  async installation(): Promise<Installation> {
    return { version, time: await this.clock.now() };
  }
}
