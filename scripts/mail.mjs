// Compiles the e-mails written in MJML into the Handlebars templates the program reads: when a template changes, never for a
// message. `node scripts/mail.mjs` after a change; test/mail-markup.spec.ts holds the two equal.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import mjml2html from 'mjml';

const folder = fileURLToPath(new URL('../templates', import.meta.url));

/** Every MJML source with what it compiles to: `[{ file: 'email/_survey.hbs', html }]`. */
export async function compiledMails() {
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.mjml'));
  return Promise.all(
    sources.sort().map(async (source) => {
      const { html, errors } = await mjml2html(readFileSync(join(folder, source), 'utf8'), {
        validationLevel: 'soft',
        keepComments: true,
        fonts: {},
        beautify: false,
        minify: false,
      });
      const faults = (errors ?? []).filter(({ message }) => !message.includes('{{'));
      if (faults.length > 0)
        throw new Error(faults.map(({ formattedMessage }) => `${source}: ${formattedMessage}`).join('\n'));
      const file = source.replaceAll('\\', '/').replace(/\.mjml$/, '.hbs');
      return {
        file,
        html: `{{!-- Made by scripts/mail.mjs from ${file.replace(/\.hbs$/, '.mjml')}: change that one. --}}\n${tidied(html)}`,
      };
    }),
  );
}

/** Blank lines and the spaces at the end of lines are weight in every message. */
function tidied(html) {
  return `${html
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .join('\n')}\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const { file, html } of await compiledMails()) writeFileSync(join(folder, file), html);
}
