import { readdirSync } from 'node:fs';
import { misread, readAsWritten, repliesIn } from './support/sms-replies.ts';

/** Words the rules were worked on must be read right; words written beforehand and kept aside tell how they do in the world. */
const LEAST: Readonly<Record<string, number>> = {
  worked: 0.97,
  'held-out': 0.96,
  'held-out-2': 0.96,
  'open-question': 1,
};
const SILENT = ['opt-out', 'to-check'];
const files = readdirSync('test/data').filter((file) => /^sms-replies\..*\.jsonl$/.test(file));

it.each(files)('%s is read as it was meant', (file) => {
  const rows = repliesIn(`test/data/${file}`);
  const wrong = rows.flatMap((row) => {
    const names = misread(row);
    return names.length === 0 ? [] : [{ ...row, names, read: readAsWritten(row) }];
  });
  const share = 1 - wrong.length / rows.length;
  const vital = wrong.filter(({ names }) => names.some((name) => ['act', 'score', 'unclear'].includes(name)));
  if (process.env['SMS_REPLIES']) for (const one of wrong) process.stdout.write(`${JSON.stringify(one)}\n`);
  process.stdout.write(
    `${file}: ${rows.length} messages, ${percent(share)} read right in every fact, ${percent(1 - vital.length / rows.length)} in what is asked and the score\n`,
  );
  expect(share).toBeGreaterThanOrEqual(LEAST[file.split('.')[1] ?? ''] ?? 0);
});

it.each(files)('%s: nobody who asks to stop is missed, and nobody else is silenced', (file) => {
  const wrong = repliesIn(`test/data/${file}`).filter((row) => {
    const [meant, read] = [row.expect.act, readAsWritten(row).act];
    return meant !== read && (SILENT.includes(meant) || SILENT.includes(read));
  });
  expect(wrong.map(({ text }) => text)).toEqual([]);
});

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
