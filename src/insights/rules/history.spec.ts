import { entryOf } from './history.ts';

const at = new Date('2026-05-19T08:00:00Z');
const time = at.toISOString();

describe('a step of a history', () => {
  it.each([
    ['invitation.planned', { channel: 'sms', sendAt: time }, { what: 'planned', status: 'planned', cause: null }],
    ['invitation.held', {}, { what: 'held', status: 'held', cause: null }],
    [
      'invitation.moved',
      { from: 'sent', to: 'bounced', cause: '30005' },
      { what: 'moved', status: 'bounced', cause: '30005' },
    ],
    ['case.opened', { priority: '2' }, { what: 'opened', status: 'new', cause: null }],
    ['case.attempted', { outcome: 'voicemail' }, { what: 'attempted', status: null, cause: 'voicemail' }],
    ['case.escalated', { level: 'late' }, { what: 'escalated', status: null, cause: 'late' }],
    [
      'review.moved',
      { from: 'pending', to: 'refused', cause: 'off-topic' },
      { what: 'moved', status: 'refused', cause: 'off-topic' },
    ],
  ])('%s %j', (name, data, expected) => {
    expect(entryOf({ name, data: data as Record<string, string | null>, at })).toEqual({ ...expected, at: time });
  });
});
