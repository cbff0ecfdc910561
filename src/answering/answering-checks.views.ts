import type { CheckMatter } from './answering-checks.service.ts';
import type { UnattachedMatter } from './answering-unattached.service.ts';

export function checkView({ inbound, text, at, decision, decidedAt, firstName, lastName, externalId }: CheckMatter) {
  return {
    text,
    at,
    decision,
    decidedAt,
    name: [firstName, lastName].filter(Boolean).join(' ') || externalId,
    href: externalId && `/customers/${encodeURIComponent(externalId)}`,
    action: `/settings/replies/${inbound}`,
  };
}

export function unattachedView({ inbound, text, at, customer }: UnattachedMatter, path: string) {
  const externalId = customer?.externalId ?? null;
  return {
    text,
    at,
    name: customer?.name ?? externalId,
    href: externalId && `/customers/${encodeURIComponent(externalId)}`,
    action: `${path}/${inbound}`,
  };
}
