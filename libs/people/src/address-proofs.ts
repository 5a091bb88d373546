import { Injectable } from '@nestjs/common';
import { Clock, Db, newId, newToken } from '#libs/platform';
import { AddressProof, type NewProfile, type ProofPurpose } from './address-proof.entity.js';
import { digestOf } from './secrets.js';
import { LinkNoLongerValid } from './sign-in.refusals.js';

const minute = 60_000;
const lifetimes: Record<ProofPurpose, number> = {
  REGISTER: 24 * 60 * minute,
  SIGN_IN: 10 * minute,
  RESET_PASSWORD: 60 * minute,
  CHANGE_EMAIL: 24 * 60 * minute,
};

/** What is mailed and for whom. */
export interface ProofRequest {
  purpose: ProofPurpose;
  email: string;
  personId: string | null;
  profile?: NewProfile;
  /** A code to type; without it, a long token for a link is made. Codes are kept together with the proof's id. */
  code?: string;
}

/** A proof that was shown in time, with the reading of the clock that says so. */
export interface TakenProof {
  proof: AddressProof;
  now: Date;
}

/** Issues the secrets that are mailed, and takes them back in: each once. */
@Injectable()
export class AddressProofs {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
  ) {}

  async issue(request: ProofRequest): Promise<{ proof: AddressProof; token: string }> {
    const now = await this.clock.now();
    const id = newId();
    const token = request.code === undefined ? newToken() : codeSecret(id, request.code);
    const proof = Object.assign(new AddressProof(), {
      id,
      purpose: request.purpose,
      email: request.email,
      personId: request.personId,
      secretDigest: digestOf(token),
      profile: request.profile ?? null,
      createdAt: now,
      expiresAt: new Date(now.getTime() + lifetimes[request.purpose]),
    });
    await this.db.of(AddressProof).insert(proof);

    return { proof, token };
  }

  /** As `take`. @throws LinkNoLongerValid when the secret is unknown, used or too old */
  async redeem(purpose: ProofPurpose, token: string): Promise<TakenProof> {
    const taken = await this.take(purpose, token);
    if (!taken) throw new LinkNoLongerValid();

    return taken;
  }

  /** Takes a secret back in; null when it does not count. Of two at once only one gets it: the row is gone for the other. */
  async take(purpose: ProofPurpose, token: string): Promise<TakenProof | null> {
    const [proof] = await this.db.sql<AddressProof>(
      `DELETE FROM "addressProof" WHERE "secretDigest" = $1 AND "purpose" = $2 RETURNING *`,
      [digestOf(token), purpose],
    );
    const now = await this.clock.now();

    return proof && proof.expiresAt > now ? { proof, now } : null;
  }

  /** Makes the other secrets of the kind worthless, because one of them was used. */
  async drop(purpose: ProofPurpose | 'ALL', personId: string): Promise<void> {
    await this.db.of(AddressProof).delete(purpose === 'ALL' ? { personId } : { purpose, personId });
  }
}

/** A short code is only worth something together with the request it answers. */
export function codeSecret(proofId: string, code: string): string {
  return `${proofId}:${code}`;
}
