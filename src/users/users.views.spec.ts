import { Words } from '#platform/i18n';
import { auditRow } from './users.views.ts';

const words = new Words({ missing: 'throw' });
const wordFor = (key: string) => (words.has('fr', key) ? words.t('fr', key) : null);
const KARIM = '01890000-0000-7000-8000-000000000001';

describe('what a fact tells', () => {
  it.each([
    ['invitation.moved', { from: 'sending', to: 'sent', cause: null }, ['from : En cours d’envoi', 'to : Envoyée']],
    ['case.moved', { to: 'in-progress', from: 'assigned' }, ['from : Attribué', 'to : En cours']],
    ['review.moved', { to: 'refused', reason: 'off-topic' }, ['to : Refusé', 'reason : Hors sujet']],
    ['user.changed', { fields: ['name', 'theme'], role: 'agent' }, ['fields : nom, thème', 'role : Agent']],
    ['message.sent', { channel: 'sms', to: 'sent' }, ['channel : SMS', 'to : sent']],
    ['team.changed', { joined: [KARIM], left: [] }, ['joined : Karim Haddad']],
    ['something.else', { version: 3, left: 'x' }, ['version : 3', 'left : x']],
  ])('is in the reader’s words where there are some: %s', (name, data, told) => {
    const fact = { id: '1', at: new Date(0), name, subject: 's', data, actor: 'system', who: null, whom: null };
    const { details } = auditRow(fact, new Map([[KARIM, 'Karim Haddad']]), wordFor);
    expect(details.map(({ field, value }) => `${field} : ${value}`)).toEqual(told);
  });
});
