import { DEFAULT_BRAND, type Brand } from '#platform/brand';
import type { Words } from '#platform/i18n';
import type { Language } from '#platform/values';
import type { TemplateFault } from './delivery-template-checks.service.ts';
import type { SavedTemplate } from './delivery-templates.repository.ts';
import { SLOTS, slotKey, variablesOf, type Slot, type TypedTemplate } from './rules/edited-template.ts';

interface Reader {
  readonly language: Language;
  readonly words: Words;
}

const LIST = '/message-templates';

export function pathOf({ brand, channel, kind, language }: Slot): string {
  return addressFor(brand, `${LIST}/${channel}/${kind}/${language}`);
}

/** The brands whose messages can be written, each at its address; null while there is one. */
export function brandTabs(brands: readonly Brand[], shown: string, path = LIST) {
  if (brands.length < 2) return null;
  return brands.map(({ key, name }) => ({ label: name, href: addressFor(key, path), active: key === shown }));
}

function addressFor(brand: string, path: string): string {
  return brand === DEFAULT_BRAND ? path : `${path}?brand=${encodeURIComponent(brand)}`;
}

/** Every message, in whose words it goes out. */
export function templateRows(inForce: ReadonlyMap<string, SavedTemplate>, brand: string) {
  return SLOTS.map((message) => {
    const slot = { ...message, brand };
    const edited = inForce.get(slotKey(slot));
    const inherited = !edited && inForce.has(slotKey({ ...message, brand: DEFAULT_BRAND }));
    return {
      ...slot,
      href: pathOf(slot),
      version: edited?.version ?? null,
      at: edited?.createdAt ?? null,
      inherited,
    };
  });
}

/** The editor of one message. */
export function templateView(
  slot: Slot,
  typed: TypedTemplate,
  history: readonly SavedTemplate[],
  brands: readonly Brand[],
) {
  const [last] = history;
  const { brand, channel, kind, language } = slot;
  return {
    ...slot,
    path: pathOf(slot),
    previewPath: addressFor(brand, `${LIST}/${channel}/${kind}/${language}/preview`),
    restorePath: addressFor(brand, `${LIST}/${channel}/${kind}/${language}/restore`),
    back: addressFor(brand, LIST),
    brands: brandTabs(brands, brand, `${LIST}/${channel}/${kind}/${language}`),
    // what stands where this brand has no words of its own
    instead: brand === DEFAULT_BRAND ? ('ours' as const) : ('inherited' as const),
    subject: slot.channel === 'email' ? (typed.subject ?? '') : null,
    body: typed.body,
    alphabet: slot.channel === 'sms' ? (typed.gsm7 === false ? 'unicode' : 'gsm7') : null,
    rows: slot.channel === 'sms' ? 6 : 16,
    seen: last?.version ?? 0,
    isOurs: !last || last.body === null,
    variables: variablesOf(slot).map((name) => ({ name, sign: `{{${name}}}` })),
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
