import { formOf, sentRules, typedRules } from './policy-form.ts';
import { DEFAULT_RULES, type PressureRule } from './policy.ts';

const posted = (rows: readonly Record<string, string>[]) =>
  Object.fromEntries(
    rows.flatMap((row, n) => Object.entries(row).map(([field, value]) => [`rules.${n}.${field}`, value])),
  );

describe('the form of a policy', () => {
  const rules: readonly PressureRule[] = [
    ...DEFAULT_RULES,
    {
      key: 'calls',
      scope: 'touchpoint:call',
      windowDays: 7,
      cap: 1,
      minGapDays: 2,
      restAfterAnswerDays: 3,
      onExceed: 'wait',
      reserve: [
        { touchpoint: 'first-order', places: 1 },
        { touchpoint: 'call', places: 2 },
        { scope: 'cold', places: 1 },
      ],
      apart: true,
      mayExceed: ['after-callback', 'priority:1'],
    },
    { key: 'strict', scope: 'all', windowDays: 7, cap: 1, mayExceed: [] },
  ];

  it('gives back the rules it was filled with', () => {
    expect(sentRules(typedRules(posted(rules.map(formOf)))).rules).toEqual(rules);
  });

  it('leaves out rows in which nothing was typed', () => {
    const rows = [{ key: '', scope: 'hot', windowDays: '', cap: '' }, formOf(rules[1] as PressureRule)];
    expect(typedRules(posted(rows))).toHaveLength(1);
  });

  it('leaves what is no number as typed', () => {
    expect(sentRules(typedRules(posted([{ key: 'a', windowDays: 'a month', cap: '1' }]))).rules).toMatchObject([
      { windowDays: 'a month', cap: 1 },
    ]);
    expect(sentRules(typedRules(posted([{ key: 'a', reserve: 'call many' }]))).rules).toMatchObject([
      { reserve: [{ touchpoint: 'call', places: 'many' }] },
    ]);
  });

  it.each([null, 'text', { 'rules.0.key': ['a', 'b'] }])('reads nothing into %j', (body) => {
    expect(typedRules(body)).toEqual([]);
  });
});
