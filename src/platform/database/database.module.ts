import { fileURLToPath } from 'node:url';
import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import pg from 'pg';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { CONFIG, type Config } from '#platform/config';
import { Database } from './database.ts';
import { sqlMigrations } from './migrations.ts';
import { NamingClient } from './naming-client.ts';
import { Settings } from './settings.ts';

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
        extra: { Client: NamingClient },
        applicationName: 'chaudfroid',
        retryAttempts: 0,
        logging: false,
      }),
      dataSourceFactory: startInTurn,
    }),
  ],
  providers: [Database, Settings],
  exports: [Database, Settings],
})
export class DatabaseModule {}

/** Any number of our own, and the same in every process. */
const MIGRATING = 1_795_435_200;

/** Processes that start together migrate one after the other: the first does it, the others find it done. */
async function startInTurn(options?: DataSourceOptions): Promise<DataSource> {
  const source = new DataSource(options as DataSourceOptions);
  const turn = new pg.Client({
    connectionString: (options as { url?: string }).url,
    application_name: 'chaudfroid-migrating',
  });
  await turn.connect();
  try {
    await turn.query('select pg_advisory_lock($1)', [MIGRATING]);
    return await source.initialize();
  } finally {
    await turn.end();
  }
}
