import { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { type Transporter, createTransport } from 'nodemailer';
import type { Logger } from 'pino';
import { CONFIG, LOGGER } from './tokens.js';
import { Clock } from './clock.js';
import type { Config } from './config.js';
import { Db } from './db.js';
import { newId } from './ids.js';
import { Jobs, OnJob } from './jobs.js';
import { type Language, say } from './language.js';
import { Mail } from './mail.entity.js';

/** What to tell whom. Texts come from the catalogue: `mail:<sentence>.subject` and `mail:<sentence>.body`. */
export interface Letter {
  /** The reason, unique: the same reason never mails twice. */
  key: string;
  to: string;
  language: Language;
  /** Key of the text in `locales/*\/mail.json`. */
  sentence: string;
  facts?: Record<string, unknown>;
}

/** The post office: a mail is written in the caller's transaction and sent by a job. Without SMTP it is kept for `/dev/mail`. */
@Injectable()
export class Mails {
  readonly #transport: Transporter | undefined;

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.#transport = config.SMTP_URL ? createTransport(config.SMTP_URL) : undefined;
  }

  async send(letter: Letter): Promise<void> {
    const facts = { ...letter.facts, publicUrl: this.config.PUBLIC_URL };
    const written = await this.db.sql<{ id: string }>(
      `INSERT INTO "mail" ("id", "key", "recipient", "language", "subject", "body", "createdAt")
       VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT ("key") DO NOTHING RETURNING "id"`,
      [
        newId(),
        letter.key,
        letter.to,
        letter.language,
        say(`mail:${letter.sentence}.subject`, facts, letter.language),
        `${say(`mail:${letter.sentence}.body`, facts, letter.language)}\n\n${say('mail:footer', facts, letter.language)}\n`,
        await this.clock.now(),
      ],
    );
    if (written[0]) await this.jobs.add('send-mail', { mailId: written[0].id });
  }

  /** Whether mail stays here instead of going out. */
  get keepsMail(): boolean {
    return !this.#transport;
  }

  /** The newest kept mails, for `/dev/mail`; empty where SMTP is set. */
  async kept(limit: number): Promise<Mail[]> {
    if (this.#transport) return [];

    return this.db.of(Mail).find({ order: { createdAt: 'DESC', id: 'DESC' }, take: limit });
  }

  /**
   * Hands a mail over at most once. That it leaves is written down before it leaves; only a clear no of the mail server takes that back.
   * Where a crash, or a line cut in the middle, leaves it open whether the mail arrived, it is not sent again, and the log says so.
   */
  @OnJob('send-mail')
  async deliver({ mailId }: { mailId: string }): Promise<void> {
    const mail = await this.db.of(Mail).findOneBy({ id: mailId });
    if (!mail || mail.sentAt || mail.body === null) return;
    if (!this.#transport) return this.keep(mailId);
    if (!(await this.claim(mailId))) return this.leaveInDoubt(mailId);
    if (!(await this.handOver(mail, this.#transport))) return this.leaveInDoubt(mailId);
    await this.db.of(Mail).update({ id: mailId }, { sentAt: await this.clock.now(), body: null });
  }

  private async keep(mailId: string): Promise<void> {
    const now = await this.clock.now();
    await this.db.of(Mail).update({ id: mailId }, { handedOverAt: now, sentAt: now });
  }

  /** Of two workers, or two tries with a crash between them, one gets it. */
  private async claim(mailId: string): Promise<boolean> {
    const claimed = await this.db.sql(
      `UPDATE "mail" SET "handedOverAt" = $2 WHERE "id" = $1 AND "handedOverAt" IS NULL RETURNING "id"`,
      [mailId, await this.clock.now()],
    );

    return claimed.length > 0;
  }

  /** @returns whether the server took it; false when nobody can know. @throws when it surely did not, so that the job tries again */
  private async handOver(mail: Mail, transport: Transporter): Promise<boolean> {
    let begun = false;
    // Read only when the server is there and listens.
    const text = Readable.from(
      (function* () {
        begun = true;
        yield mail.body!;
      })(),
    );
    try {
      await transport.sendMail({
        from: this.config.MAIL_FROM,
        to: mail.recipient,
        subject: mail.subject,
        text,
        messageId: `<${mail.id}@${new URL(this.config.PUBLIC_URL).hostname}>`,
      });

      return true;
    } catch (error) {
      const { responseCode } = error as { responseCode?: number };
      if (begun && responseCode === undefined) return false;
      await this.db.of(Mail).update({ id: mail.id }, { handedOverAt: null });
      throw error;
    }
  }

  /** It never leaves again: what its links open need not lie here any longer. */
  private async leaveInDoubt(mailId: string): Promise<void> {
    await this.db.sql(`UPDATE "mail" SET "body" = NULL WHERE "id" = $1 AND "sentAt" IS NULL`, [mailId]);
    this.logger.warn({ mailId }, 'nobody knows whether this mail arrived; it is not sent again');
  }
}
