import { type Language, say } from '#libs/platform';
import type { Notice } from './notice.entity.js';

/** The one line that stands in the list and in a mail's subject. */
export function titleOf(notice: Pick<Notice, 'kind' | 'facts'>, language?: Language): string {
  return oneLine(say(`notices:${notice.kind}.title`, notice.facts, language));
}

/** What happened and what the reader can do now. */
export function bodyOf(notice: Pick<Notice, 'kind' | 'facts'>, language?: Language): string {
  return say(`notices:${notice.kind}.body`, notice.facts, language);
}

/** What the kind is about, for the settings page. */
export function aboutOf(kind: string, language?: Language): string {
  return say(`notices:${kind}.about`, {}, language);
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
