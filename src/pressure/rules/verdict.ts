import type { Channel } from '#customers';
import type { OnExceed, Temperature } from './policy.ts';

/** One rule considered, with its numbers: "asked 2 times in 30 days, cap 2, next place on 14 March". Worded by `templates/words`. */
export interface Step {
  readonly rule: string;
  readonly verdict: 'pass' | 'stop';
  readonly params: Readonly<Record<string, string | number | null>>;
}

/** May this person be asked this, on that day? */
export interface Ask {
  readonly invitation: string;
  readonly customer: string;
  /** Blind indexes of the customer's own phone, e-mail and id: the place is counted under each. */
  readonly ownKeys: readonly Buffer[];
  /** Those and the keys of everyone who shares a contact point: what was asked of them counts. */
  readonly personKeys: readonly Buffer[];
  /** Those of the person keys that are phones and e-mails: what is locked while deciding. All of them when absent. */
  readonly contactKeys?: readonly Buffer[] | undefined;
  readonly touchpoint: string | null;
  readonly temperature: Temperature;
  readonly channel: Channel;
  /** IANA zone of the person. */
  readonly zone: string;
  /** A named exemption: it passes every rule that lets it, takes a place all the same, and is told. Opting out has none. */
  readonly exempt?: string | null | undefined;
  /** Of its touchpoint, 1 worth most: a rule may let the best pass. */
  readonly priority?: number | undefined;
  /** When its message is planned for; at once, if not said. */
  readonly sendAt?: Date | undefined;
}

/** Who is asked: a customer fits. */
type Asked = Pick<Ask, 'ownKeys' | 'personKeys' | 'contactKeys'> & { readonly id: string; readonly timeZone: string };

/** An ask of a customer, as they are known now. @param about the zone, where it is not the customer's */
export function askOf(
  { id: customer, ownKeys, personKeys, contactKeys, timeZone: zone }: Asked,
  about: Omit<Ask, 'customer' | 'ownKeys' | 'personKeys' | 'contactKeys' | 'zone'> & Partial<Pick<Ask, 'zone'>>,
): Ask {
  return { customer, ownKeys, personKeys, contactKeys, zone, ...about };
}

export type Refusal = {
  readonly granted: false;
  readonly reason: 'pressure' | 'open-callback';
  /** Key of the policy's rule that lets go last; `open-callback` for a hold. */
  readonly rule: string;
  /** The earliest instant at which every rule would pass; null when none is known. */
  readonly nextEligibleAt: Date | null;
  readonly onExceed: OnExceed;
  readonly steps: Step[];
};

export type Verdict = { readonly granted: true; readonly steps: Step[] } | Refusal;
