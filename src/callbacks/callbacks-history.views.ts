import type { Context } from './callbacks-context.service.ts';
import type { CaseFact } from './callbacks-lists.repository.ts';
import type { Past } from './callbacks-reading.service.ts';
import type { Attempt } from './callbacks.repository.ts';
import { causeWord, personOf, type Say } from './callbacks.views.ts';

interface Told {
  from?: string | number;
  to?: string | number;
  cause?: string | null;
  note?: string;
  outcome?: string;
  attempt?: string;
  level?: string;
  clock?: string;
  assignee?: string | null;
  priority?: number;
}

const ICONS: Readonly<Record<string, string>> = {
  ...{
    opened: 'message-report',
    joined: 'message-2',
    raised: 'urgent',
    attempted: 'phone-outgoing',
    noted: 'note',
    answered: 'message-check',
    'slot-chosen': 'clock',
  },
  ...{
    escalated: 'bell-ringing',
    claimed: 'user-check',
    released: 'arrow-back-up',
    'handed-over': 'user-circle',
    undone: 'arrow-back-up',
  },
  ...{ resolved: 'check', verified: 'checks', reopened: 'refresh', unreachable: 'phone-off', declined: 'ban' },
};
const TONES: Readonly<Record<string, string>> = {
  ...{ opened: 'unhappy', raised: 'soon', escalated: 'late', resolved: 'happy', verified: 'happy', reopened: 'soon' },
};

type Matter = Past & { attempts: readonly Attempt[] };

/** What happened to a case, newest first, as sentences of the reader's language. */
export function historyEvents(past: Matter, context: Context, say: Say) {
  const isTold = ({ name, data }: CaseFact) => !(name === 'case.moved' && isCallItself(data as Told));
  return past.facts
    .filter(isTold)
    .reverse()
    .map((fact) => eventOf(fact, past, context, say));
}

function eventOf({ name, data, actor, at }: CaseFact, past: Matter, { users }: Context, say: Say) {
  const told = data as Told;
  const kind = kindOf(name, told);
  const attempt = past.attempts.find(({ id }) => id === told.attempt);
  const note = past.notes.find(({ id }) => id === told.note)?.text ?? attempt?.note ?? null;
  const said = kind === 'answered' ? told.outcome : kind === 'verified' ? told.cause : null;
  const verdict = said ? say.t(`verdict.${said}`) : null;
  return {
    at,
    icon: ICONS[kind] ?? 'activity',
    tone: TONES[kind] ?? null,
    title: titleOf(kind, told, users.get(told.assignee ?? '')?.name ?? null, say),
    text: [verdict, note].filter(Boolean).join(' – ') || null,
    actor: users.get(personOf(actor) ?? '')?.name ?? say.t(`actor.${actor.split(':')[0] ?? ''}`),
    cause: kind === 'resolved' && told.cause ? causeWord(told.cause, say) : null,
    href: null,
  };
}

function titleOf(kind: string, { outcome, level, clock, to }: Told, holder: string | null, { t }: Say): string {
  switch (kind) {
    case 'attempted':
      return t('event.attempted', { outcome: t(`outcome.${outcome}`) });
    case 'escalated':
      return t(`alarm.${level}`, { clock: t(`clock.${clock}`) });
    case 'raised':
      return t('event.raised', { priority: t(`priority.${to}`) });
    case 'handed-over':
      return t('event.handed-over', { name: holder });
    default:
      return t(`event.${kind}`);
  }
}

function kindOf(name: string, { cause, to }: Told): string {
  if (name !== 'case.moved') return name.slice('case.'.length);
  if (cause === 'claimed' || cause === 'released' || cause === 'handed-over' || cause === 'undone') return cause;
  return to === 'in-progress' ? 'reopened' : String(to);
}

/** A first try moves the case too; the call itself is told beside it. */
function isCallItself({ from, to }: Told): boolean {
  return to === 'in-progress' && (from === 'new' || from === 'assigned');
}
