export const CONNECTOR_KINDS = ['zendesk', 'hubspot', 'salesforce', 'shopify', 'custom'] as const;
export type ConnectorKind = (typeof CONNECTOR_KINDS)[number];

export interface Request {
  readonly method: string;
  /** The whole address that was called, as the sender knows it. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
}

/**
 * What proves that a request comes from who holds the secret: the secret itself, or HMAC-SHA-256 of a text in Base64.
 * `at` is when it was signed, for schemes that a recording of an old request must not pass.
 */
export type Proof =
  | { readonly by: 'secret'; readonly given: string }
  | { readonly by: 'hmac'; readonly given: string; readonly text: string; readonly at: Date | null };

/**
 * Null when the request carries no proof.
 * Sources: Zendesk "Verifying webhook authenticity", Shopify "Verify a webhook", HubSpot "Validating requests" v3. Salesforce's
 * callouts and all others send the secret as a bearer token (RFC 6750).
 */
export function proofOf(kind: ConnectorKind, { method, url, headers, body }: Request): Proof | null {
  switch (kind) {
    case 'zendesk':
      return signed(
        headers['x-zendesk-webhook-signature'],
        `${headers['x-zendesk-webhook-signature-timestamp'] ?? ''}${body}`,
      );
    case 'shopify':
      return signed(headers['x-shopify-hmac-sha256'], body);
    case 'hubspot': {
      const sent = headers['x-hubspot-request-timestamp'] ?? '';
      return signed(headers['x-hubspot-signature-v3'], `${method}${url}${body}${sent}`, new Date(Number(sent)));
    }
    case 'salesforce':
    case 'custom': {
      const given = /^Bearer (.+)$/i.exec(headers['authorization'] ?? '')?.[1];
      return given ? { by: 'secret', given } : null;
    }
  }
}

function signed(given: string | undefined, text: string, at: Date | null = null): Proof | null {
  return given ? { by: 'hmac', given, text, at } : null;
}

/** HubSpot's limit: five minutes, to either side. */
const FRESH_MS = 5 * 60_000;

export function isFresh({ at }: { at: Date | null }, now: Date): boolean {
  return at === null || Math.abs(now.getTime() - at.getTime()) <= FRESH_MS;
}
