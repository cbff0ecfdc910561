import { slotMeant } from './slot-meant.ts';
import { spokenTime } from './spoken-time.ts';

const now = new Date('2026-05-19T10:00:00Z'); // Tuesday noon in Paris
const slots = [
  '2026-05-19T13:00Z',
  '2026-05-20T07:00Z',
  '2026-05-20T15:00Z',
  '2026-05-21T08:00Z',
  '2026-05-26T09:00Z',
].map((from) => ({ from: new Date(from) }));

it.each<[string, string | null]>([
  ['cet après-midi', '05-19T13:00'],
  ['demain matin', '05-20T07:00'],
  ['demain après 17h', '05-20T15:00'],
  ['jeudi', '05-21T08:00'],
  ['mardi', '05-19T13:00'],
  ['mardi matin', '05-26T09:00'],
  ['vendredi matin', null],
  ['demain avant 9h', null],
])('%s is %s', (said, slot) => {
  const time = spokenTime(said);
  const meant = time && slotMeant(time, slots, now, 'Europe/Paris');
  expect(meant?.from.toISOString().slice(5, 16) ?? null).toBe(slot);
});
