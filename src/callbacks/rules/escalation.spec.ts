import { DateTime } from 'luxon';
import { deadlines, USUAL_HOURS } from './deadlines.ts';
import { alarms, nextAlarmAt, type Clocked } from './escalation.ts';
import type { Priority } from './opening.ts';

const paris = (text: string) => DateTime.fromISO(text, { zone: 'Europe/Paris' }).toJSDate();
const openedAt = paris('2026-05-19T09:00');
const aCase = (priority: Priority, more: Partial<Clocked> = {}): Clocked => ({
  status: 'new',
  priority,
  openedAt,
  ...deadlines(priority, openedAt, USUAL_HOURS),
  firstContactAt: null,
  given: {},
  ...more,
});
const told = (one: Clocked) => alarms(one, USUAL_HOURS).map(({ clock, level, at }) => [clock, level, at.toISOString()]);

describe('the alarms of a case', () => {
  it('come at three quarters, at the end and half as late again, in business hours', () => {
    expect(told(aCase(2))).toEqual([
      ['first-contact', 'warning', paris('2026-05-19T15:00').toISOString()],
      ['first-contact', 'supervisors', paris('2026-05-19T17:00').toISOString()],
      ['first-contact', 'admins', paris('2026-05-20T12:00').toISOString()],
      ['resolution', 'warning', paris('2026-05-21T11:15').toISOString()],
      ['resolution', 'supervisors', paris('2026-05-21T18:00').toISOString()],
      ['resolution', 'admins', paris('2026-05-26T13:30').toISOString()],
    ]);
  });

  it('begin at once for the most urgent', () => {
    expect(told(aCase(1))[0]).toEqual(['first-contact', 'urgent', openedAt.toISOString()]);
    expect(told(aCase(2))[0]?.[1]).toBe('warning');
  });

  it('stop with the clock, and are given once', () => {
    const called = aCase(1, { firstContactAt: openedAt });
    expect(told(called).map(([clock]) => clock)).toEqual(['resolution', 'resolution', 'resolution']);
    expect(told(aCase(1, { given: { 'first-contact.urgent': '…' } }))[0]?.[1]).toBe('warning');
    expect(nextAlarmAt(aCase(1, { status: 'resolved' }), USUAL_HOURS)).toBeNull();
  });
});
