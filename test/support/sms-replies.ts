import { readFileSync } from 'node:fs';
import { wishesCall } from '#callbacks';
import { readInbound } from '#delivery';
import type { Scale } from '#platform/values';
import { readMessage } from '../../src/answering/rules/read-message.ts';

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
}

export interface WrittenReply {
  language: string;
  scale: Scale;
  text: string;
  expect: Expected;
}

export function repliesIn(file: string): WrittenReply[] {
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line) as WrittenReply);
}

/** What the platform reads, in the shape of what is expected. */
export function readAsWritten({ text, scale }: WrittenReply): Expected {
  const inbound = readInbound(text);
  if (inbound.act !== 'answer' && inbound.act !== 'opt-out') return { act: inbound.act };
  const said = inbound.act === 'opt-out' ? (inbound.also ?? '') : text;
  const { reply, call, slot, themes } = readMessage(said, scale, wishesCall);
  return {
    act: inbound.act,
    score: reply.kind === 'score' ? reply.score : null,
    comment: reply.kind === 'text' || (reply.kind === 'score' && reply.text !== null),
    unclear: reply.kind === 'unclear',
    call,
    slot: slot && (slot.from ? `${slot.day} ${slot.from}-${slot.to}` : slot.day),
    themes,
  };
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
