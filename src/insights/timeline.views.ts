import { isScale, mood, SCORE_SCALES } from '#platform/values';
import type { Places } from './places.repository.ts';
import type { HistoryEntry } from './rules/history.ts';
import { textLine, type TextData } from './timeline-texts.views.ts';
import type { TimelineEvent } from './timeline.service.ts';
import type { Writer } from './writer.views.ts';

/** A line of the kit's timeline. */
export interface Line {
  readonly at: Date;
  readonly icon: string;
  readonly title: string;
  readonly tone?: string | null;
  readonly text?: string | null;
  readonly cause?: string | null;
  readonly href?: string | null;
}

type Data = Readonly<Record<string, string | number | null | undefined>>;

/** Which pages of other stations the reader may open. */
export interface Sight {
  readonly cases: boolean;
  readonly asked: boolean;
  readonly waves: boolean;
}

/** One event as a person reads it. */
export function lineOf(event: TimelineEvent, places: Places, writer: Writer, sight: Sight): Line {
  const data = event.data as Data;
  const at = event.at;
  switch (event.kind) {
    case 'interaction':
      return {
        at,
        ...interaction(data, decisionOf(event.data), places, writer),
        href: sight.asked ? `/invitations/decisions/${event.id}` : null,
      };
    case 'invitation':
      return {
        at,
        ...invitation(data, event.history ?? [], places, writer),
        href: sight.asked ? `/invitations/${event.id}` : null,
      };
    case 'response':
      return { at, ...response(data, places, writer) };
    case 'text':
      return { at, ...textLine(event.data as unknown as TextData, writer) };
    case 'case':
      return {
        at,
        ...callback(data, event.history ?? [], writer),
        href: sight.cases ? `/callbacks/${event.id}` : null,
      };
    case 'review':
      return { at, ...review(data, writer) };
    case 'wave':
      return {
        at,
        ...inWave(data, writer),
        href: sight.waves ? `/barometers/${data['barometer']}/waves/${data['wave']}` : null,
      };
    case 'opt-out':
      return { at, ...optOut(data, writer) };
  }
}

type Untimed = Omit<Line, 'at'>;

interface DecisionData {
  readonly outcome: string;
  readonly reason: string | null;
  readonly rule: string | null;
  readonly nextEligibleAt: string | null;
}

function decisionOf(data: Readonly<Record<string, unknown>>): DecisionData | null {
  return (data['decision'] as DecisionData | null) ?? null;
}

function interaction(
  data: Data,
  decision: DecisionData | null,
  places: Places,
  { say, sayOr, day, place }: Writer,
): Untimed {
  const where = place(places.sites, text(data['site']));
  const title = [place(places.touchpoints, text(data['touchpoint'])), where].filter(Boolean).join(' · ');
  if (!decision) return { icon: 'route', title };
  const why = decision.reason
    ? say('timeline.not', { why: say(`timeline.reason.${decision.reason}`) })
    : say(`timeline.outcome.${decision.outcome}`);
  const next =
    decision.reason && decision.nextEligibleAt ? say('timeline.next', { date: day(decision.nextEligibleAt) }) : null;
  const tone = decision.outcome === 'suppressed' ? 'quiet' : 'accent';
  return {
    icon: 'route',
    tone,
    title,
    text: [why, next].filter(Boolean).join(' '),
    cause: decision.reason && decision.rule && sayOr(`rule.${decision.rule}`, decision.rule),
  };
}

const SENT_WELL = new Set(['delivered', 'opened', 'answered']);
const CAME_BACK = new Set(['bounced', 'failed']);

function invitation(data: Data, history: readonly HistoryEntry[], places: Places, writer: Writer): Untimed {
  const { say, sayOr, moment } = writer;
  const channel = text(data['channel']) ?? 'sms';
  const status = text(data['status']) ?? 'planned';
  const about = aboutOf(data, places, writer);
  const steps = history
    .filter((entry) => entry.status !== null && entry.status !== 'sending')
    .map((entry) => say('timeline.step', { status: say(`timeline.status.${entry.status}`), at: moment(entry.at) }));
  return {
    icon: channel === 'sms' ? 'device-mobile' : 'mail',
    tone: CAME_BACK.has(status) ? 'late' : status === 'answered' ? 'happy' : SENT_WELL.has(status) ? 'accent' : 'quiet',
    title: say(`timeline.invitation.${channel}`, { about }),
    text: steps.length > 0 ? steps.join(' → ') : say(`timeline.status.${status}`),
    cause: causeOf(text(data['cause']), sayOr),
  };
}

