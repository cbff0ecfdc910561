import type { CheckMatter } from './answering-checks.service.ts';
import type { UnattachedMatter } from './answering-unattached.service.ts';

export function checkView({
  inbound,
  customer,
  text,
  at,
  decision,
  decidedAt,
  firstName,
  lastName,
  externalId,
}: CheckMatter) {
  return {
    text,
    at,
    decision,
    decidedAt,
    name: [firstName, lastName].filter(Boolean).join(' ') || externalId,
    href: externalId && `/customers/${customer}`,
    action: `/settings/replies/${inbound}`,
  };
}

export function unattachedView({ inbound, text, at, customer }: UnattachedMatter, path: string) {
  return {
    text,
    at,
    name: customer?.name ?? null,
    href: customer && `/customers/${customer.id}`,
    action: `${path}/${inbound}`,
  };
}
