import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { BadUserInput, Db, type RequestContext, brokenConstraint, loadingMany, newId, say } from '#libs/platform';
import { Firm, FirmLegalId } from './firm.entity.js';
import { LegalIdTaken } from './firm-verbs.graphql.js';
import { canSeeLegalId } from './firm.policy.js';
import { type LegalId, readLegalId } from './legal-id.js';

/** Numbers under which registers know firms. Anyone may state one; one firm can be verified under it. */
@Injectable()
export class LegalIds {
  constructor(private readonly db: Db) {}

  /**
   * Replaces the numbers a firm states. Runs inside the firm's lock.
   *
   * @returns whether anything changed
   * @throws BadUserInput naming each number without the form of its register; LegalIdTaken
   */
  async state(firmId: string, inputs: readonly LegalId[]): Promise<boolean> {
    const wanted = readAll(inputs);
    const kept = await this.db.of(FirmLegalId).findBy({ firmId });
    const added = [...wanted].filter(([key]) => !kept.some((legalId) => keyOf(legalId) === key)).map(([, id]) => id);
    const gone = kept.filter((legalId) => !wanted.has(keyOf(legalId)));
    for (const { scheme, number } of added) await this.ensureFree(firmId, scheme, number);
    if (gone.length > 0) await this.db.of(FirmLegalId).delete({ id: In(gone.map((legalId) => legalId.id)) });
    if (added.length > 0)
      await this.db.of(FirmLegalId).insert(added.map((legalId) => ({ id: newId(), firmId, ...legalId })));

    return added.length + gone.length > 0;
  }

  /** @throws LegalIdTaken */
  async verify(firmId: string, now: Date): Promise<void> {
    for (const { id, scheme, number } of await this.db.of(FirmLegalId).findBy({ firmId })) {
      try {
        await this.db.of(FirmLegalId).update({ id }, { verifiedAt: now });
      } catch (error) {
        if (brokenConstraint(error) === 'firmLegalId_one_verified') throw new LegalIdTaken(scheme, number);
        throw error;
      }
    }
  }

  async forgetVerification(firmId: string): Promise<void> {
    await this.db.of(FirmLegalId).update({ firmId }, { verifiedAt: null });
  }

  /** A firm's numbers as the reader may see them. */
  async of(context: RequestContext, firm: Firm): Promise<FirmLegalId[]> {
    const ids = await loadingMany(
      context,
      'firmLegalIds',
      (firmIds) =>
        this.db.of(FirmLegalId).find({ where: { firmId: In(firmIds) }, order: { scheme: 'ASC', number: 'ASC' } }),
      (legalId) => legalId.firmId,
    ).load(firm.id);

    return ids.filter((legalId) => canSeeLegalId(context.actor, firm, legalId));
  }

  private async ensureFree(firmId: string, scheme: string, number: string): Promise<void> {
    const [taken] = await this.db.sql(
      `SELECT 1 FROM "firmLegalId" WHERE "scheme" = $1 AND "number" = $2 AND "verifiedAt" IS NOT NULL AND "firmId" <> $3`,
      [scheme, number, firmId],
    );
    if (taken) throw new LegalIdTaken(scheme, number);
  }
}

const keyOf = ({ scheme, number }: LegalId): string => `${scheme} ${number}`;

function readAll(inputs: readonly LegalId[]): Map<string, LegalId> {
  const read = inputs.map(({ scheme, number }) => readLegalId(scheme, number));
  const problems = read.flatMap((legalId, index) =>
    typeof legalId === 'string'
      ? [{ path: `input.legalIds.${index}.number`, read: inputs[index]!.number, message: say(`legalIds:${legalId}`) }]
      : [],
  );
  if (problems.length > 0) throw new BadUserInput(problems);

  return new Map(read.filter((legalId) => typeof legalId !== 'string').map((legalId) => [keyOf(legalId), legalId]));
}
