/** What is connected to the demonstration: its help desk and its web shop. */
export const CONNECTORS = [
  { key: 'zendesk', name: 'Zendesk', kind: 'zendesk' },
  { key: 'shopify', name: 'Shopify', kind: 'shopify' },
] as const;

const PERSON = { first_name: 'Élodie', last_name: 'Besson', email: 'elodie.besson@example.com', phone: '+33639980077' };

const TICKET = {
  ...{ id: '40217', via: 'Web form', priority: 'Normal', assignee: 'Julie Moreau' },
  updated_at_with_timestamp: '2026-01-12T10:15:00Z',
  requester: { ...PERSON, id: '30411876', language: 'fr-FR' },
};

const ORDER = {
  ...{ id: 5_120_733_900_241, admin_graphql_api_id: 'gid://shopify/Order/5120733900241', name: '#1207', test: false },
  ...{
    email: PERSON.email,
    phone: null,
    currency: 'EUR',
    total_price: '388.00',
    source_name: 'web',
    customer_locale: 'fr',
  },
  updated_at: '2026-01-14T11:15:00+01:00',
  fulfillments: [{ id: 255_858_046, status: 'success', updated_at: '2026-01-14T11:15:00+01:00' }],
  shipping_address: { phone: PERSON.phone, country_code: 'FR' },
  customer: { ...PERSON, id: 115_310_627_314 },
};

/** What each of them sent lately: something recorded, long after it happened, and something that is nothing to ask about. */
export function payloadsOf(kind: 'zendesk' | 'shopify'): readonly object[] {
  if (kind === 'shopify') return [ORDER, { ...ORDER, id: 1, test: true }];
  return [{ ticket: { ...TICKET, status: 'Solved' } }, { ticket: { ...TICKET, id: '40219', status: 'Open' } }];
}
