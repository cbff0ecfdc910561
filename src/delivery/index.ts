/*
 * What leaves for customers, and what comes back of it. The services, along the way of a message:
 * - Words: `writing` and `letters` write ours, `edited` and `edited-letters` a team's, which `rewording` puts in place of ours; `templates`
 *   keeps their versions, `template-checks` and `tried` try them on the people of `samples`; `template-screens`, `previews`, `frames` show them.
 * - Out: `queue` wakes a worker, `dispatch` takes what is `due` through the `gate`; `preparation` makes messages of invitations about their
 *   `subjects`, `outbox` seals them, `handover` offers them, after a `last-look` at those that waited.
 * - Back: `outcomes` keeps what came of the offer. Later `returns` (our mailbox) and `mail-webhooks` bring `reports`, which, as the status of
 *   texts, are `receipts`; `undelivered` acts on what did not arrive. `inquiry` asks after what nobody answered for, `held` leaves it to a person.
 * - In: `inbound` heeds the texts of customers, `mailbox` keeps them. Gone: `erasure`.
 * - Run: `health` and `pauses` close the gate, `operations`, `metrics`, `costs` show it all; `wave-texts` teaches the barometer.
 */
export { DeliveryModule } from './delivery.module.ts';
export { DeliveryPreviews } from './delivery-previews.service.ts';
export { DeliveryService } from './delivery.service.ts';
export type { Inbound } from './delivery-mailbox.service.ts';
export type { Letter } from './rules/letter.ts';
export { readInbound } from './rules/inbound-text.ts';
