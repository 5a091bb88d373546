import { Module } from '@nestjs/common';
import { AddressProofs } from './address-proofs.js';
import { Identification } from './identification.js';
import { Passwords } from './passwords.js';
import { People } from './people.js';
import { MeResolver, PersonResolver } from './people.resolver.js';
import { Registrations } from './registrations.js';
import { Sessions } from './sessions.js';
import { SignInResolver } from './sign-in.resolver.js';
import { SignIn } from './sign-in.js';
import { Throttle } from './throttle.js';

/** People sign in. */
@Module({
  providers: [
    AddressProofs,
    Identification,
    MeResolver,
    Passwords,
    People,
    PersonResolver,
    Registrations,
    Sessions,
    SignIn,
    SignInResolver,
    Throttle,
  ],
  exports: [People],
})
export class PeopleModule {}
