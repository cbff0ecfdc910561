import type { Words } from '#platform/i18n';
import type { Language } from '#platform/values';
import type { TemplateFault } from './delivery-template-checks.service.ts';
import type { SavedTemplate } from './delivery-templates.repository.ts';
import { SLOTS, slotKey, VARIABLES, type Slot, type TypedTemplate } from './rules/edited-template.ts';

interface Reader {
  readonly language: Language;
  readonly words: Words;
}

export function pathOf({ channel, kind, language }: Slot): string {
  return `/message-templates/${channel}/${kind}/${language}`;
}

/** Every message, in whose words it goes out. */
export function templateRows(inForce: ReadonlyMap<string, SavedTemplate>) {
  return SLOTS.map((slot) => {
    const edited = inForce.get(slotKey(slot));
    return {
      ...slot,
      href: pathOf(slot),
      version: edited?.version ?? null,
      at: edited?.createdAt ?? null,
    };
  });
}

/** The editor of one message. */
export function templateView(slot: Slot, typed: TypedTemplate, history: readonly SavedTemplate[]) {
  const [last] = history;
  return {
    ...slot,
    path: pathOf(slot),
    subject: slot.channel === 'email' ? (typed.subject ?? '') : null,
    body: typed.body,
    rows: slot.channel === 'sms' ? 6 : 16,
    seen: last?.version ?? 0,
    isOurs: !last || last.body === null,
    variables: VARIABLES[slot.channel].map((name) => ({ name, sign: `{{${name}}}` })),
    versions: history.map(({ version, body, subject, savedName, createdAt }, at) => ({
      version,
      at: createdAt,
      by: savedName || null,
      ours: body === null,
      subject,
      body: body ?? '',
      current: at === 0,
    })),
  };
}

/** A fault in a sentence: where it is, and what to do. */
export function faultText({ path, code, line, name, message }: TemplateFault, { language, words }: Reader): string {
  const key = `delivery.template.fault.${code}`;
  if (!words.has(language, key)) return message;
  const person = `delivery.template.person.${name}`;
  const about = name !== undefined && words.has(language, person) ? words.t(language, person) : (name ?? '');
  const said = words.t(language, key, { name: about });
  const place = words.t(language, `delivery.template.${path}`);
  return line === undefined
    ? words.t(language, 'delivery.template.at', { place, said })
    : words.t(language, 'delivery.template.atLine', { place, line, said });
}
