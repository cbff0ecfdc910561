export { Database, type Rows } from './database.ts';
export { DatabaseModule } from './database.module.ts';
export { lockBuckets, lockKeys } from './key-locks.ts';
export { sqlMigrations } from './migrations.ts';
export { Settings } from './settings.ts';
