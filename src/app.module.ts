import { Module, type DynamicModule } from '@nestjs/common';
import { BrandModule } from '#platform/brand';
import { ClockModule } from '#platform/clock';
import { ConfigModule, type Config } from '#platform/config';
import { VaultModule } from '#platform/crypto';
import { DatabaseModule } from '#platform/database';
import { FactsModule } from '#platform/facts';
import { HttpModule } from '#platform/http';
import { LogModule } from '#platform/log';
import { QueueModule } from '#platform/queue';
import { TemplatesModule } from '#platform/templates';
import { CustomersModule } from '#customers';
import { SurveysModule } from '#surveys';
import { PressureModule } from '#pressure';
import { InvitationsModule } from '#invitations';
import { InteractionsModule } from '#interactions';
import { BarometerModule } from '#barometer';
import { DeliveryModule } from '#delivery';
import { ResponsesModule } from '#responses';
import { CallbacksModule } from '#callbacks';
import { ReviewsModule } from '#reviews';
import { AnsweringModule } from '#answering';
import { InsightsModule } from '#insights';
import { SandboxModule } from '#sandbox';
import { UsersModule } from '#users';
import { DemoModule } from './demo/index.ts';
import { NavigationModule } from './navigation.ts';

/** The stations in the order of the data's way; a test keeps it equal to architecture.json and to README. */
const stations = [
  UsersModule,
  CustomersModule,
  SurveysModule,
  PressureModule,
  InvitationsModule,
  InteractionsModule,
  BarometerModule,
  DeliveryModule,
  ResponsesModule,
  CallbacksModule,
  ReviewsModule,
  AnsweringModule,
  InsightsModule,
];

const platform = [
  ClockModule,
  VaultModule,
  LogModule,
  DatabaseModule,
  QueueModule,
  FactsModule,
  TemplatesModule.forRoot(),
  BrandModule,
  HttpModule,
  NavigationModule,
];

@Module({})
export class AppModule {
  static with(config: Config): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigModule.with(config),
        ...platform,
        ...stations,
        ...SandboxModule.when(config),
        ...DemoModule.when(config),
      ],
    };
  }
}
