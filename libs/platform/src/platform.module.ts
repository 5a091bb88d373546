import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import { type DynamicModule, Global, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE, DiscoveryModule } from '@nestjs/core';
import { GraphQLModule } from '@nestjs/graphql';
import type { Request, Response } from 'express';
import type { Logger } from 'pino';
import { AccessCheck, AccessGuard } from './access.js';
import { Clock } from './clock.js';
import type { Config } from './config.js';
import { DATA_SOURCE, Db, openDataSource } from './db.js';
import { DoorsController } from './doors.js';
import { ErrorFilter } from './error.filter.js';
import { Events } from './events.js';
import { Files } from './files.js';
import { FileResolver, UploadsResolver } from './files.resolver.js';
import { tellError } from './format-error.js';
import { limitRules } from './graphql-limits.js';
import { Identity } from './identity.js';
import { InstallationResolver } from './installation.resolver.js';
import { Jobs, JobsRunner } from './jobs.js';
import { makeLogger } from './log.js';
import { Mails } from './mail.js';
import { MutationInterceptor } from './mutation.interceptor.js';
import { Notifications } from './notifications.js';
import { PersonalDataRegistry } from './registries.js';
import { contextFor } from './request.js';
import { DateTimeScalar } from './scalars.js';
import { CONFIG, LOGGER } from './tokens.js';
import { TrustedDocuments } from './trusted-documents.js';
import { Uploads } from './uploads.js';
import { inputValidation } from './validation.js';

const doors = [
  Db,
  Clock,
  Events,
  Files,
  Uploads,
  Jobs,
  JobsRunner,
  Mails,
  Notifications,
  Identity,
  PersonalDataRegistry,
  TrustedDocuments,
];

/** The root fields that belong to no library. */
export const platformResolvers = [InstallationResolver, UploadsResolver, FileResolver];

/** What every library stands on. Global: its doors can be injected anywhere. */
@Global()
@Module({})
export class PlatformModule {
  static with(config: Config, processName: string): DynamicModule {
    return {
      module: PlatformModule,
      controllers: [DoorsController],
      imports: [DiscoveryModule, graphql(config)],
      providers: [
        { provide: CONFIG, useValue: config },
        { provide: LOGGER, useFactory: () => makeLogger(config, processName) },
        { provide: DATA_SOURCE, useFactory: () => openDataSource(config) },
        { provide: APP_FILTER, useClass: ErrorFilter },
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_INTERCEPTOR, useClass: MutationInterceptor },
        { provide: APP_PIPE, useValue: inputValidation },
        AccessCheck,
        DateTimeScalar,
        ...platformResolvers,
        ...doors,
      ],
      exports: [CONFIG, LOGGER, DATA_SOURCE, ...doors],
    };
  }
}

function graphql(config: Config): DynamicModule {
  return GraphQLModule.forRootAsync<ApolloDriverConfig>({
    driver: ApolloDriver,
    inject: [Identity, LOGGER],
    useFactory: (identity: Identity, logger: Logger) => ({
      path: '/graphql',
      autoSchemaFile: true,
      sortSchema: true,
      // Apollo checks the schema at the start anyway; twice would cost every start.
      buildSchemaOptions: { skipCheck: true },
      graphiql: false,
      introspection: true,
      csrfPrevention: true,
      allowBatchedHttpRequests: false,
      hideSchemaDetailsFromClientErrors: true,
      includeStacktraceInErrorResponses: false,
      cache: 'bounded',
      maxRecursiveSelections: config.GRAPHQL_MAX_SELECTIONS,
      parseOptions: { maxTokens: config.GRAPHQL_MAX_TOKENS },
      validationOptions: { maxErrors: 10 },
      validationRules: limitRules(config),
      formatError: tellError(logger),
      context: async ({ req, res }: { req: Request; res: Response }) => contextFor(await identity.of(req), req, res),
    }),
  });
}