/** About no touchpoint is a barometer, or the question whether a callback helped. */
function aboutOf(data: Data, places: Places, { say, place }: Writer): string {
  const touchpoint = place(places.touchpoints, text(data['touchpoint']));
  return touchpoint ?? say(data['temperature'] === 'cold' ? 'timeline.barometer' : 'timeline.recovery');
}

function response(data: Data, places: Places, writer: Writer): Untimed {
  const { say } = writer;
  const { metric, score } = data;
  const about = aboutOf(data, places, writer);
  const comment = data['comment'] ? say('timeline.quoted', { comment: String(data['comment']) }) : null;
  const open = data['complete'] ? null : say('timeline.partial');
  const more = [comment, open].filter(Boolean).join(' ');
  if (!isScale(metric) || typeof score !== 'number')
    return { icon: 'message', title: say('timeline.answer', { about }), text: more };
  const given =
    metric === 'thumbs'
      ? say(`timeline.thumb.${score}`)
      : say('timeline.score', { score, most: SCORE_SCALES[metric].max });
  const tone = mood(metric, score);
  return { icon: ICONS[tone], tone, title: say('timeline.scored', { given, about }), text: more || null };
}

const ICONS = { unhappy: 'mood-sad', neutral: 'mood-empty', happy: 'mood-smile' } as const;

function callback(data: Data, history: readonly HistoryEntry[], { say }: Writer): Untimed {
  const status = text(data['status']) ?? 'new';
  const calls = history.filter(({ what }) => what === 'attempted').length;
  const outcome = text(data['outcome']);
  return {
    icon: 'phone-call',
    tone: outcome === 'recovered' ? 'happy' : status === 'verified' || status === 'declined' ? 'quiet' : 'soon',
    title: say('timeline.case', { status: say(`timeline.caseStatus.${status}`) }),
    text: [
      say(`timeline.caseReason.${text(data['reason']) ?? 'low-score'}`),
      calls > 0 ? say('timeline.calls', { count: calls }) : null,
      outcome ? say(`timeline.caseOutcome.${outcome}`) : null,
    ]
      .filter(Boolean)
      .join(' '),
  };
}

function review(data: Data, { say }: Writer): Untimed {
  const status = text(data['status']) ?? 'pending';
  return {
    icon: 'star',
    tone: status === 'published' ? 'happy' : status === 'refused' ? 'late' : 'quiet',
    title: say('timeline.review', { status: say(`timeline.reviewStatus.${status}`) }),
    text: data['text'] ? say('timeline.quoted', { comment: String(data['text']) }) : null,
  };
}

const WAVE_ICONS: Readonly<Record<string, string>> = { moved: 'calendar-time', replaced: 'refresh' };

function inWave(data: Data, { say, sayOr, day }: Writer): Untimed {
  const { from, to, name, wave } = data;
  const what = text(data['what']) ?? 'drawn';
  const reason = text(data['reason']);
  return {
    icon: WAVE_ICONS[what] ?? 'thermometer',
    tone: what === 'moved' ? 'soon' : 'quiet',
    title: say(`timeline.wave.${what}`, { name, wave: String(wave) }),
    text: from && to ? say('timeline.waveMoved', { from: day(String(from)), to: day(String(to)) }) : null,
    cause: reason && sayOr(`waveReason.${reason}`, sayOr(`rule.${reason}`, reason)),
  };
}

function optOut(data: Data, { say, sayOr }: Writer): Untimed {
  const what = text(data['what']) ?? 'opted-out';
  return {
    icon: what === 'opted-in' ? 'circle-check' : what === 'opted-out' ? 'ban' : 'alert-triangle',
    tone: what === 'opted-in' ? 'happy' : 'late',
    title: say(`timeline.${what}`, { channel: say(`channel.${text(data['channel']) ?? 'all'}`) }),
    cause: causeOf(text(data['source']), sayOr),
  };
}

function causeOf(cause: string | null, sayOr: Writer['sayOr']): string | null {
  return cause && sayOr(`source.${cause}`, cause);
}

function text(value: string | number | null | undefined): string | null {
  return value === null || value === undefined ? null : String(value);
}
