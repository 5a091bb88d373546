import { Column, Entity, PrimaryColumn } from 'typeorm';
import { At } from '#libs/platform';
import type { LocalText } from './local-text.js';

export const firmKinds = ['BUSINESS', 'SOLE_TRADER', 'PUBLIC_BODY', 'ASSOCIATION'] as const;
export type FirmKind = (typeof firmKinds)[number];

export const firmSizes = ['MICRO', 'SMALL', 'MEDIUM', 'LARGE'] as const;
export type FirmSize = (typeof firmSizes)[number];

export const vatStatuses = ['REGISTERED', 'NOT_REGISTERED'] as const;
export type VatStatus = (typeof vatStatuses)[number];

/** Where a firm is. Lines and coordinates are missing where only its nameplate is shown. */
export interface FirmAddress {
  lines: string[];
  town: string;
  region: string | null;
  country: string;
  latitude: number | null;
  longitude: number | null;
}

/** Who acts on Kongsi. The rows behind its page; who may see which part is in `firm.policy.ts`. */
@Entity('firm')
export class Firm {
  @PrimaryColumn('uuid')
  id: string;

  /** `K-…` with a check character; see `public-id.ts`. */
  @Column('text')
  publicId: string;

  @Column('text')
  kind: FirmKind;

  @Column('text')
  name: string;

  @Column('jsonb')
  tagline: LocalText;

  @Column('jsonb')
  story: LocalText;

  @Column('integer', { nullable: true })
  foundedYear: number | null;

  @Column('text')
  size: FirmSize;

  /** People who work there. */
  @Column('integer', { nullable: true })
  staff: number | null;

  /** CPV divisions, two digits each. */
  @Column('text', { array: true })
  sectors: string[];

  @Column('text', { array: true })
  addressLines: string[];

  @Column('text')
  town: string;

  @Column('text', { nullable: true })
  region: string | null;

  /** ISO 3166-1 alpha-2. */
  @Column('text')
  country: string;

  /** Degrees north (WGS 84). */
  @Column('double precision')
  latitude: number;

  /** Degrees east (WGS 84). */
  @Column('double precision')
  longitude: number;

  @Column('text', { nullable: true })
  website: string | null;

  @Column('text', { nullable: true })
  phone: string | null;

  @Column('text', { nullable: true })
  email: string | null;

  /** IANA name. */
  @Column('text')
  timeZone: string;

  @Column('text', { nullable: true })
  vatStatus: VatStatus | null;

  /** The version of the house policy the firm accepted last. */
  @Column('text')
  housePolicyVersion: string;

  @At()
  createdAt: Date;

  /** When its page last changed. */
  @At()
  changedAt: Date;

  /** Since when its owners keep the page from outsiders; null while it is public. */
  @At({ nullable: true })
  hiddenAt: Date | null;

  @At({ nullable: true })
  verifiedAt: Date | null;

  /** The columns of the address as one thing, as the schema shows them. */
  get address(): FirmAddress {
    const { addressLines: lines, town, region, country, latitude, longitude } = this;

    return { lines, town, region, country, latitude, longitude };
  }

  get isHidden(): boolean {
    return this.hiddenAt !== null;
  }

  get isVerified(): boolean {
    return this.verifiedAt !== null;
  }

  /** What remains where the page is hidden, yet a tender or a contract must name the firm: who it is, not how to reach it. */
  nameplate(): Firm {
    return Object.assign(new Firm(), this, {
      tagline: {},
      story: {},
      foundedYear: null,
      staff: null,
      sectors: [],
      addressLines: [],
      latitude: null,
      longitude: null,
      website: null,
      phone: null,
      email: null,
      vatStatus: null,
    });
  }
}

/** A number under which a register knows the firm. */
@Entity('firmLegalId')
export class FirmLegalId {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid')
  firmId: string;

  @Column('text')
  scheme: string;

  @Column('text')
  number: string;

  /** When an operator found it to be the firm's own. */
  @At({ nullable: true })
  verifiedAt: Date | null;
}
