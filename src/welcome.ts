import type { Config } from '#platform/config';
import { DEMO_STAFF } from './demo/index.ts';

/** What the terminal says once the server answers: where it is, and who may sign in to the demonstration. */
export function welcome({
  publicUrl,
  demo,
  sandbox,
  role,
}: Pick<Config, 'publicUrl' | 'demo' | 'sandbox' | 'role'>): string {
  if (role === 'worker' || role === 'scheduler') return `Chaudfroid works (${role}).\n`;
  const lines = [`Chaudfroid is at ${publicUrl}`];
  if (sandbox) lines.push(`its phones and mailboxes at ${publicUrl}/sandbox`);
  if (demo)
    lines.push(
      '',
      `Sign in with the password ${DEMO_STAFF.password} as`,
      ...DEMO_STAFF.people.map(({ role: of, email }) => `  ${of.padEnd(10)} ${email}`),
    );
  return `\n${lines.map((line) => `  ${line}`).join('\n')}\n\n`;
}
