// `npm run bench`: every benchmark, one after the other; `npm run bench -- intake --growth` one of them, with what it takes.
// Figures are ratios to a limit measured in the same run.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const ALL = ['start', 'intake', 'import', 'page', 'dispatch', 'simulate', 'barometer'];
/** Asked for by name: it fetches a tool. */
const APART = ['lighthouse'];
const given = process.argv.slice(2);
const isName = (one) => ALL.includes(one) || APART.includes(one);
const chosen = given.filter(isName);
const flags = given.filter((one) => !isName(one));
for (const name of chosen.length > 0 ? chosen : ALL) {
  console.log(`\n${name}`);
  const { status } = spawnSync(process.execPath, [join(here, `${name}.mjs`), ...flags], { stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}
