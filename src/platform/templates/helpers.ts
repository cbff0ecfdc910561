import Handlebars from 'handlebars';
import { format, type DateStyle, type Moment, type WordParams, type Words } from '#platform/i18n';
import type { Language } from '#platform/values';
import type { Assets } from './assets.ts';
import { escaped, marked, range, shares, sparkline, type Mark, type Share } from './drawings.ts';

type Options = Handlebars.HelperOptions;
type Helpers = Record<string, Handlebars.HelperDelegate>;

/** What every template sees as `@language`, `@zone`, `@now` and, on screens, `@shell`. */
export interface Setting {
  language: Language;
  zone: string;
  now: Date;
}

const nothing = '–';
const html = (text: string) => new Handlebars.SafeString(text);
const setting = (options: Options): Setting => options.data as Setting;

/** A value that must have been given: a name misspelt in a template is a fault, null is an honest "none". */
function given<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`${what} was given nothing: a misspelt name?`);
  return value;
}

export function textHelpers(words: Words): Helpers {
  const t = (key: string, ...rest: unknown[]): string => {
    const options = rest.pop() as Options;
    return words.t(setting(options).language, given(key, 't'), {
      ...(rest[0] as object),
      ...options.hash,
    } as WordParams);
  };
  const plural = (key: string, count: number, options: Options): string =>
    words.t(setting(options).language, given(key, 'plural'), {
      ...options.hash,
      count: given(count, key),
    } as WordParams);
  const hasWord = (key: string, options: Options): boolean => words.has(setting(options).language, key);
  return { t, plural, hasWord };
}

export function formatHelpers(): Helpers {
  const styled = (hash: Record<string, unknown>, otherwise: DateStyle) =>
    (hash['style'] as DateStyle | undefined) ?? otherwise;
  const shown = <T>(name: string, write: (value: T, options: Options) => string) => {
    return (value: T | null, options: Options) => (given(value, name) === null ? nothing : write(value as T, options));
  };
  return {
    number: shown<number>('number', (value, o) => format.number(setting(o).language, value, o.hash)),
    percent: shown<number>('percent', (value, o) => format.percent(setting(o).language, value, o.hash)),
    signed: shown<number>('signed', (value, o) => format.signed(setting(o).language, value, o.hash)),
    duration: shown<number | string>('duration', (value, o) =>
      format.duration(setting(o).language, value, o.hash['units'] as number | undefined),
    ),
    phone: shown<string>('phone', (value) => format.phone(value)),
    money: (minor: number | null, currency: string, o: Options) =>
      given(minor, 'money') === null ? nothing : format.money(setting(o).language, minor as number, currency),
    date: shown<Moment>('date', (value, o) =>
      format.date(setting(o).language, value, setting(o).zone, styled(o.hash, 'long')),
    ),
    time: shown<Moment>('time', (value, o) => format.time(setting(o).language, value, setting(o).zone)),
    dateTime: shown<Moment>('dateTime', (value, o) =>
      format.dateTime(setting(o).language, value, setting(o).zone, styled(o.hash, 'long')),
    ),
    figure: (value: number | string | null, kind: FigureKind, o: Options) =>
      given(value, 'figure') === null ? nothing : figure(setting(o).language, value as number, given(kind, 'figure')),
    iso: shown<Moment>('iso', (value) => format.instant(value).toISOString()),
    /** Seconds between now and a moment, whichever comes first. */
    secondsFrom: (value: Moment, o: Options) =>
      Math.abs(format.instant(given(value, 'secondsFrom')).getTime() - setting(o).now.getTime()) / 1000,
    relative: (value: Moment | null, options: Options) => {
      if (given(value, 'relative') === null) return nothing;
      const { language, zone, now } = setting(options);
      const moment = value as Moment;
      const text = format.relative(language, moment, now);
      const title = format.dateTime(language, moment, zone);
      const machine = format.instant(moment).toISOString();
      return html(`<time datetime="${machine}" title="${escaped(title)}" data-relative>${escaped(text)}</time>`);
    },
  };
}

