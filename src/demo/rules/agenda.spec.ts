import { Agenda } from './agenda.ts';
import { Chance } from './chance.ts';

const END = new Date(10_000);

describe('an agenda', () => {
  it('gives what was noted in the order of time, and of noting', () => {
    const agenda = new Agenda<string>();
    agenda.note(new Date(5), 'second');
    agenda.note(new Date(1), 'first');
    agenda.note(new Date(5), 'third');
    expect([agenda.next(END)?.act, agenda.next(END)?.act, agenda.next(END)?.act, agenda.next(END)]).toEqual([
      'first',
      'second',
      'third',
      null,
    ]);
  });

  it('keeps what lies beyond the end', () => {
    const agenda = new Agenda<string>();
    agenda.note(new Date(20), 'beyond');
    expect(agenda.next(new Date(20))).toBeNull();
    expect(agenda.next(new Date(21))?.act).toBe('beyond');
  });

  it('orders any number, noted in between too', () => {
    const chance = new Chance('agenda');
    const agenda = new Agenda<number>();
    const given: number[] = [];
    for (let n = 0; n < 2_000; n += 1) {
      agenda.note(new Date(chance.whole(0, 500)), n);
      if (chance.happens(0.3)) agenda.next(END);
    }
    for (let next = agenda.next(END); next; next = agenda.next(END)) given.push(next.at.getTime() * 10_000 + next.act);
    expect(given).toEqual([...given].sort((a, b) => a - b));
    expect(agenda.size).toBe(0);
  });
});
