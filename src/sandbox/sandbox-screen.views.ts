import { createHash } from 'node:crypto';
import type { SandboxMessage, StandingFault } from './sandbox.repository.ts';

/** A piece of a text: words, or an address one can follow. */
export interface Piece {
  readonly text: string;
  readonly href: string | null;
}

export interface Bubble {
  readonly mine: boolean;
  readonly pieces: Piece[];
  readonly at: Date;
  /** Set on the first message of a day. */
  readonly day: Date | null;
  readonly state: 'delivered' | 'failed' | 'on-its-way' | null;
  readonly code: number | null;
}

export interface Person {
  readonly phone: string;
  readonly name: string | null;
  readonly last: string;
  readonly mine: boolean;
  readonly at: Date;
  readonly active: boolean;
  readonly href: string;
}

export interface MailLine {
  readonly id: number;
  readonly to: string;
  readonly subject: string;
  readonly at: Date;
  readonly active: boolean;
  readonly href: string;
}

export const MAIL_VIEWS = ['desk', 'phone', 'text', 'headers'] as const;
export type MailView = (typeof MAIL_VIEWS)[number];

export interface Mail {
  readonly id: number;
  readonly subject: string;
  readonly from: string;
  readonly to: string;
  readonly at: Date;
  readonly repeats: number;
  readonly view: MailView;
  /** Address of its HTML. */
  readonly content: string;
  readonly text: string;
  readonly headers: { name: string; value: string }[];
  readonly tabs: { view: MailView; href: string; active: boolean }[];
}

/** What the address of the page holds. */
export interface Place {
  readonly phone?: string | undefined;
  readonly mail?: number | undefined;
  readonly view?: MailView | undefined;
}

const ADDRESS = /(https?:\/\/[^\s<>"']*[^\s<>"'.,;:!?)\]])/;

export function addressOf(place: Place): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(place))
    if (value !== undefined && value !== '') query.set(name, String(value));
  return query.size > 0 ? `/sandbox?${query.toString()}` : '/sandbox';
}

export function bubbles(thread: readonly SandboxMessage[], dayOf: (at: Date) => string): Bubble[] {
  return thread.map(({ direction, text, at, status, errorCode }, n) => {
    const before = thread[n - 1];
    return {
      mine: direction === 'in',
      pieces: pieces(text),
      at,
      day: before && dayOf(before.at) === dayOf(at) ? null : at,
      state:
        direction === 'in'
          ? null
          : status === 'delivered'
            ? 'delivered'
            : status === 'undelivered'
              ? 'failed'
              : 'on-its-way',
      code: errorCode,
    };
  });
}

function pieces(text: string): Piece[] {
  return text
    .split(ADDRESS)
    .map((part, n) => ({ text: part, href: n % 2 === 1 ? part : null }))
    .filter((part) => part.text !== '');
}

export function mailView(message: SandboxMessage, place: Place): Mail {
  const { id, subject, from, to, at, repeats, text, headers } = message;
  const view = place.view ?? 'desk';
  return {
    id,
    subject: subject ?? '',
    from,
    to,
    at,
    repeats,
    view,
    content: `/sandbox/mail/${id}`,
    text,
    headers: Object.entries(headers).map(([name, value]) => ({ name, value })),
    tabs: MAIL_VIEWS.map((each) => ({
      view: each,
      href: addressOf({ ...place, mail: id, view: each }),
      active: each === view,
    })),
  };
}

/** Changes when what is shown does: a screen that asks again is told at once that nothing is new. */
export function versionOf(shown: unknown): string {
  return createHash('sha256').update(JSON.stringify(shown)).digest('hex').slice(0, 16);
}

export function faultLine({ id, channel, kind, code, to, remaining }: StandingFault) {
  return { id, channel, kind, code, to, remaining };
}
