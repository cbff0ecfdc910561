import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { templatesFolder } from '#platform/templates';
import { compiledMails } from '../scripts/mail.mjs';

describe('an e-mail', () => {
  it('is what its MJML compiles to', async () => {
    const compiled = await compiledMails();
    expect(compiled.map(({ file }) => file)).toEqual(['email/_survey.hbs', 'layouts/email.hbs']);
    for (const { file, html } of compiled) expect(readFileSync(join(templatesFolder, file), 'utf8')).toBe(html);
  }, 60_000);
});
