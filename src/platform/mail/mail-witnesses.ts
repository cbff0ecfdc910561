import type { ImapFlow } from 'imapflow';
import { inMailbox } from './mailbox.ts';

/** More than a minute of sending leaves there. */
const AT_ONCE = 5_000;
/** As many of the latest are told, as signs that copies arrive at all. */
const LATEST = 20;

interface Copy {
  readonly uid: number;
  readonly token: string;
  readonly at: Date;
}

/**
 * Copies of our own mail, to which an address of ours was a second recipient: that one lies there proves that the server took
 * the mail, for its one answer was about both recipients. A copy is known by its Message-ID.
 * @param ending of our Message-IDs: `@domain>`
 */
export class MailWitnesses {
  constructor(
    private readonly url: string,
    private readonly ending: string,
  ) {}

  /** Which of these tokens have a copy, and whose copies came last. @throws when the mailbox cannot be opened. */
  async of(tokens: readonly string[]): Promise<{ found: Set<string>; latest: string[] }> {
    return inMailbox(this.url, async (client) => {
      const found = new Set<string>();
      for (const token of tokens) {
        const uids = await client.search({ header: { 'message-id': `<${token}${this.ending}` } }, { uid: true });
        if (uids && uids.length > 0) found.add(token);
      }
      const copies = await this.#copies(client, LATEST);
      return { found, latest: copies.map(({ token }) => token) };
    });
  }

  /**
   * Removes copies that are no longer needed; the last that came stays, as a sign that they arrive.
   * @param settled which of these tokens need no proof any more
   * @param before what is older goes in any case
   * @returns how many went
   */
  async sweep(settled: (tokens: readonly string[]) => Promise<Set<string>>, before: Date): Promise<number> {
    return inMailbox(this.url, async (client) => {
      const copies = await this.#copies(client, AT_ONCE);
      const done = await settled(copies.map(({ token }) => token));
      const last = copies.at(-1)?.uid;
      const gone = copies.filter(({ uid, token, at }) => at < before || (done.has(token) && uid !== last));
      if (gone.length > 0) await client.messageDelete(gone.map(({ uid }) => uid).join(','), { uid: true });
      return gone.length;
    });
  }

  /** In the order they came. */
  async #copies(client: ImapFlow, limit: number): Promise<Copy[]> {
    const uids = (await client.search({ header: { 'message-id': this.ending } }, { uid: true })) || [];
    const copies: Copy[] = [];
    if (uids.length === 0) return copies;
    const range = uids.slice(-limit).join(',');
    for await (const mail of client.fetch(range, { uid: true, envelope: true, internalDate: true }, { uid: true })) {
      const token = /^<([^@<>]+)@/.exec(mail.envelope?.messageId ?? '')?.[1];
      if (token) copies.push({ uid: mail.uid, token, at: new Date(mail.internalDate ?? 0) });
    }
    return copies.sort((a, b) => a.uid - b.uid);
  }
}
