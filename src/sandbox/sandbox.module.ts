import { Module, type DynamicModule } from '@nestjs/common';
import { CustomersModule } from '#customers';
import type { Config } from '#platform/config';
import { SandboxApiController } from './sandbox.api.controller.ts';
import { SandboxClock } from './sandbox-clock.service.ts';
import { SandboxMailboxes } from './sandbox-mailboxes.service.ts';
import { SandboxPagesController } from './sandbox.pages.controller.ts';
import { SandboxPhones } from './sandbox-phones.service.ts';
import { SandboxRepository } from './sandbox.repository.ts';
import { SandboxScreens } from './sandbox-screens.service.ts';
import { SandboxSettings } from './sandbox-settings.repository.ts';
import { SandboxTwilioApiController } from './sandbox-twilio.api.controller.ts';
import { SandboxWebhooks } from './sandbox-webhooks.service.ts';

@Module({})
export class SandboxModule {
  /** Nothing at all when a provider is configured: its routes then do not exist. */
  static when({ sandbox }: Pick<Config, 'sandbox'>): DynamicModule[] {
    if (!sandbox) return [];
    return [
      {
        module: SandboxModule,
        imports: [CustomersModule],
        controllers: [SandboxApiController, SandboxPagesController, SandboxTwilioApiController],
        providers: [
          SandboxClock,
          SandboxMailboxes,
          SandboxPhones,
          SandboxRepository,
          SandboxScreens,
          SandboxSettings,
          SandboxWebhooks,
        ],
      },
    ];
  }
}
