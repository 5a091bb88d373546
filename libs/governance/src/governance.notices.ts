import { Injectable, type OnModuleInit } from '@nestjs/common';
import { NoticeKinds } from '#libs/inbox';

/** What firms are told by those who run this Kongsi. */
@Injectable()
export class GovernanceNotices implements OnModuleInit {
  constructor(private readonly kinds: NoticeKinds) {}

  onModuleInit(): void {
    this.kinds.register({ kind: 'FIRM_VERIFIED' }, { kind: 'VERIFICATION_REVOKED', formal: true });
  }
}
