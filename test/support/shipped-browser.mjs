import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliDecompressSync } from 'node:zlib';

const here = dirname(fileURLToPath(import.meta.url));
const packed = join(here, '..', '..', 'node_modules', '@sparticuz', 'chromium', 'bin');
const INSTALLED = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Names the browser of the tests in CHROMIUM_PATH: the one given, else the machine's, else the one that comes with the packages. */
export function findBrowser(dataDir) {
  const path = process.env.CHROMIUM_PATH ?? INSTALLED.find(isExecutable) ?? shippedBrowser(join(dataDir, 'chromium'));
  if (path) process.env.CHROMIUM_PATH = path;
}

/**
 * A Chromium that needs nothing of the machine but its C library: unpacked once, with its libraries and its font. Linux on x64 only.
 * @returns the path of what starts it, or null where the package is not.
 */
export function shippedBrowser(folder) {
  const start = join(folder, 'start.sh');
  if (existsSync(start)) return start;
  if (process.platform !== 'linux' || process.arch !== 'x64' || !existsSync(packed)) return null;
  const building = `${folder}.${process.pid}`;
  mkdirSync(building, { recursive: true });
  writeFileSync(join(building, 'chromium'), unpacked('chromium.br'), { mode: 0o755 });
  for (const archive of ['al2023.tar.br', 'fonts.tar.br', 'swiftshader.tar.br']) {
    const { status, stderr } = spawnSync('tar', ['-x', '-C', building], { input: unpacked(archive) });
    if (status !== 0) throw new Error(`The browser's ${archive} was not unpacked: ${stderr}`);
  }
  const environment = `export LD_LIBRARY_PATH='${folder}/lib' FONTCONFIG_PATH='${folder}'`;
  const fonts = `<?xml version="1.0"?><fontconfig><dir>${folder}/fonts</dir><cachedir>${folder}/cache</cachedir></fontconfig>`;
  writeFileSync(join(building, 'fonts.conf'), fonts);
  writeFileSync(join(building, 'start.sh'), `#!/bin/sh\n${environment}\nexec '${folder}/chromium' "$@"\n`, {
    mode: 0o755,
  });
  rmSync(folder, { recursive: true, force: true });
  renameSync(building, folder);
  return start;
}

function unpacked(file) {
  return brotliDecompressSync(readFileSync(join(packed, file)));
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
