import type { CheckMatter } from './answering-checks.service.ts';

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
