import { ImapFlow } from 'imapflow';

const TIMEOUT_MS = 30_000;
const AT_ONCE = 100;

/**
 * Works in a mailbox, and leaves it.
 * @param url `imaps://user:password@host:port/FOLDER`, INBOX unless said
 * @throws when the mailbox cannot be opened
 */
export async function inMailbox<T>(url: string, work: (client: ImapFlow) => Promise<T>): Promise<T> {
  const { protocol, hostname, port, username, password, pathname } = new URL(url);
  const secure = protocol === 'imaps:';
  const client = new ImapFlow({
    host: hostname,
    port: Number(port) || (secure ? 993 : 143),
    secure,
    auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) },
    logger: false,
    socketTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
  });
  // Without a listener a line that breaks between two commands would end the process; the command that follows fails anyway.
  client.on('error', () => undefined);
  await client.connect();
  try {
    const lock = await client.getMailboxLock(decodeURIComponent(pathname.slice(1)) || 'INBOX');
    try {
      return await work(client);
    } finally {
      lock.release();
    }
  } finally {
    await client.logout().catch(() => client.close());
  }
}

/**
 * Hands over every mail of a mailbox that nobody has read, as it came, and marks it as read once `take` is done with it: what
 * is cut short is handed over again. Gives how many there were.
 * @param leaving mails whose Message-ID holds this stay as they are
 */
export async function readUnseen(
  url: string,
  take: (raw: Buffer) => Promise<void>,
  leaving: string | null = null,
): Promise<number> {
  return inMailbox(url, async (client) => {
    const not = leaving === null ? {} : { not: { header: { 'message-id': leaving } } };
    const unseen = (await client.search({ seen: false, ...not }, { uid: true })) || [];
    for (const uid of unseen.slice(0, AT_ONCE)) {
      const mail = await client.fetchOne(String(uid), { source: true }, { uid: true });
      if (mail && mail.source) await take(mail.source);
      await client.messageFlagsAdd(String(uid), ['\\Seen'], { uid: true });
    }
    return Math.min(unseen.length, AT_ONCE);
  });
}
