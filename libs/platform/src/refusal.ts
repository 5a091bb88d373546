import { Field, InterfaceType, ObjectType, createUnionType } from '@nestjs/graphql';
import { say } from './language.js';

/**
 * A business "no" that a person can read and act on. Throw it inside: the transaction rolls back and the mutation answers it.
 * A subclass lives beside the rule it speaks for; its public fields are the facts, and `refusals:<ClassName>` is its sentence.
 */
@InterfaceType({
  description:
    'A business "no": why the mutation was not carried out, in words a person can act on. Nothing was changed.',
})
export abstract class Refusal {
  @Field(() => String, {
    description: 'Stable name of this kind of refusal in upper case, for programs: `TENDER_CLOSED`.',
  })
  get code(): string {
    return this.constructor.name.replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, '_').toUpperCase();
  }

  @Field(() => String, { description: "Why not, and what to do next, in the reader's language." })
  get message(): string {
    return say(`refusals:${this.constructor.name}`, this.facts());
  }

  /** What the sentence may mention. Override to format times and money for the reader. */
  protected facts(): Record<string, unknown> {
    return { ...(this as object) };
  }
}

/** The idempotency key was used before, for something else. */
@ObjectType({
  implements: () => Refusal,
  description:
    'The idempotency key was used before with another input or another mutation. Use a new key for a new intention.',
})
export class IdempotencyKeyReused extends Refusal {
  @Field(() => String, { description: 'The mutation the key was first used for, by its field name.' })
  operation: string;

  constructor(operation: string) {
    super();
    this.operation = operation;
  }
}

type AnyClass = abstract new (...args: never[]) => unknown;

/**
 * The union a mutation answers: its success, or one of its refusals. `IdempotencyKeyReused` is in each.
 *
 * @param success the GraphQL class of the success; what the service returns becomes this type
 */
export function resultOf(name: string, success: AnyClass, refusals: AnyClass[] = []): object {
  const all = [...new Set([...refusals, IdempotencyKeyReused])];

  return createUnionType({
    name,
    description: `Either the ${success.name.replace(/Type$/, '')} as it is after the change, or the reason why nothing was changed.`,
    types: () => [success, ...all] as never,
    resolveType: (value: unknown) => {
      if (!(value instanceof Refusal)) return success;
      const kind = all.find((refusal) => value instanceof refusal);
      if (!kind) throw new Error(`${name} does not declare the refusal ${value.constructor.name}`);

      return kind;
    },
  });
}
