import { fieldOf, formOf, sentTouchpoint, typedTouchpoint, type TouchpointForm } from './touchpoint-form.ts';
import { touchpointOf } from './touchpoint.ts';

const call = touchpointOf('call', {
  name: { fr: 'Appel', en: 'Call' },
  questionnaire: 'ces-call',
  channels: ['email', 'sms'],
  delay: 'PT30M',
  settle: 'PT4H',
  reminders: [{ after: 'P3D' }, { after: 'P6DT12H' }],
  sampling: 0.255,
  monthlyTarget: 30,
  excludedSegments: ['pro', 'press'],
  conditions: [
    { field: 'measures.waitSeconds', op: 'between', value: [60, 300] },
    { field: 'attributes.basket', op: 'at-least', value: 12.5 },
    { field: 'attributes.payment', op: 'one-of', value: ['card', '007', 3] },
    { field: 'customer.vip', op: 'is', value: false },
    { field: 'agent', op: 'present' },
  ],
});
/** As a browser posts it. */
const posted = ({ days, from, to, active, conditions, ...form }: TouchpointForm) =>
  Object.fromEntries([
    ...Object.entries(form).flatMap(([name, value]) =>
      typeof value === 'string'
        ? [[name, value]]
        : Object.entries(value).map(([part, text]) => [`${name}.${part}`, text]),
    ),
    ...conditions.flatMap((condition, n) =>
      Object.entries(condition).map(([part, text]) => [`conditions.${n}.${part}`, text]),
    ),
    ['window.days', days.map(String)],
    ['window.from', from],
    ['window.to', to],
    ...(active ? [['active', 'true']] : []),
  ]) as Record<string, unknown>;

describe('the form of a touchpoint', () => {
  it('gives back the touchpoint it was filled with', () => {
    const { key: _, ...input } = call;
    expect(sentTouchpoint(typedTouchpoint(posted(formOf(call))))).toEqual(input);
  });

  it('leaves what it cannot read as typed', () => {
    const typed = {
      ...posted(formOf(call)),
      'delay.amount': 'soon',
      sampling: 'half',
      'window.days': '1',
      active: undefined,
    };
    expect(sentTouchpoint(typedTouchpoint(typed))).toMatchObject({
      delay: 'soon',
      sampling: 'half',
      window: { days: [1] },
      active: false,
    });
  });

  it.each([
    ['is', '12,50', 12.5],
    ['is', 'Store', 'Store'],
    ['one-of', 'a, ,b', ['a', 'b']],
    ['between', '1', [1, 9]],
    ['at-least', 'many', 'many'],
    ['absent', 'left over', undefined],
  ])('reads the value of a condition: %s %s', (op, value, expected) => {
    const row = { field: 'attributes', name: 'x', op, value, upTo: '9' };
    const typed = Object.fromEntries(Object.entries(row).map(([part, text]) => [`conditions.2.${part}`, text]));
    const { conditions } = sentTouchpoint(typedTouchpoint({ ...typed, 'conditions.0.field': '' }));
    expect(conditions).toEqual([{ field: 'attributes.x', op, ...(expected !== undefined && { value: expected }) }]);
  });

  it.each([
    ['conditions.1.value', 'condition-1'],
    ['name.fr', 'nameFr'],
    ['name', 'nameFr'],
    ['name.en', 'nameEn'],
    ['reminders.1.after', 'reminder2'],
    ['window.days', 'window'],
    ['channels.0', 'channels'],
  ])('shows the fault of %s at %s', (path, field) => {
    expect(fieldOf(path)).toBe(field);
  });
});
