import { Column, Entity, PrimaryColumn } from 'typeorm';
import { At, type FirmRoleName, firmRoles } from '#libs/platform';

/** A person acting for a firm. Roles are a set, not a ladder. */
@Entity('delegate')
export class Delegate {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid')
  firmId: string;

  @Column('uuid')
  personId: string;

  @Column('text', { array: true })
  roles: FirmRoleName[];

  @At()
  since: Date;

  /** Paper that proves the power to sign for the firm. */
  @Column('uuid', { nullable: true })
  proofFileId: string | null;

  @At({ nullable: true })
  proofAt: Date | null;

  get isOwner(): boolean {
    return this.roles.includes('OWNER');
  }
}

/** Each role once, in the order of the table in the README. */
export function asRoles(roles: readonly FirmRoleName[]): FirmRoleName[] {
  return firmRoles.filter((role) => roles.includes(role));
}
