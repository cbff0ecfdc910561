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
});
/** As a browser posts it. */
const posted = ({ days, from, to, active, ...form }: TouchpointForm) =>
  Object.fromEntries([
    ...Object.entries(form).flatMap(([name, value]) =>
      typeof value === 'string'
        ? [[name, value]]
        : Object.entries(value).map(([part, text]) => [`${name}.${part}`, text]),
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
