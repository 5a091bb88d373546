import { Inject, Injectable } from '@nestjs/common';
import { type Transporter, createTransport } from 'nodemailer';
import { CONFIG } from './tokens.js';
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

  /** Safe to run twice: a sent mail stays sent, and the Message-ID is the same so that servers can drop a double. */
  @OnJob('send-mail')
  async deliver({ mailId }: { mailId: string }): Promise<void> {
    const mail = await this.db.of(Mail).findOneBy({ id: mailId });
    if (!mail || mail.sentAt || mail.body === null) return;
    await this.#transport?.sendMail({
      from: this.config.MAIL_FROM,
      to: mail.recipient,
      subject: mail.subject,
      text: mail.body,
      messageId: `<${mail.id}@${new URL(this.config.PUBLIC_URL).hostname}>`,
    });
    await this.db
      .of(Mail)
      .update({ id: mailId }, { sentAt: await this.clock.now(), ...(this.#transport ? { body: null } : {}) });
  }
}
