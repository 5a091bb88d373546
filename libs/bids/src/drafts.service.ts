import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { type Actor, BadUserInput, CONFIG, Clock, type Config, Db, dataFile, newId, say } from '#libs/platform';
import type { KeepAuthorKeyInput, SaveBidDraftInput } from './bid-verbs.graphql.js';
import { AuthorKey, BidDraft } from './bid-draft.entity.js';
import { DraftChanged } from './bid.refusals.js';
import { secretFile } from './secret-files.js';
import { type BidFor, Tenderers } from './tenderers.service.js';

const nonceBytes = 12;
const tagBytes = 16;

/** What firms write before they seal. The database holds ciphertext only; its key lies in a file of its own. */
@Injectable()
export class Drafts {
  #key: Promise<Buffer> | undefined;

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly tenderers: Tenderers,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Saves over the revision the writer began with. @throws DraftChanged, NotFound */
  async save(actor: Actor, input: SaveBidDraftInput): Promise<BidDraft> {
    const { tender, tendererId } = await this.tenderers.tendererOf(actor, actor.firm, input);
    const place = { lotId: input.lotId, tendererId, authorFirmId: actor.firm };
    await this.db.sql('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [
      `draft ${Object.values(place).join(' ')}`,
    ]);
    const known = await this.db.of(BidDraft).findOneBy(place);
    if (known && known.revision !== input.revision) throw new DraftChanged(known.revision, known.savedAt);
    const draft = Object.assign(known ?? new BidDraft(), {
      id: known?.id ?? newId(),
      tenderId: tender.id,
      ...place,
      readerFirmIds: [...new Set(input.readerFirmIds)],
      revision: (known?.revision ?? 0) + 1,
      savedAt: await this.clock.now(),
    });
    draft.ciphertext = await this.lock(draft, input.content);

    return this.db.of(BidDraft).save(draft);
  }

  /** The firm's own draft and those it was let into. @throws NotFound */
  async readable(actor: Actor, firmId: string, which: BidFor): Promise<BidDraft[]> {
    const { tendererId } = await this.tenderers.tendererOf(actor, firmId, which);

    return this.db
      .of(BidDraft)
      .createQueryBuilder('it')
      .where('it.lotId = :lotId AND it.tendererId = :tendererId', { lotId: which.lotId, tendererId })
      .andWhere('(it.authorFirmId = :firmId OR :firmId = ANY (it.readerFirmIds))', { firmId })
      .orderBy('it.savedAt', 'DESC')
      .getMany();
  }

  /** The text of a draft. */
  async contentOf(draft: BidDraft): Promise<string> {
    const { ciphertext } = draft;
    const opener = createDecipheriv('aes-256-gcm', await this.#loadKey(), ciphertext.subarray(0, nonceBytes));
    opener.setAAD(aboutOf(draft));
    opener.setAuthTag(ciphertext.subarray(nonceBytes, nonceBytes + tagBytes));

    return Buffer.concat([opener.update(ciphertext.subarray(nonceBytes + tagBytes)), opener.final()]).toString('utf8');
  }

  /** Nothing readable of a sealed bid stays on the server. */
  async wipe(lotId: string, tendererId: string, authorFirmIds: readonly string[]): Promise<void> {
    await this.db.sql(
      `DELETE FROM "bidDraft" WHERE "lotId" = $1 AND "tendererId" = $2 AND "authorFirmId" = ANY ($3::uuid[])`,
      [lotId, tendererId, authorFirmIds],
    );
  }

  /** Keeps an author's locked identity; a later one replaces it. @throws BadUserInput when it is not locked by a passphrase, NotFound */
  async keepAuthorKey(actor: Actor, input: KeepAuthorKeyInput): Promise<{ lotId: string; savedAt: Date }> {
    const { tendererId } = await this.tenderers.tendererOf(actor, actor.firm, input);
    if (!isLockedByPassphrase(input.wrappedIdentity)) {
      throw new BadUserInput([{ path: 'input.wrappedIdentity', message: say('bids:lockIdentity') }]);
    }
    const savedAt = await this.clock.now();
    const { lotId, wrappedIdentity } = input;
    await this.db
      .of(AuthorKey)
      .upsert({ lotId, tendererId, authorFirmId: actor.firm, wrappedIdentity, savedAt }, [
        'lotId',
        'tendererId',
        'authorFirmId',
      ]);

    return { lotId, savedAt };
  }

  /** @throws NotFound */
  async authorKey(actor: Actor, firmId: string, which: BidFor): Promise<string | null> {
    const { tendererId } = await this.tenderers.tendererOf(actor, firmId, which);
    const kept = await this.db.of(AuthorKey).findOneBy({ lotId: which.lotId, tendererId, authorFirmId: firmId });

    return kept?.wrappedIdentity ?? null;
  }

  private async lock(draft: BidDraft, content: string): Promise<Buffer> {
    const nonce = randomBytes(nonceBytes);
    const locker = createCipheriv('aes-256-gcm', await this.#loadKey(), nonce);
    locker.setAAD(aboutOf(draft));
    const locked = Buffer.concat([locker.update(content, 'utf8'), locker.final()]);

    return Buffer.concat([nonce, locker.getAuthTag(), locked]);
  }

  #loadKey(): Promise<Buffer> {
    return (this.#key ??= this.#readKey());
  }

  async #readKey(): Promise<Buffer> {
    const text =
      this.config.DRAFT_KEY ??
      (await secretFile(dataFile(this.config, 'keys', 'draft.key'), async () => randomBytes(32).toString('base64')));

    return Buffer.from(text, 'base64');
  }
}

/** A ciphertext moved into another row does not open. */
function aboutOf({ lotId, tendererId, authorFirmId }: BidDraft): Buffer {
  return Buffer.from(`${lotId} ${tendererId} ${authorFirmId}`);
}

function isLockedByPassphrase(text: string): boolean {
  const body = /-----BEGIN AGE ENCRYPTED FILE-----([\s\S]+)-----END AGE ENCRYPTED FILE-----/.exec(text)?.[1];

  return body !== undefined && Buffer.from(body, 'base64').subarray(0, 200).toString('latin1').includes('\n-> scrypt ');
}
