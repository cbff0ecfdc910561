import { Module, type DynamicModule } from '@nestjs/common';
import type { Config } from '#platform/config';

@Module({})
export class SandboxModule {
  /** Nothing at all when a provider is configured: its routes then do not exist. */
  static when({ sandbox }: Pick<Config, 'sandbox'>): DynamicModule[] {
    return sandbox ? [{ module: SandboxModule }] : [];
  }
}
