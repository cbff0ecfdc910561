import { fileURLToPath } from 'node:url';
import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CONFIG, type Config } from '#platform/config';
import { Database } from './database.ts';
import { sqlMigrations } from './migrations.ts';

const migrationsFolder = fileURLToPath(new URL('../../../migrations', import.meta.url));

@Global()
@Module({
  imports: [
    TypeOrmModule.forRootAsync({
      inject: [CONFIG],
      useFactory: (config: Config) => ({
        type: 'postgres' as const,
        url: config.databaseUrl,
        autoLoadEntities: true,
        synchronize: false,
        migrations: sqlMigrations(migrationsFolder),
        migrationsRun: true,
        migrationsTransactionMode: 'each' as const,
        migrationsTableName: 'schema_migration',
        installExtensions: false,
        uuidExtension: 'pgcrypto' as const,
        poolSize: 20,
        applicationName: 'chaudfroid',
        retryAttempts: 0,
        logging: false,
      }),
    }),
  ],
  providers: [Database],
  exports: [Database],
})
export class DatabaseModule {}
