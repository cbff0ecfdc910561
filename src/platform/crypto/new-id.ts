import { freshBytes } from './fresh-bytes.ts';

let lastMs = 0;
let count = 0;

/**
 * A UUID of version 7 (RFC 9562, 5.7 and 6.2): a time in ms, a counter, 62 random bits. Those of one process follow each other in
 * the order in which they were made, within one ms, too.
 */
export function newId(): string {
  const bytes = Buffer.from(freshBytes(16));
  nextMoment(bytes.readUInt16BE(0));
  bytes.writeUIntBE(lastMs, 0, 6);
  bytes.writeUInt16BE(0x7000 | count, 6);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

const MOST_A_MS = 0xfff;

/** A full counter borrows from the next ms; a clock set back is not followed. */
function nextMoment(random: number): void {
  // eslint-disable-next-line no-restricted-properties -- an id is no date of ours: its time keeps indexes dense, whatever the sandbox's clock says
  const now = Date.now();
  if (now > lastMs) {
    lastMs = now;
    count = random & 0x1ff;
  } else if (count === MOST_A_MS) {
    lastMs += 1;
    count = 0;
  } else count += 1;
}
