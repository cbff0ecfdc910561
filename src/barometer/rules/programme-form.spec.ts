import { programmeOf } from './programme-input.ts';
import { fieldOf, formOf, sentProgramme, typedProgramme } from './programme-form.ts';

const programme = programmeOf('base', {
  ...{ name: 'Baromètre', questionnaire: 'barometer', channels: ['sms', 'email'], start: '2027-01-01' },
  target: { marginOfError: 0.03, confidence: 0.95 },
  population: { segments: ['premium', 'pro'], minSeniorityDays: 90 },
  strata: ['segment', 'site'],
  reminders: [{ after: 'P4D' }],
});

describe('the form of a programme', () => {
  it('gives back what was kept', () => {
    const { key: _, deviations: __, ...sent } = programme;
    expect(sentProgramme(formOf(programme))).toEqual(sent);
  });

  it('leaves what cannot be read as it was typed', () => {
    expect(sentProgramme({ ...formOf(programme), targetKind: 'people', perWave: 'many' })).toMatchObject({
      target: { perWave: 'many' },
    });
    expect(typedProgramme({ strata: 'site', 'window.days': ['1', '2'] })).toMatchObject({
      strata: ['site'],
      days: [1, 2],
    });
  });

  it.each([
    ['population.segments', 'segments'],
    ['target.marginOfError', 'marginOfError'],
    ['target', 'perWave'],
    ['reminders.0.after', 'reminder'],
    ['spreadDays', 'spreadDays'],
  ])('corrects %s in %s', (path, field) => {
    expect(fieldOf(path)).toBe(field);
  });
});
