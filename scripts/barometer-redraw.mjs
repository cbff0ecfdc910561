/** `npm run barometer:redraw -- FILE`: draws a wave again from its export, and says whether it is the same. */
import { redraw } from '../dist/barometer-redraw.js';

const [file] = process.argv.slice(2);

try {
  if (!file) throw new Error('FILE: name the export of a wave.');
  const { heading, frameSize, named, sample, reserve, differences } = await redraw(file);
  console.log(
    `${heading.programme}, wave ${heading.wave}: seed "${heading.seed}", frame of ${frameSize} people, ${named} still named.`,
  );
  if (differences.length === 0) console.log(`The same: ${sample} in the sample, ${reserve} in reserve.`);
  else {
    console.error(['Not the same.', ...differences].join('\n'));
    process.exitCode = 1;
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
}
