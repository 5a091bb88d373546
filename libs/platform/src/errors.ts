import { GraphQLError } from 'graphql';
import { say } from './language.js';

/** One wrong input field: where, what was read, what is allowed. */
export interface InputProblem {
  /** Path from the field's arguments, dots between names: `input.lots.0.title`. */
  path: string;
  /** What was read, shortened; absent for secrets. */
  read?: unknown;
  /** A sentence that says what is allowed. */
  message: string;
}

/** Not there, or not yours to see: one and the same answer. */
export class NotFound extends GraphQLError {
  constructor() {
    super(say('errors:notFound'), { extensions: { code: 'NOT_FOUND' } });
  }
}

/** Nobody is signed in, and the field needs somebody. */
export class Unauthenticated extends GraphQLError {
  constructor() {
    super(say('errors:unauthenticated'), { extensions: { code: 'UNAUTHENTICATED' } });
  }
}

/** Signed in, visible, but without the role that this takes. */
export class Forbidden extends GraphQLError {
  constructor(needs?: string) {
    super(needs ? say('errors:forbiddenNeeds', { needs }) : say('errors:forbidden'), {
      extensions: { code: 'FORBIDDEN', needs },
    });
  }
}

/** The input is not of the form it must have. Names every wrong field at once. */
export class BadUserInput extends GraphQLError {
  constructor(problems: InputProblem[]) {
    super(say('errors:badInput', { fields: problems.map((problem) => problem.path).join(', ') }), {
      extensions: { code: 'BAD_USER_INPUT', problems },
    });
  }
}

/** Too many calls in a while; says when to come back. */
export class TooManyRequests extends GraphQLError {
  constructor(retryAfterSeconds: number) {
    super(say('errors:tooMany', { seconds: retryAfterSeconds }), {
      extensions: { code: 'TOO_MANY_REQUESTS', retryAfterSeconds },
    });
  }
}
