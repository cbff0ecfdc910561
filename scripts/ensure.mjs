// Runs before `npm start` and `npm test` and needs nothing but Node: installs when the lock file changed, builds when a source did.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, lstatSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

process.chdir(dirname(dirname(fileURLToPath(import.meta.url))));
refuseOldNode();
install();
build();

function refuseOldNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  console.error(`Node 20.19 or newer is needed; this is ${process.version}.`);
  process.exit(1);
}

function install() {
  const stamp = join('node_modules', '.installed');
  const wanted = `${hash(readFileSync('package-lock.json'))} ${process.versions.modules} ${process.platform} ${process.arch}`;
  if (contentOf(stamp) === wanted) return;
  if (lstatSync('node_modules', { throwIfNoEntry: false })?.isSymbolicLink()) {
    console.log('node_modules is a link to an installation that may be out of date; it is left as it is.');
    return;
  }
  console.log('Installing dependencies (npm ci)…');
  const npm = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ['npm'];
  run(...npm, 'ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error');
  writeFileSync(stamp, wanted);
}

function build() {
  const stamp = join('dist', '.built');
  const wanted = hash(
    ['package.json', 'tsconfig.json', 'tsconfig.build.json', ...sources()].map(fingerprint).join('\n'),
  );
  if (contentOf(stamp) === wanted) return;
  console.log('Building…');
  run(process.execPath, join('node_modules', 'typescript', 'bin', 'tsc'), '-p', 'tsconfig.build.json');
  writeFileSync(stamp, wanted);
}

function sources() {
  const files = readdirSync('src', { recursive: true }).map((file) => join('src', file));
  return files.filter((file) => /\.(ts|json)$/.test(file) && !file.endsWith('.spec.ts')).sort();
}

function fingerprint(file) {
  return `${file} ${hash(readFileSync(file))}`;
}

function hash(content) {
  return createHash('sha256').update(content).digest('hex');
}

function contentOf(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

function run(command, ...args) {
  const { status, error } = spawnSync(command, args, { stdio: 'inherit', shell: process.platform === 'win32' });
  if (error) console.error(error.message);
  if (status !== 0) process.exit(status ?? 1);
}
