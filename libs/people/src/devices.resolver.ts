import { Args, Context, Int, Mutation, ResolveField, Resolver, Root } from '@nestjs/graphql';
import { Acting, type Actor, type Page, PageArgs, type RequestContext, SignedIn } from '#libs/platform';
import {
  ApiTokenPage,
  CreateApiTokenInput,
  CreateApiTokenResult,
  type NewApiToken,
  RevokeApiTokenInput,
  RevokeApiTokenResult,
  RevokeSessionInput,
  RevokeSessionResult,
  SessionPage,
  SessionType,
} from './account.graphql.js';
import type { ApiToken } from './api-token.entity.js';
import { ApiTokens } from './api-tokens.js';
import type { Person } from './person.entity.js';
import { MeType } from './person.graphql.js';
import type { Session } from './session.entity.js';
import { Sessions } from './sessions.js';

/** Where the person is signed in, and which programs act for them. */
@Resolver(() => MeType)
export class DevicesResolver {
  constructor(
    private readonly sessionsOf: Sessions,
    private readonly tokens: ApiTokens,
  ) {}

  @ResolveField(() => SessionPage, { description: 'The devices on which the person is signed in, the newest first.' })
  sessions(@Root() person: Person, @Args() page: PageArgs): Promise<Page<Session>> {
    return this.sessionsOf.of(person.id, page);
  }

  @ResolveField(() => ApiTokenPage, { description: 'The keys of programs that act for the person, the newest first.' })
  apiTokens(@Root() person: Person, @Args() page: PageArgs): Promise<Page<ApiToken>> {
    return this.tokens.of(person.id, page);
  }

  @SignedIn()
  @Mutation(() => RevokeSessionResult, { description: 'Sign out on another device.' })
  revokeSession(@Acting() actor: Actor, @Args('input') input: RevokeSessionInput): Promise<Session> {
    return this.sessionsOf.end(actor.person, input.sessionId);
  }

  @SignedIn()
  @Mutation(() => Int, { description: 'Sign out on all devices but this one; answers on how many.' })
  revokeOtherSessions(@Acting() actor: Actor): Promise<number> {
    return this.sessionsOf.endOthers(actor.person, actor.sessionId);
  }

  @SignedIn()
  @Mutation(() => CreateApiTokenResult, {
    description: 'Make a key for a program. Its secret is shown in this answer only. Takes a fresh sign-in.',
  })
  createApiToken(@Args('input') input: CreateApiTokenInput, @Context() context: RequestContext): Promise<NewApiToken> {
    return this.tokens.create(input, context);
  }

  @SignedIn()
  @Mutation(() => RevokeApiTokenResult, { description: 'Make a key of a program worth nothing, at once.' })
  revokeApiToken(@Acting() actor: Actor, @Args('input') input: RevokeApiTokenInput): Promise<ApiToken> {
    return this.tokens.revoke(actor.person, input.tokenId);
  }
}

/** A session as its owner sees it. */
@Resolver(() => SessionType)
export class SessionResolver {
  @ResolveField()
  isThisOne(@Root() session: Session, @Context() { actor }: RequestContext): boolean {
    return session.id === actor.sessionId;
  }
}
