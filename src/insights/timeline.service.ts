import { Injectable } from '@nestjs/common';
import { v7 } from 'uuid';
import type { Channel, Customer } from '#customers';
import { Clock } from '#platform/clock';
import { Vault } from '#platform/crypto';
import { decodeCursor, pageOf, Problem, type Page } from '#platform/http';
import type { Language } from '#platform/values';
import { askOf, PressureService, type Verdict } from '#pressure';
import { PlacesRepository, type Places } from './places.repository.ts';
import { grouped } from './rules/grouped.ts';
import { entryOf, type HistoryEntry } from './rules/history.ts';
import { isPosition } from './rules/span.ts';
import { KINDS, TimelineRepository, type Kind, type TimelineRow } from './timeline.repository.ts';

export interface TimelineEvent extends Pick<TimelineRow, 'kind' | 'id' | 'at' | 'data'> {
  /** Of invitations, cases and reviews, oldest first. */
  readonly history: readonly HistoryEntry[] | null;
}

/** How often a person was asked of late, and whether they may be asked now. */
export interface Asking {
  readonly asked: number;
  readonly days: number;
  readonly verdict: Verdict;
}

const PAGE = 50;
const ASKED_DAYS = 90;
const DAY_MS = 86_400_000;
const WITH_HISTORY: readonly Kind[] = ['invitation', 'case', 'review'];

@Injectable()
export class TimelineService {
  constructor(
    private readonly repository: TimelineRepository,
    private readonly names: PlacesRepository,
    private readonly pressure: PressureService,
    private readonly clock: Clock,
    private readonly vault: Vault,
  ) {}

  /** Newest first. @throws Problem 400 when the cursor is not ours. */
  async of(
    customer: string,
    {
      kind,
      cursor,
      limit = PAGE,
    }: { kind?: Kind | undefined; cursor?: string | undefined; limit?: number | undefined },
  ): Promise<Page<TimelineEvent>> {
    const rows = await this.repository.list(customer, kind ? [kind] : KINDS, positionOf(cursor), limit);
    const { items, nextCursor } = pageOf(rows, limit, ({ position, id }) => [position, id]);
    const subjects = items.filter((item) => WITH_HISTORY.includes(item.kind)).map(({ id }) => id);
    const told = grouped(await this.repository.history(subjects), ({ subject }) => subject);
    const events = items.map(({ kind: of, id, at, data }) => ({
      ...{ kind: of, id, at, data: of === 'text' ? this.#opened(data) : data },
      history: WITH_HISTORY.includes(of) ? (told.get(id) ?? []).map(entryOf) : null,
    }));
    return { items: events, nextCursor };
  }

  async places(language: Language): Promise<Places> {
    return this.names.all(language);
  }

  #opened({ sealed, ...data }: TimelineRow['data']): TimelineRow['data'] {
    return { ...data, text: this.vault.open(Buffer.from(String(sealed), 'base64')) };
  }

  /** Could a question about an interaction be asked now? Takes no place. */
  async asking(customer: Customer, channel: Channel): Promise<Asking> {
    const since = new Date(this.clock.now().getTime() - ASKED_DAYS * DAY_MS);
    const verdict = await this.pressure.check(
      askOf(customer, { invitation: v7(), touchpoint: null, temperature: 'hot', channel }),
    );
    return { asked: await this.repository.asked(customer.personKeys, since), days: ASKED_DAYS, verdict };
  }
}

function positionOf(cursor: string | undefined): readonly [string, string] | null {
  const key = decodeCursor(cursor, 2);
  if (!key) return null;
  const [at, id] = key.map(String) as [string, string];
  const isOurs = isPosition(at) && /^[\w-]+$/.test(id);
  if (!isOurs) throw new Problem(400, 'bad-cursor', 'The cursor is not one this list gave.');
  return [at, id];
}
