import { draftRules, formOf, sentRules, typedRules, type RuleForm } from './policy-form.ts';
import { DEFAULT_RULES, type PressureRule } from './policy.ts';

type Posted = Partial<Record<Exclude<keyof RuleForm, 'shares' | 'lets'>, string>> &
  Partial<Pick<RuleForm, 'shares' | 'lets'>>;

const posted = (rows: readonly Posted[]) =>
  Object.fromEntries(
    rows.flatMap(({ shares = [], lets = [], ...row }, n) => [
      ...Object.entries(row).map(([field, value]) => [`rules.${n}.${field}`, value]),
      ...shares.flatMap(({ for: scope, places }, m) => [
        [`rules.${n}.shares.${m}.for`, scope],
        [`rules.${n}.shares.${m}.places`, places],
      ]),
      ...lets.map((name, m) => [`rules.${n}.lets.${m}`, name]),
    ]),
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
    const shares = [
      { for: 'touchpoint:call', places: 'many' },
      { for: '', places: '2' },
    ];
    expect(sentRules(typedRules(posted([{ key: 'a', shares }]))).rules).toMatchObject([
      { reserve: [{ touchpoint: 'call', places: 'many' }, { places: 2 }] },
    ]);
  });

  it.each<[string, object, string[]]>([
    ['one row more', { add: '1' }, ['a', 'b', '']],
    ['without the first', { remove: '0' }, ['b']],
    ['without the last, whatever is empty between', { remove: '2' }, ['a']],
    ['as it stands', {}, ['a', 'b']],
  ])('is drawn again with %s', (_, act, keys) => {
    const rows = [{ key: 'a' }, { key: '', scope: 'cold' }, { key: 'b' }];
    expect(draftRules({ ...posted(rows), ...act }).map(({ key }) => key)).toEqual(keys);
  });

  it.each([null, 'text', { 'rules.0.key': ['a', 'b'] }])('reads nothing into %j', (body) => {
    expect(typedRules(body)).toEqual([]);
  });
});
