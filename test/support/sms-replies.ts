import { readFileSync } from 'node:fs';
import { callAsked } from '#callbacks';
import { readInbound } from '#delivery';
import type { Scale } from '#platform/values';
import { takeTurn } from '../../src/answering/rules/conversation.ts';
import { readMessage } from '../../src/answering/rules/read-message.ts';
import type { SpokenTime } from '../../src/answering/rules/spoken-time.ts';

interface Expected {
  act: string;
  score?: number | null;
  /** Absent: either reading is right. */
  comment?: boolean;
  unclear?: boolean;
  call?: boolean;
  /** `tomorrow 09:00-12:00` */
  slot?: string | null;
  /** At least these. */
  themes?: string[];
  /** To a question that is open. */
  readAs?: string;
}

export interface WrittenReply {
  language: string;
  scale: Scale;
  text: string;
  /** What was asked last; the scale, unless it says another. */
  question?: 'text' | 'contact';
  expect: Expected;
}

export function repliesIn(file: string): WrittenReply[] {
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line) as WrittenReply);
}

/** What the platform reads, in the shape of what is expected. */
export function readAsWritten({ text, scale, question }: WrittenReply): Expected {
  const inbound = readInbound(text);
  if (inbound.act !== 'answer' && inbound.act !== 'opt-out') return { act: inbound.act };
  const said = inbound.act === 'opt-out' ? (inbound.also ?? '') : text;
  if (question) return { act: inbound.act, ...readWhereOpen(said, scale, question) };
  const { reply, call, slot, themes } = readMessage(said, scale, callAsked);
  return {
    act: inbound.act,
    score: reply.kind === 'score' ? reply.score : null,
    comment: reply.kind === 'text' || (reply.kind === 'score' && reply.text !== null),
    unclear: reply.kind === 'unclear',
    call,
    slot: slotOf(slot),
    themes,
  };
}

/** The scale was answered, `question` is open; `score` is what the message changes it to. */
function readWhereOpen(text: string, scale: Scale, question: 'text' | 'contact'): Omit<Expected, 'act'> {
  const all = [scale, 'text', 'contact'].map((kind) => ({ key: kind, kind }));
  const open = all.find(({ kind }) => kind === question) ?? null;
  const read = (body: string, of: Scale | null) => readMessage(body, of, callAsked);
  const { answers, slot, readAs } = takeTurn(all, { [scale]: 1 }, { question: open, helped: false, all }, text, read);
  return {
    score: (answers[scale] as number | undefined) ?? null,
    comment: answers['text'] !== undefined,
    call: answers['contact'] === true,
    slot: slotOf(slot),
    readAs,
  };
}

function slotOf(slot: SpokenTime | null): string | null {
  return slot && (slot.from ? `${slot.day} ${slot.from}-${slot.to}` : slot.day);
}

/** Names of what was read otherwise than written; empty when all is right. */
export function misread(row: WrittenReply): string[] {
  const read = readAsWritten(row);
  return (Object.keys(row.expect) as (keyof Expected)[]).filter((name) => {
    const wanted = row.expect[name];
    if (name === 'themes') return !(wanted as string[]).every((theme) => read.themes?.includes(theme));
    return wanted !== read[name];
  });
}
