import { programmeOf } from './programme-input.ts';
import { fieldOf, formOf, sentProgramme, typedProgramme } from './programme-form.ts';

const programme = programmeOf('base', {
  ...{ name: 'Baromètre', questionnaire: 'barometer', channels: ['sms', 'email'], start: '2027-01-01' },
  target: { marginOfError: 0.03, confidence: 0.95 },
  population: { segments: ['premium', 'pro'], minSeniorityDays: 90 },
  strata: ['segment', 'site'],
  reminders: [{ after: 'P4D' }, { after: 'P9D' }],
  deviations: { 'premium / lyon-2': 0.8, pro: 0.65 },
});

describe('the form of a programme', () => {
  it('gives back what was kept', () => {
    const { key: _, ...sent } = programme;
    expect(sentProgramme(formOf(programme))).toEqual(sent);
  });

  it('leaves what cannot be read as it was typed', () => {
    expect(sentProgramme({ ...formOf(programme), targetKind: 'people', perWave: 'many' })).toMatchObject({
      target: { perWave: 'many' },
    });
    const form = { ...formOf(programme), deviations: 'premium = 0,8\n\npro = much\nother', reminder2: 'soon' };
    expect(sentProgramme(form)).toMatchObject({
      deviations: { premium: 0.8, pro: 'much', other: '' },
      reminders: [{ after: 'P4D' }, { after: 'soon' }],
    });
    expect(
      typedProgramme({ strata: 'site', 'window.days': ['1', '2'], segments: 'a, b', sites: ['s', 't'] }),
    ).toMatchObject({
      ...{ strata: ['site'], days: [1, 2] },
      ...{ segments: ['a, b'], sites: ['s', 't'] },
    });
  });

  it.each([
    ['population.segments', 'segments'],
    ['target.marginOfError', 'marginOfError'],
    ['target', 'perWave'],
    ['reminders.0.after', 'reminder'],
    ['reminders.1.after', 'reminder2'],
    ['deviations.pro', 'deviations'],
    ['spreadDays', 'spreadDays'],
  ])('corrects %s in %s', (path, field) => {
    expect(fieldOf(path)).toBe(field);
  });
});
