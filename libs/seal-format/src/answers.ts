import { decimal, fields, format, id, line, list, oneOf, text } from './fields.js';
import { type Problem, read } from './shape.js';

export const answersFormat = 'kongsi-answers/1';

export const answerSubjects = ['REQUIREMENT', 'CRITERION'] as const;
export const replies = ['YES', 'NO', 'PART'] as const;

/** What one author says to one requirement or criterion. At least one of `reply`, `value` and `text` is there. */
export interface Answer {
  about: (typeof answerSubjects)[number];
  /** Id of the requirement or criterion. */
  id: string;
  reply?: (typeof replies)[number];
  /** Decimal string, in `unit` where there is one. */
  value?: string;
  unit?: string;
  text?: string;
  /** Ids of parts of the same bid that prove it. */
  documents?: string[];
}

/** The answers of one author in a bid. */
export interface Answers {
  format: typeof answersFormat;
  answers: Answer[];
}

/** The published JSON Schema of answers, and the rule `readAnswers` runs. */
export const answersSchema = fields('What one author answers to the requirements and criteria of a lot.', {
  format: format(answersFormat),
  answers: list(
    'One answer for each requirement or criterion.',
    fields(
      'One answer: a reply, a value, a text, or several of them.',
      {
        about: oneOf('What is answered.', answerSubjects),
        id: id('Id of the requirement or criterion.'),
        reply: oneOf('Whether it is met.', replies),
        value: decimal('Value stated'),
        unit: line('Unit or currency of the value', 20),
        text: text('Answer in words.', 20_000),
        documents: list('Parts of this bid that prove it.', id('Id of a part of this bid.'), 1, 100),
      },
      ['reply', 'value', 'unit', 'text', 'documents'],
    ),
    0,
    2000,
  ),
});

export type ReadAnswers = { ok: true; answers: Answers } | { ok: false; problems: Problem[] };

/**
 * The one validator of answers. Never throws.
 * @param value the parsed answers, or the bytes of their JSON text
 */
export function readAnswers(value: unknown): ReadAnswers {
  const result = read<Answers>(answersSchema, value);
  if (!result.ok) return result;
  const problems: Problem[] = [];
  const seen = new Set<string>();
  for (const [index, answer] of result.value.answers.entries()) {
    const path = `answers[${index}]`;
    const subject = `${answer.about} ${answer.id}`;
    if (seen.has(subject)) problems.push({ path: `${path}.id`, read: `${subject} again`, allowed: 'one answer each' });
    seen.add(subject);
    if (answer.reply === undefined && answer.value === undefined && answer.text === undefined) {
      problems.push({ path, read: 'no answer', allowed: 'a reply, a value or a text' });
    }
    if (answer.unit !== undefined && answer.value === undefined) {
      problems.push({ path: `${path}.unit`, read: answer.unit, allowed: 'a unit only beside a value' });
    }
  }

  return problems.length > 0 ? { ok: false, problems } : { ok: true, answers: result.value };
}
