import { randomBytes } from 'node:crypto';
import { existsSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Fault } from './fault.mjs';
import { tryRead } from './processes.mjs';

/** What an installation of its own needs kept secret, by the names of the environment. */
export function newSecrets() {
  return {
    SESSION_SECRET: randomBytes(32).toString('base64url'),
    ENCRYPTION_KEY: randomBytes(32).toString('base64'),
    DATABASE_PASSWORD: randomBytes(18).toString('base64url'),
  };
}

/** The secrets of a data folder, made once. They are never made anew beside a database that was written with others. */
export function keepSecrets(dataDir) {
  const file = join(dataDir, 'secrets.json');
  const kept = tryRead(file);
  if (kept !== undefined) return parse(file, kept);
  if (existsSync(join(dataDir, 'postgres', 'PG_VERSION'))) {
    throw new Fault(`DATA_DIR: ${file} is missing, and the database beside it cannot be read without it; put it back.`);
  }
  const secrets = newSecrets();
  writeFileSync(`${file}.new`, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return secrets;
}

function parse(file, text) {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Fault(`DATA_DIR: ${file} is not readable as JSON; put back the one this database was made with.`, {
      cause,
    });
  }
}
