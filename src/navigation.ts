import { Controller, Get, Global, Module } from '@nestjs/common';
import {
  Allow,
  Caller,
  NAVIGATION,
  Routes,
  seeOther,
  type SeeOther,
  type Navigation,
  type Principal,
  type UserRole,
} from '#platform/http';
import type { NavSection } from '#platform/templates';

type User = Extract<Principal, { kind: 'user' }>;

interface Place {
  readonly href: string;
  readonly icon: string;
  readonly label: string;
}

/** Every place of the menu, in order. A person sees those whose page exists in this process and is theirs by its `@Allow`. */
const SECTIONS: readonly { label: string | null; places: readonly Place[] }[] = [
  {
    label: null,
    places: [
      { href: '/cockpit', icon: 'layout-dashboard', label: 'shell.nav.cockpit' },
      { href: '/verbatims', icon: 'messages', label: 'shell.nav.verbatims' },
      { href: '/callbacks', icon: 'phone-call', label: 'shell.nav.callbacks' },
      { href: '/reviews', icon: 'star', label: 'shell.nav.reviews' },
      { href: '/customers', icon: 'users', label: 'shell.nav.customers' },
    ],
  },
  {
    label: 'shell.nav.ask',
    places: [
      { href: '/invitations', icon: 'send', label: 'shell.nav.invitations' },
      { href: '/touchpoints', icon: 'route', label: 'shell.nav.touchpoints' },
      { href: '/barometers', icon: 'thermometer', label: 'shell.nav.barometers' },
      { href: '/surveys', icon: 'forms', label: 'shell.nav.surveys' },
      { href: '/message-templates', icon: 'message-2', label: 'shell.nav.messages' },
      { href: '/pressure', icon: 'gauge', label: 'shell.nav.pressure' },
      { href: '/settings/quiet-hours', icon: 'moon', label: 'shell.nav.quietHours' },
      { href: '/announcements', icon: 'speakerphone', label: 'shell.nav.announcements' },
    ],
  },
  {
    label: 'shell.nav.settings',
    places: [
      { href: '/settings/people', icon: 'user-shield', label: 'shell.nav.people' },
      { href: '/settings/teams', icon: 'users-group', label: 'shell.nav.teams' },
      { href: '/settings/brand', icon: 'certificate', label: 'shell.nav.brand' },
      { href: '/settings/sites', icon: 'building-store', label: 'shell.nav.sites' },
      { href: '/settings/points', icon: 'qrcode', label: 'shell.nav.points' },
      { href: '/settings/connectors', icon: 'plug', label: 'shell.nav.connectors' },
      { href: '/settings/keys', icon: 'key', label: 'shell.nav.keys' },
      { href: '/operations', icon: 'activity', label: 'shell.nav.operations' },
      { href: '/settings/replies', icon: 'message-report', label: 'shell.nav.replies' },
      { href: '/settings/submissions', icon: 'fingerprint', label: 'shell.nav.submissions' },
      { href: '/settings/audit', icon: 'history', label: 'shell.nav.audit' },
    ],
  },
];

/** Each person lands on their work. */
const LANDING: Readonly<Record<UserRole, string>> = {
  agent: '/callbacks',
  supervisor: '/callbacks?view=team',
  marketing: '/reviews',
  analyst: '/cockpit',
  admin: '/cockpit',
};
const ANYONES = '/preferences';

/** The page is open to these; an unknown one to nobody. */
function openTo(routes: Routes, { role }: User): (href: string) => boolean {
  const pages = new Map(routes.all().flatMap(({ method, path, access }) => (method === 'GET' ? [[path, access]] : [])));
  return (href) => {
    const access = pages.get(href);
    return access !== undefined && 'roles' in access && (access.roles === 'signed-in' || access.roles.includes(role));
  };
}

function navigation(routes: Routes): Navigation {
  return (user, path): NavSection[] => {
    const isOpen = openTo(routes, user);
    return SECTIONS.map(({ label, places }) => ({
      label,
      items: places
        .filter(({ href }) => isOpen(href))
        .map((place) => ({ ...place, active: path === place.href || path.startsWith(`${place.href}/`) })),
    })).filter(({ items }) => items.length > 0);
  };
}

@Controller()
class HomeController {
  constructor(private readonly routes: Routes) {}

  @Allow('signed-in')
  @Get()
  home(@Caller() user: User): SeeOther {
    const isOpen = openTo(this.routes, user);
    const own = LANDING[user.role];
    const places = SECTIONS.flatMap((section) => section.places.map(({ href }) => href));
    return seeOther(isOpen(own.split('?')[0] ?? own) ? own : (places.find(isOpen) ?? ANYONES));
  }
}

@Global()
@Module({
  controllers: [HomeController],
  providers: [{ provide: NAVIGATION, inject: [Routes], useFactory: navigation }],
  exports: [NAVIGATION],
})
export class NavigationModule {}