export function logicHelpers(): Helpers {
  const truthy = (value: unknown): boolean => !Handlebars.Utils.isEmpty(value) || value === 0;
  const values = (rest: unknown[]): unknown[] => rest.slice(0, -1);
  return {
    eq: (a: unknown, b: unknown) => a === b,
    ne: (a: unknown, b: unknown) => a !== b,
    gt: (a: number, b: number) => a > b,
    lt: (a: number, b: number) => a < b,
    and: (...rest: unknown[]) => values(rest).every(truthy),
    or: (...rest: unknown[]) => values(rest).find(truthy) ?? false,
    not: (value: unknown) => !truthy(value),
    includes: (list: readonly unknown[] | null | undefined, value: unknown) => list?.includes(value) ?? false,
    concat: (...rest: unknown[]) =>
      values(rest)
        .map((part) => String(given(part as string | number | null, 'concat') ?? ''))
        .join(''),
    add: (a: number, b: number) => a + b,
    array: (...rest: unknown[]) => values(rest),
    object: (options: Options) => ({ ...options.hash }),
    hash: (options: Options) => ({ ...options.hash }),
    otherwise: (value: unknown, fallback: unknown) => (truthy(value) ? value : fallback),
  };
}

export function webHelpers(assets: Assets): Helpers {
  const query = (params: object, changes: object): string => {
    const search = new URLSearchParams();
    for (const [name, value] of Object.entries({ ...params, ...changes })) {
      for (const one of Array.isArray(value) ? value : [value]) {
        if (one !== null && one !== undefined && one !== '' && one !== false) search.append(name, String(one));
      }
    }
    const text = search.toString();
    return text ? `?${text}` : '';
  };
  return {
    asset: (name: string) => html(assets.url(name)),
    icon: (name: string, { hash }: Options) => {
      const kind = hash['class'] ? ` ${escaped(String(hash['class']))}` : '';
      const label = hash['label'] ? `role="img" aria-label="${escaped(String(hash['label']))}"` : 'aria-hidden="true"';
      const address = assets.icon(given(name, 'icon'));
      return html(`<svg class="icon${kind}" width="20" height="20" ${label}><use href="${address}"></use></svg>`);
    },
    json: (value: unknown) => html(inScript(given(value, 'json'))),
    /** `{{url "/callbacks" state="late"}}`, `{{url "/callbacks" filters page=null}}`: null and '' leave the name out. */
    url: (path: string, ...rest: unknown[]) => {
      const { hash } = rest.pop() as Options;
      return html(escaped(`${given(path, 'url')}${query((rest[0] as object | undefined) ?? {}, hash)}`));
    },
    sparkline: (values: (number | null)[], options: Options) =>
      html(sparkline(given(values, 'sparkline'), String(options.hash['label'] ?? ''))),
    shares: (parts: Share[], options: Options) =>
      html(shares(given(parts, 'shares'), String(options.hash['label'] ?? ''))),
    range: (place: Parameters<typeof range>[0], options: Options) =>
      html(range(given(place, 'range'), String(options.hash['label'] ?? ''))),
    marked: (text: string, marks: Mark[] | null | undefined) => html(marked(given(text, 'marked'), marks ?? [])),
  };
}

/** The ways a measured figure is written, the same in a tile, a table and a chart. */
export type FigureKind = 'nps' | 'percent' | 'score' | 'points' | 'number' | 'duration' | 'text';

function figure(language: Language, value: number | string, kind: FigureKind): string {
  if (typeof value === 'string' || kind === 'text') return String(value);
  switch (kind) {
    case 'nps':
      return format.signed(language, value, { digits: 0 });
    case 'points':
      return format.signed(language, value, { digits: 1 });
    case 'percent':
      return format.percent(language, value, { digits: Math.abs(value) < 0.1 ? 1 : 0 });
    case 'score':
      return format.number(language, value, { fixed: 1 });
    case 'duration':
      return format.duration(language, value);
    case 'number':
      return format.number(language, value);
  }
}

/** JSON that cannot close the script element it stands in. */
function inScript(value: unknown): string {
  return JSON.stringify(value)
    .replaceAll('<', '\\u003c')
    .replaceAll('>', '\\u003e')
    .replaceAll('&', '\\u0026')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');
}
