import type { TouchpointInput } from '#interactions';
import type { TouchpointKey } from './corpus.ts';

/** Surveys go out Monday to Saturday, ten to eight, where the person lives (domain 3.8). */
const WINDOW = { days: [1, 2, 3, 4, 5, 6], from: '10:00', to: '20:00' };

/** In the order of a customer's life. Asked at once, so that whoever tries the platform sees the message. */
export const TOUCHPOINT_RULES: Readonly<Record<TouchpointKey, TouchpointInput>> = {
  'store-visit': {
    name: { fr: 'Visite en magasin', en: 'Store visit' },
    questionnaire: 'csat-store',
    channels: ['sms', 'email'],
    ...{ window: WINDOW, priority: 2, position: 1 },
  },
  'first-order': {
    name: { fr: 'Première commande', en: 'First order' },
    questionnaire: 'nps-order',
    channels: ['email', 'sms'],
    reminders: [{ after: 'P4D' }],
    ...{ window: WINDOW, priority: 1, position: 2 },
  },
  delivery: {
    name: { fr: 'Livraison', en: 'Delivery' },
    questionnaire: 'csat-delivery',
    ...{ delay: 'PT1H', settle: 'PT3H' },
    channels: ['sms', 'email'],
    reminders: [{ after: 'P4D' }],
    ...{ window: WINDOW, priority: 2, position: 3 },
  },
  call: {
    name: { fr: 'Appel au service client', en: 'Call to customer service' },
    questionnaire: 'ces-call',
    channels: ['sms', 'email'],
    ...{ window: WINDOW, priority: 3, position: 4 },
  },
  'after-sales': {
    name: { fr: 'Service après-vente', en: 'After-sales service' },
    questionnaire: 'csat-after-sales',
    delay: 'P1D',
    channels: ['email', 'sms'],
    reminders: [{ after: 'P4D' }],
    excludedSegments: ['pro'],
    ...{ window: WINDOW, priority: 1, position: 5 },
  },
};
