import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { languages, say } from '#libs/platform';
import type { MailMode } from './inbox-setting.entity.js';

/**
 * A kind of thing people are told. Its texts stand in `locales/*\/notices-<library>.json` under its name: `about` (what it is, for the
 * settings page), `title` and `body`, which may mention the notice's facts.
 */
export interface NoticeKind {
  /** Upper case, in the trade's words: `TENDER_CHANGED`. */
  kind: string;
  /** How it is mailed to who has chosen nothing; AT_ONCE when left out. */
  mail?: MailMode;
  /** True for what has legal weight (an award, a changed deadline): it is mailed at once and cannot be switched off. */
  formal?: boolean;
}

/** The kinds the libraries told us of, in their order. */
@Injectable()
export class NoticeKinds implements OnApplicationBootstrap {
  readonly #kinds = new Map<string, Required<NoticeKind>>();

  /** Called by a library when it starts. */
  register(...kinds: NoticeKind[]): void {
    for (const kind of kinds) {
      if (this.#kinds.has(kind.kind)) throw new Error(`Two libraries tell notices of the kind ${kind.kind}`);
      this.#kinds.set(kind.kind, { formal: false, mail: 'AT_ONCE', ...kind });
    }
  }

  get all(): Required<NoticeKind>[] {
    return [...this.#kinds.values()];
  }

  find(kind: string): Required<NoticeKind> | undefined {
    return this.#kinds.get(kind);
  }

  /** The kind, which must be one: anything else is a mistake of the program. */
  get(kind: string): Required<NoticeKind> {
    const found = this.#kinds.get(kind);
    if (!found) throw new Error(`No library registered notices of the kind ${kind}`);

    return found;
  }

  /** Stops the start when a kind has no words: nobody shall be told a key. */
  onApplicationBootstrap(): void {
    const texts = this.all.flatMap(({ kind }) => ['about', 'title', 'body'].map((part) => `${kind}.${part}`));
    const missing = languages.flatMap((language) =>
      texts.filter((text) => say(`notices:${text}`, {}, language) === text).map((text) => `${language}: ${text}`),
    );
    if (missing.length > 0) throw new Error(`Notices without words: ${missing.join(', ')}`);
  }
}
