import type { BusinessCalendar } from '#platform/calendar';
import type { UserRole } from '#platform/http';

const STAFF_DOMAIN = 'alize.example';

/** Everybody's, printed when the platform starts: these accounts exist in the demonstration only. */
export const STAFF_PASSWORD = 'alize-maison-demo';

export interface DemoTeam {
  readonly key: string;
  readonly name: string;
  readonly calendar: BusinessCalendar;
}

export interface DemoStaff {
  readonly login: string;
  readonly name: string;
  readonly role: UserRole;
  readonly teams: readonly string[];
}

const DAY = [{ from: '09:00', to: '18:00' }];
const SHOP_DAY = [{ from: '10:00', to: '19:00' }];
const OFFICE = { 1: DAY, 2: DAY, 3: DAY, 4: DAY, 5: DAY };
const SHOP = { 1: SHOP_DAY, 2: SHOP_DAY, 3: SHOP_DAY, 4: SHOP_DAY, 5: SHOP_DAY, 6: SHOP_DAY };

/** A shop's own team has the cases of its customers; customer care has all the others. */
export const TEAMS: readonly DemoTeam[] = [
  team('customer-care', 'Service clients', OFFICE),
  team('lyon-2', 'Magasin Lyon 2e', SHOP),
  team('nantes', 'Magasin Nantes', SHOP),
  team('paris-11', 'Magasin Paris 11e', SHOP),
  team('strasbourg', 'Magasin Strasbourg', SHOP, 'alsace-moselle'),
];

/** One person of each role first: those are the sign-ins that are printed. */
export const STAFF: readonly DemoStaff[] = [
  { login: 'julie', name: 'Julie Moreau', role: 'agent', teams: ['customer-care', 'lyon-2'] },
  { login: 'claire', name: 'Claire Fontaine', role: 'supervisor', teams: TEAMS.map(({ key }) => key) },
  { login: 'hugo', name: 'Hugo Lemaire', role: 'marketing', teams: [] },
  { login: 'ines', name: 'Inès Garnier', role: 'analyst', teams: [] },
  { login: 'nadia', name: 'Nadia Benali', role: 'admin', teams: [] },
  { login: 'karim', name: 'Karim Haddad', role: 'agent', teams: ['customer-care'] },
  { login: 'sophie', name: 'Sophie Renard', role: 'agent', teams: ['customer-care'] },
  { login: 'yann', name: 'Yann Le Goff', role: 'agent', teams: ['nantes'] },
  { login: 'thomas', name: 'Thomas Roche', role: 'agent', teams: ['paris-11'] },
  { login: 'leonie', name: 'Léonie Schmitt', role: 'agent', teams: ['strasbourg'] },
];

export function emailOf({ login }: Pick<DemoStaff, 'login'>): string {
  return `${login}@${STAFF_DOMAIN}`;
}

function team(key: string, name: string, hours: BusinessCalendar['hours'], region?: string): DemoTeam {
  return {
    key,
    name,
    calendar: { zone: 'Europe/Paris', hours, holidays: { country: 'FR', ...(region && { region }) } },
  };
}
