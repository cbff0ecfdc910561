import { Module, type DynamicModule } from '@nestjs/common';
import { CustomersModule } from '#customers';
import { ClockModule } from '#platform/clock';
import { ConfigModule, type Config } from '#platform/config';
import { VaultModule } from '#platform/crypto';
import { DatabaseModule } from '#platform/database';
import { FactsModule } from '#platform/facts';
import { HttpModule } from '#platform/http';
import { LogModule } from '#platform/log';
import { QueueModule } from '#platform/queue';
import { TemplatesModule } from '#platform/templates';
import { SurveysModule } from '#surveys';
import { UsersModule } from '#users';
import { NavigationModule } from './navigation.ts';

/** The stations in the order of the data's way; a test keeps it equal to architecture.json and to README. */
const stations: NonNullable<DynamicModule['imports']> = [UsersModule, CustomersModule, SurveysModule];

const platform = [
  ClockModule,
  VaultModule,
  LogModule,
  DatabaseModule,
  QueueModule,
  FactsModule,
  TemplatesModule.forRoot(),
  HttpModule,
  NavigationModule,
];

@Module({})
export class AppModule {
  static with(config: Config): DynamicModule {
    return { module: AppModule, imports: [ConfigModule.with(config), ...platform, ...stations] };
  }
}
