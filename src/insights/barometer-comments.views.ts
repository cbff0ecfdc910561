import { themesIn, THEMES } from '#platform/values';
import { groupKey, type Comments } from './barometer-comments.service.ts';
import { groupName } from './barometer-figures.views.ts';
import type { headOf } from './barometer-results.views.ts';
import { addressOf } from './cockpit.views.ts';
import type { Places } from './places.repository.ts';
import type { Verbatim } from './verbatims.repository.ts';
import { MOODS, verbatimView } from './verbatims.views.ts';
import type { Writer } from './writer.views.ts';

export const SENTIMENTS = ['negative', 'neutral', 'positive'] as const;

/** As chosen on the screen; empty where anything will do. */
export interface CommentsTyped {
  readonly group: string;
  readonly mood: string;
  readonly theme: string;
  readonly sentiment: string;
  readonly q: string;
}

interface Around {
  readonly head: ReturnType<typeof headOf>;
  readonly typed: CommentsTyped;
  readonly dimensions: readonly string[];
  readonly places: Places;
  readonly cursor: string | null;
}

/** What people of a wave wrote, with what it can be narrowed by. */
export function commentsView(
  comments: Comments | null,
  { head, typed, dimensions, places, cursor }: Around,
  writer: Writer,
) {
  const { say } = writer;
  const here = (more: object = {}) => addressOf(head.action, { wave: head.wave, ...typed, ...more });
  const next = comments?.found.nextCursor ?? null;
  return {
    ...{ head: { ...head, waves: null }, waves: head.waves, wave: head.wave, action: head.action, filters: typed },
    groups: (comments?.groups ?? []).map((one) => ({
      value: groupKey(one),
      label: say('barometer.said.group', {
        by: say(`barometer.said.by.${one.by}`),
        name: groupName(one.by, one.name, dimensions, places, writer),
      }),
    })),
    moods: MOODS.map((value) => ({ value, label: say(`mood.${value}`) })),
    themes: THEMES.map((value) => ({ value, label: say(`theme.${value}`) })),
    sentiments: SENTIMENTS.map((value) => ({ value, label: say(`sentiment.${value}`) })),
    rows: (comments?.found.items ?? []).map((one) => rowOf(one, typed.q, places, writer)),
    hidden: comments?.hidden ? say('barometer.said.hidden', { min: comments.minimum }) : null,
    clear: Object.values(typed).some((value) => value !== '') ? addressOf(head.action, { wave: head.wave }) : null,
    first: cursor ? here() : null,
    next: next && here({ cursor: next }),
  };
}

function rowOf(one: Verbatim, words: string, places: Places, writer: Writer) {
  const view = verbatimView(one, places, words, writer);
  const themes = themesIn(one.comment).map((theme) => writer.say(`theme.${theme}`));
  return { ...view, source: [view.source, themes.join(', ')].filter(Boolean).join(' · ') };
}
