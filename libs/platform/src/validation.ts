import { ValidationPipe } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import { BadUserInput, type InputProblem } from './errors.js';
import { canSay, say } from './language.js';

const secret = /password|secret|code|token/i;

/** Checks every input class by its decorators; all wrong fields are named at once. */
export const inputValidation = new ValidationPipe({
  transform: true,
  whitelist: true,
  validationError: { target: false },
  exceptionFactory: (errors) => new BadUserInput(errors.flatMap((error) => problemsOf(error, 'input'))),
});

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
