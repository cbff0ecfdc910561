import { teamFor, type Routed, type RoutingRule } from './routing.ts';

const teams = [{ key: 'lyon-2' }, { key: 'customer-care' }, { key: 'vip-desk' }];
const one = (more: Partial<Routed> = {}): Routed => ({
  site: 'lyon-2',
  touchpoint: 'store-visit',
  segment: null,
  priority: 3,
  ...more,
});
const rules: RoutingRule[] = [
  { team: 'gone', touchpoint: 'call' },
  { team: 'vip-desk', segment: 'gold' },
  { team: 'vip-desk', priority: 1 },
];

describe('the team of a case', () => {
  it.each<[string, Routed, RoutingRule[], { key: string }[], string | null]>([
    ['the first rule that matches', one({ segment: 'gold' }), rules, teams, 'vip-desk'],
    ['as urgent as the rule says, or more', one({ priority: 1 }), rules, teams, 'vip-desk'],
    ['a rule for a team that is gone is passed over', one({ touchpoint: 'call' }), rules, teams, 'lyon-2'],
    ['the site’s own', one(), rules, teams, 'lyon-2'],
    ['customer care for a site without a team', one({ site: 'nice' }), rules, teams, 'customer-care'],
    ['customer care for no site at all', one({ site: null }), [], teams, 'customer-care'],
    ['the first there is', one({ site: null }), [], [{ key: 'only' }], 'only'],
    ['none', one(), rules, [], null],
  ])('%s', (_name, routed, given, known, key) => {
    expect(teamFor(routed, given, known)?.key ?? null).toBe(key);
  });
});
