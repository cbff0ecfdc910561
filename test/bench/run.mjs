// `npm run bench`: every benchmark, one after the other. Figures are ratios to a limit measured in the same run.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const chosen = process.argv.slice(2);
for (const name of chosen.length > 0 ? chosen : ['start', 'intake', 'page', 'dispatch', 'simulate', 'barometer']) {
  console.log(`\n${name}`);
  const { status } = spawnSync(process.execPath, [join(here, `${name}.mjs`)], { stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}
