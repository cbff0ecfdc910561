import type { Decision } from './rules/interaction.ts';
import type { Recorded } from './interactions.repository.ts';
import type { RecordResult } from './interactions.service.ts';
import { stepText, type Reader } from './steps.views.ts';

export function decisionView({ outcome, reason, rule, nextEligibleAt, invitation }: Decision) {
  return {
    outcome,
    reason,
    rule,
    nextEligibleAt: nextEligibleAt?.toISOString() ?? null,
    invitation: invitation && { ...invitation, sendAt: invitation.sendAt.toISOString() },
  };
}

export function resultView(result: RecordResult) {
  const { id, status } = result;
  return 'problem' in result
    ? { id, status, problem: result.problem.toJSON() }
    : { id, status, decision: decisionView(result.decision) };
}

/** @param customer the customer's external id. */
export function interactionView(recorded: Recorded, customer: string | null, reader: Reader) {
  const { externalId, touchpoint, occurredAt, receivedAt, site, agent, channel, measures, attributes, decision } =
    recorded;
  return {
    id: externalId,
    touchpoint,
    occurredAt: occurredAt.toISOString(),
    receivedAt: receivedAt.toISOString(),
    customer,
    site,
    agent,
    channel,
    measures,
    attributes,
    decision: {
      ...decisionView(decision),
      policyVersion: recorded.policyVersion,
      steps: decision.steps.map((step) => ({ ...step, sentence: stepText(reader, step) })),
    },
  };
}
