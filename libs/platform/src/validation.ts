import { type ArgumentMetadata, ValidationPipe } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import { BadUserInput, type InputProblem } from './errors.js';
import { canSay, say } from './language.js';

const secret = /password|secret|code|token/i;

/** What no text may contain: halves of characters and NUL, which databases cannot keep and checks stumble over. */
const unreadable = /[\p{Surrogate}\0]/u;

/** What the checks found, before it is known which argument it was. */
class Invalid extends Error {
  constructor(readonly errors: ValidationError[]) {
    super();
  }
}

/** Checks every input class by its decorators; all wrong fields are named at once. */
class InputValidation extends ValidationPipe {
  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    const problems = [...unreadableTexts(value, metadata.data ?? 'input')];
    if (problems.length > 0) throw new BadUserInput(problems);

    try {
      return (await super.transform(value, metadata)) as unknown;
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
      throw new BadUserInput(error.errors.flatMap((each) => problemsOf(each, metadata.data ?? 'input')));
    }
  }
}

export const inputValidation = new InputValidation({
  transform: true,
  whitelist: true,
  validationError: { target: false },
  exceptionFactory: (errors) => new Invalid(errors),
});

function* unreadableTexts(value: unknown, path: string): Generator<InputProblem> {
  if (typeof value === 'string' && unreadable.test(value)) yield { path, message: say('errors:unreadable') };
  if (Array.isArray(value) || isPlain(value))
    for (const [key, inner] of Object.entries(value)) yield* unreadableTexts(inner, `${path}.${key}`);
}

/** An input object as GraphQL reads it; not what a scalar made of one. */
function isPlain(value: unknown): value is object {
  return (
    typeof value === 'object' &&
    value !== null &&
    [null, Object.prototype].includes(Object.getPrototypeOf(value) as object | null)
  );
}

function problemsOf(error: ValidationError, parent: string): InputProblem[] {
  const path = `${parent}.${error.property}`;
  const own = Object.entries(error.constraints ?? {}).map(([rule, message]) => ({
    path,
    read: secret.test(error.property) ? undefined : shorten(error.value),
    message: canSay(`validation:${rule}`) ? say(`validation:${rule}`, { message }) : message,
  }));

  return [...own, ...(error.children ?? []).flatMap((child) => problemsOf(child, path))];
}

function shorten(value: unknown): unknown {
  return typeof value === 'string' && value.length > 80 ? `${value.slice(0, 80)}…` : value;
}
