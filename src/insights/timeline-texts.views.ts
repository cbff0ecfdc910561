import { isScale, SCORE_SCALES } from '#platform/values';
import type { Line } from './timeline.views.ts';
import type { Writer } from './writer.views.ts';

/** What a text was taken for, as answering keeps it. */
interface Understood {
  readonly metric: string | null;
  readonly score: number | null;
  readonly comment: boolean;
  readonly call: boolean | null;
  readonly hour: boolean;
}

export interface TextData {
  readonly direction: 'to' | 'from';
  readonly text: string;
  readonly status: string;
  readonly readAs: string;
  readonly understood: Understood | null;
  readonly handled: string | null;
}

/** Ways a text was read that say what it asks; the others are told by what was understood. */
const READ_AS = new Set(['opt-out', 'opt-in', 'help', 'to-check', 'nothing', 'unclear', 'unattached']);
/** What a person here made of it; a case is told beside it. */
const HANDLED = new Set(['attached', 'done']);
const LOST = new Set(['undelivered', 'failed', 'cancelled']);

/** A text of a conversation, either way, in its own words. */
export function textLine(data: TextData, { say }: Writer): Omit<Line, 'at'> {
  const quoted = say('timeline.quoted', { comment: data.text });
  if (data.direction === 'to') {
    const isLost = LOST.has(data.status);
    return {
      icon: 'send',
      tone: isLost ? 'late' : 'quiet',
      title: say('timeline.text.to'),
      text: isLost ? `${quoted} ${say('timeline.text.lost')}` : quoted,
    };
  }
  const { readAs, understood, handled } = data;
  const known = [
    ...(READ_AS.has(readAs) ? [say(`timeline.text.readAs.${readAs}`)] : []),
    ...(understood ? partsOf(understood, say) : []),
    ...(handled && HANDLED.has(handled) ? [say(`timeline.text.handled.${handled}`)] : []),
  ];
  return {
    icon: 'message-circle',
    tone: readAs === 'opt-out' ? 'late' : 'accent',
    title: say('timeline.text.from'),
    text: known.length > 0 ? `${quoted} ${say('timeline.text.understood', { what: known.join(', ') })}` : quoted,
  };
}

function partsOf({ metric, score, comment, call, hour }: Understood, say: Writer['say']): string[] {
  return [
    ...(score === null ? [] : [scored(metric, score, say)]),
    ...(comment ? [say('timeline.text.comment')] : []),
    ...(call === null ? [] : [say(call ? 'timeline.text.call' : 'timeline.text.noCall')]),
    ...(hour ? [say('timeline.text.hour')] : []),
  ];
}

function scored(metric: string | null, score: number, say: Writer['say']): string {
  if (metric === 'thumbs') return say(`timeline.text.thumb.${score}`);
  const most = isScale(metric) ? SCORE_SCALES[metric].max : score;
  return say('timeline.text.score', { score, most });
}
