import { type DynamicModule, Module } from '@nestjs/common';
import { AlliancesModule } from '#libs/alliances';
import { BidsModule } from '#libs/bids';
import { CoverageModule } from '#libs/coverage';
import { ExchangeModule } from '#libs/exchange';
import { FirmsModule } from '#libs/firms';
import { GovernanceModule } from '#libs/governance';
import { InboxModule } from '#libs/inbox';
import { MarketModule } from '#libs/market';
import { PartnersModule } from '#libs/partners';
import { PeopleModule } from '#libs/people';
import { type Config, PlatformModule } from '#libs/platform';
import { ShowcaseModule } from '#libs/showcase';
import { TendersModule } from '#libs/tenders';

/** The marketplace: every library, in the order a newcomer meets it. */
export const marketplace: NonNullable<DynamicModule['imports']> = [
  PeopleModule,
  InboxModule,
  FirmsModule,
  GovernanceModule,
  TendersModule,
  CoverageModule,
  MarketModule,
  PartnersModule,
  AlliancesModule,
  BidsModule,
  ShowcaseModule,
  ExchangeModule,
];

/** The GraphQL server with the libraries it is made of: composition only. */
@Module({})
export class AppModule {
  static with(config: Config, processName = 'api'): DynamicModule {
    return { module: AppModule, imports: [PlatformModule.with(config, processName), ...marketplace] };
  }
}
