import { touchedBy } from './touched.ts';

const moved = (subject: string, from: string, to: string) => ({
  name: 'invitation.moved',
  subject,
  data: { from, to, cause: null },
});

describe('what a batch of facts touched', () => {
  it('is each answer and its invitation, once', () => {
    const submitted = { name: 'response.submitted', subject: 'r1', data: { invitation: 'i1', complete: false } };
    expect(
      touchedBy([submitted, { ...submitted, name: 'response.corrected' }, moved('i1', 'sent', 'answered')]),
    ).toEqual({ responses: ['r1'], invitations: ['i1'] });
  });

  it('has no invitation where an answer is anonymous', () => {
    expect(touchedBy([{ name: 'response.submitted', subject: 'r1', data: { invitation: null } }])).toEqual({
      responses: ['r1'],
      invitations: [],
    });
  });

  it.each([
    ['planned', 'sending', false],
    ['sending', 'planned', false],
    ['held', 'planned', false],
    ['planned', 'cancelled', false],
    ['sending', 'sent', true],
    ['sent', 'planned', true],
    ['sent', 'bounced', true],
    ['sending', 'failed', true],
    ['delivered', 'opened', true],
    ['opened', 'expired', true],
  ])('leaves a move alone only while nothing was sent: %s → %s', (from, to, counts) => {
    expect(touchedBy([moved('i1', from, to)]).invitations).toEqual(counts ? ['i1'] : []);
  });
});
