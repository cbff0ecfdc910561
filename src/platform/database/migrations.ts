import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const FILE = /^(\d{13})-([a-z0-9-]+)\.sql$/;

/**
 * Migrations are plain SQL, `<13 digits>-<name>.sql`, run in the order of their digits.
 * TypeORM keeps the ledger; it reads the order from the last 13 characters of a migration's name.
 * @throws when a file of the folder is not named so: a migration skipped in silence is a broken table later.
 */
export function sqlMigrations(folder: string): (new () => MigrationInterface)[] {
  return readdirSync(folder)
    .sort()
    .map((file) => {
      const named = FILE.exec(file);
      if (!named) throw new Error(`migrations/${file} is not named <13 digits>-<name>.sql`);
      const sql = readFileSync(join(folder, file), 'utf8');
      return class implements MigrationInterface {
        readonly name = `${named[2]}${named[1]}`;

        async up(runner: QueryRunner): Promise<void> {
          await runner.query(sql);
        }

        async down(): Promise<void> {
          throw new Error('Migrations go forward only; restore a backup to go back.');
        }
      };
    });
}
