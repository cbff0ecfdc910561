import type { ConnectorKind } from './connector.ts';

export interface Ready {
  /** JSONata, from the sender's words to ours. */
  readonly mapping: string;
  /** A payload as the sender documents it, to try the mapping on before the first one comes. */
  readonly sample: unknown;
}

/**
 * What a new connector of each kind starts with. Touchpoints are those of the demonstration: theirs to change. An id says what
 * happened and when, by the sender's own time: what is sent twice is known again, what happens again is another interaction.
 */
export const READY: Readonly<Record<ConnectorKind, Ready>> = {
  // A trigger's webhook, its JSON body written with Zendesk's placeholders: {{ticket.id}}, {{ticket.requester.email}} …
  zendesk: {
    mapping: `/* A ticket that was solved (days later Zendesk closes it: that is nothing new), as a trigger's webhook writes it, or as the event
   "ticket status changed", which names its requester by id only. */
[ticket[status in ["Solved", "Résolu"]].{
  "id": "zendesk-" & id & "-" & $replace(updated_at_with_timestamp, /[^0-9]/, ""),
  "touchpoint": "after-sales",
  "occurredAt": updated_at_with_timestamp,
  "channel": via,
  "agent": assignee ? assignee : null,
  "customer": {
    "externalId": "zendesk-" & requester.id,
    "firstName": requester.first_name,
    "lastName": requester.last_name,
    "email": requester.email ? requester.email : undefined,
    "phone": requester.phone ? requester.phone : undefined,
    "locale": $substring(requester.language, 0, 2)
  },
  "attributes": { "ticket": id, "priority": priority }
}, detail[$$.type = "zen:event-type:ticket.status_changed" and $$.event.current = "SOLVED"].{
  "id": "zendesk-" & id & "-" & $replace(updated_at, /[^0-9]/, ""),
  "touchpoint": "after-sales",
  "occurredAt": updated_at,
  "channel": via.channel,
  "customer": { "externalId": "zendesk-" & requester_id },
  "attributes": { "ticket": id, "priority": priority }
}]`,
    sample: {
      ticket: {
        id: '35436',
        status: 'Solved',
        via: 'Web form',
        priority: 'Normal',
        updated_at_with_timestamp: '2026-03-02T10:15:00Z',
        assignee: 'Julie Moreau',
        requester: {
          id: '20978392',
          first_name: 'Léa',
          last_name: 'Martin',
          email: 'lea@example.com',
          phone: '+33612345678',
          language: 'fr-FR',
        },
      },
    },
  },
  // "Send a webhook" in a workflow of contacts, with all of the contact's properties.
  hubspot: {
    mapping: `/* A contact who entered the workflow by a change of theirs. Where the workflow waits for days before it calls, a later date
   property is the moment to ask about. */
properties.{
  "id": "hubspot-" & $$.vid & "-" & $fromMillis($number(lastmodifieddate.value), "[Y0001][M01][D01][H01][m01][s01]"),
  "touchpoint": "first-order",
  "occurredAt": $fromMillis($number(lastmodifieddate.value)),
  "customer": {
    "externalId": "hubspot-" & $$.vid,
    "firstName": firstname.value,
    "lastName": lastname.value,
    "email": email.value,
    "phone": mobilephone.value ? mobilephone.value : phone.value,
    "locale": hs_language.value ? $substring(hs_language.value, 0, 2) : undefined
  },
  "attributes": { "stage": lifecyclestage.value }
}`,
    sample: {
      vid: 33068263516,
      'canonical-vid': 33068263516,
      'portal-id': 62515,
      'is-contact': true,
      properties: {
        firstname: { value: 'Léa', versions: [] },
        lastname: { value: 'Martin', versions: [] },
        email: { value: 'lea@example.com', versions: [] },
        phone: { value: '06 12 34 56 78', versions: [] },
        hs_language: { value: 'fr-fr', versions: [] },
        lifecyclestage: { value: 'customer', versions: [] },
        lastmodifieddate: { value: '1772446500000', versions: [] },
      },
    },
  },
  // A record-triggered flow that calls out with the case and its contact, as the REST API represents them.
  salesforce: {
    mapping: `/* A closed case with a contact. */
$[IsClosed and Contact].{
  "id": "salesforce-" & Id & "-" & $substring($replace(ClosedDate, /[^0-9]/, ""), 0, 14),
  "touchpoint": "call",
  "occurredAt": $fromMillis($toMillis($replace(ClosedDate, "+0000", "Z"))),
  "channel": Origin,
  "agent": Owner.Name,
  "customer": {
    "externalId": "salesforce-" & ContactId,
    "firstName": Contact.FirstName,
    "lastName": Contact.LastName,
    "email": Contact.Email,
    "phone": Contact.MobilePhone ? Contact.MobilePhone : Contact.Phone
  },
  "attributes": { "case": CaseNumber, "reason": Reason }
}`,
    sample: {
      attributes: { type: 'Case', url: '/services/data/v64.0/sobjects/Case/500D0000003tY1aIAE' },
      Id: '500D0000003tY1aIAE',
      CaseNumber: '00001026',
      IsClosed: true,
      ClosedDate: '2026-03-02T10:15:00.000+0000',
      Origin: 'Phone',
      Reason: 'Performance',
      ContactId: '003D000000QYVzVIAX',
      Contact: {
        attributes: { type: 'Contact', url: '/services/data/v64.0/sobjects/Contact/003D000000QYVzVIAX' },
        FirstName: 'Léa',
        LastName: 'Martin',
        Email: 'lea@example.com',
        Phone: '01 23 45 67 89',
        MobilePhone: '06 12 34 56 78',
      },
      Owner: { attributes: { type: 'User' }, Name: 'Julie Moreau' },
    },
  },
  // The topic orders/fulfilled.
  shopify: {
    mapping: `/* An order that was fulfilled, test orders left out. Its number may be longer than numbers are exact. */
$[test != true].{
  "id": "shopify-" & (admin_graphql_api_id ? $substringAfter(admin_graphql_api_id, "/Order/") : $string(id)),
  "touchpoint": "delivery",
  "occurredAt": $fromMillis($toMillis(fulfillments[-1].updated_at ? fulfillments[-1].updated_at : updated_at)),
  "channel": source_name,
  "customer": {
    "externalId": "shopify-" & $string(customer.id),
    "firstName": customer.first_name,
    "lastName": customer.last_name,
    "email": email ? email : customer.email,
    "phone": phone ? phone : (customer.phone ? customer.phone : shipping_address.phone),
    "country": shipping_address.country_code,
    "locale": customer_locale ? $substring(customer_locale, 0, 2) : undefined
  },
  "attributes": { "order": name, "total": total_price, "currency": currency }
}`,
    sample: {
      id: 820982911946154,
      name: '#9999',
      email: 'lea@example.com',
      phone: null,
      test: false,
      created_at: '2026-02-28T09:00:00+01:00',
      updated_at: '2026-03-02T11:15:00+01:00',
      currency: 'EUR',
      total_price: '388.00',
      customer_locale: 'fr',
      source_name: 'web',
      fulfillment_status: 'fulfilled',
      fulfillments: [{ id: 255858046, status: 'success', updated_at: '2026-03-02T11:15:00+01:00' }],
      shipping_address: { first_name: 'Léa', last_name: 'Martin', phone: '06 12 34 56 78', country_code: 'FR' },
      customer: { id: 115310627314723, email: 'lea@example.com', first_name: 'Léa', last_name: 'Martin', phone: null },
    },
  },
  custom: {
    mapping: `{
  "id": reference,
  "touchpoint": "store-visit",
  "occurredAt": at,
  "customer": {
    "externalId": client.number,
    "firstName": client.name,
    "phone": client.mobile
  }
}`,
    sample: {
      reference: 'visit-1',
      at: '2026-03-02T10:15:00Z',
      client: { number: 'c-1', name: 'Léa', mobile: '06 12 34 56 78' },
    },
  },
};
