import type { Fault } from './variable.ts';

/** Each is of no use without the other: given alone, something else was meant, or forgotten. */
const ALONE_MEANS_NOTHING: Readonly<Record<string, string>> = {
  MAIL_FROM: 'SMTP_URL',
  DKIM_SELECTOR: 'DKIM_DOMAIN',
  DKIM_PRIVATE_KEY: 'DKIM_DOMAIN',
  TWILIO_AUTH_TOKEN: 'TWILIO_ACCOUNT_SID',
  TWILIO_MESSAGING_SERVICE_SID: 'TWILIO_ACCOUNT_SID',
  SMS_FROM: 'TWILIO_ACCOUNT_SID',
  SMS_REPLIES: 'TWILIO_ACCOUNT_SID',
};

/** What is required by what is given, and what is given alone. @param embedded there is a database of our own */
export function missing(given: (name: string) => string | undefined, embedded: boolean): Fault[] {
  const faults: Fault[] = [];
  const needs = (name: string, why: string) => given(name) ?? faults.push({ variable: name, why });
  if (!embedded) needs('DATABASE_URL', 'is required without the embedded database');
  needs('SESSION_SECRET', 'is required with DATABASE_URL');
  needs('ENCRYPTION_KEY', 'is required with DATABASE_URL');
  if (given('DKIM_DOMAIN')) {
    needs('DKIM_SELECTOR', 'is required with DKIM_DOMAIN');
    needs('DKIM_PRIVATE_KEY', 'is required with DKIM_DOMAIN');
  }
  if (given('SMTP_URL')) needs('MAIL_FROM', 'is required with SMTP_URL');
  if (given('TWILIO_ACCOUNT_SID')) {
    needs('TWILIO_AUTH_TOKEN', 'is required with TWILIO_ACCOUNT_SID');
    if (!given('SMS_FROM')) needs('TWILIO_MESSAGING_SERVICE_SID', '(or SMS_FROM) is required with TWILIO_ACCOUNT_SID');
  }
  for (const [name, lead] of Object.entries(ALONE_MEANS_NOTHING))
    if (given(name) && !given(lead)) faults.push({ variable: name, why: `means nothing without ${lead}` });
  return faults;
}
