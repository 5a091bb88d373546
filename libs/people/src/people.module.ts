import { Module } from '@nestjs/common';
import { AccountResolver } from './account.resolver.js';
import { AddressProofs } from './address-proofs.js';
import { ApiTokens } from './api-tokens.js';
import { Credentials } from './credentials.js';
import { DevicesResolver, SessionResolver } from './devices.resolver.js';
import { Identification } from './identification.js';
import { OwnData } from './own-data.js';
import { Passwords } from './passwords.js';
import { PeopleJobs } from './people.jobs.js';
import { People } from './people.js';
import { MeResolver, PersonResolver } from './people.resolver.js';
import { Registrations } from './registrations.js';
import { SecondFactors } from './second-factors.js';
import { Sessions } from './sessions.js';
import { SignInResolver } from './sign-in.resolver.js';
import { SignIn } from './sign-in.js';
import { Throttle } from './throttle.js';

const resolvers = [AccountResolver, DevicesResolver, MeResolver, PersonResolver, SessionResolver, SignInResolver];

/** People sign in. */
@Module({
  providers: [
    ...resolvers,
    AddressProofs,
    ApiTokens,
    Credentials,
    Identification,
    OwnData,
    Passwords,
    People,
    PeopleJobs,
    Registrations,
    SecondFactors,
    Sessions,
    SignIn,
    Throttle,
  ],
  exports: [People],
})
export class PeopleModule {}
