import { createHash, createVerify, generateKeyPairSync } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { readConfig } from '#platform/config';
import type { Settings } from '#platform/database';
import { MailTransport } from './index.ts';

const keys = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});

let server: SMTPServer;
const received: { raw: string; from: string }[] = [];

beforeAll(async () => {
  server = new SMTPServer({
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, session, done) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        const { mailFrom } = session.envelope;
        received.push({ raw: Buffer.concat(parts).toString('latin1'), from: mailFrom ? mailFrom.address : '' });
        done();
      });
    },
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
});

afterAll(() => new Promise<void>((closed) => server.close(closed)));

async function sent(more: Record<string, string>): Promise<{ raw: string; from: string }> {
  const { port } = server.server.address() as AddressInfo;
  const env = {
    DATABASE_URL: 'postgres://nobody@localhost/none',
    SESSION_SECRET: 'x'.repeat(32),
    ENCRYPTION_KEY: Buffer.alloc(32).toString('base64'),
    SMTP_URL: `smtp://127.0.0.1:${port}`,
    MAIL_FROM: 'Boutique <avis@avis.example.fr>',
    ...more,
  };
  // A configured server is known without asking the database.
  const transport = new MailTransport(readConfig(env, { embedded: false }), undefined as unknown as Settings);
  await transport.send({
    to: 'lea@example.test',
    subject: 'Votre visite : été, 20 €',
    text: 'Bonjour Léa,\n\nune ligne  avec  des espaces  \n\n',
    html: '<p>Bonjour Léa</p>',
    token: 'AAECAwQFBgcICQoLDA0ODw',
    headers: {
      'List-Unsubscribe': '<https://avis.example.fr/u/x>',
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    },
  });
  await transport.onApplicationShutdown();
  const mail = received.at(-1);
  if (!mail) throw new Error('nothing came');
  return mail;
}

const signing = {
  DKIM_DOMAIN: 'avis.example.fr',
  DKIM_SELECTOR: 's1',
  DKIM_PRIVATE_KEY: Buffer.from(keys.privateKey).toString('base64'),
};

describe('a signed mail', () => {
  it('holds for anyone with the public key, its one-click headers included', async () => {
    const { raw } = await sent(signing);
    const { tags, holds } = verified(raw, keys.publicKey);
    expect(tags).toMatchObject({ d: 'avis.example.fr', s: 's1', a: 'rsa-sha256', c: 'relaxed/relaxed' });
    expect(tags['h']?.toLowerCase().split(':')).toEqual(
      expect.arrayContaining(['from', 'subject', 'message-id', 'list-unsubscribe', 'list-unsubscribe-post']),
    );
    expect(holds).toBe(true);
  });

  it.each([
    ['its text', 'Bonjour', 'Bonsoir'],
    ['its way out', '/u/x', '/u/y'],
    ['its sender', 'avis@avis', 'avis@evil'],
  ])('no longer holds once somebody changed %s', async (_, was, is) => {
    const { raw } = await sent(signing);
    expect(verified(raw.replaceAll(was, is), keys.publicKey).holds).toBe(false);
  });

  it('is not signed without a key, and comes back to a return path of its own where there is one', async () => {
    const { raw, from } = await sent({ BOUNCE_ADDRESS: 'retours@avis.example.fr' });
    expect(raw).not.toMatch(/^DKIM-Signature:/im);
    expect(from).toBe('retours+000102030405060708090a0b0c0d0e0f@avis.example.fr');
    expect(raw).toMatch(/^Message-ID: <AAECAwQFBgcICQoLDA0ODw@/im);
  });
});

/** RFC 6376, relaxed/relaxed, as a receiver does it. */
function verified(raw: string, publicKey: string): { tags: Record<string, string>; holds: boolean } {
  const end = raw.indexOf('\r\n\r\n');
  const headers = raw.slice(0, end + 2).match(/[^\r\n][^\r]*\r\n(?:[ \t][^\r]*\r\n)*/g) ?? [];
  const signature = headers.find((header) => /^dkim-signature:/i.test(header)) ?? '';
  const tags = Object.fromEntries(
    signature
      .slice(signature.indexOf(':') + 1)
      .split(';')
      .map((tag) => [tag.slice(0, tag.indexOf('=')).trim(), tag.slice(tag.indexOf('=') + 1).replace(/\s+/g, '')]),
  );
  const body = raw
    .slice(end + 4)
    .replace(/[ \t]+/g, ' ')
    .replace(/ \r\n/g, '\r\n')
    .replace(/(\r\n)*$/, '\r\n');
  const bodyHolds = createHash('sha256').update(body, 'latin1').digest('base64') === tags['bh'];
  const left = [...headers];
  const signed = (tags['h'] ?? '').split(':').map((name) => {
    const at = left.findLastIndex((header) => header.toLowerCase().startsWith(`${name.toLowerCase()}:`));
    return at < 0 ? '' : relaxed(left.splice(at, 1)[0] ?? '');
  });
  const own = relaxed(signature.replace(/([;\s]b=)[^;]*/, '$1')).replace(/\r\n$/, '');
  const verify = createVerify('RSA-SHA256').update([...signed, own].join(''), 'latin1');
  return { tags, holds: bodyHolds && verify.verify(publicKey, tags['b'] ?? '', 'base64') };
}

function relaxed(header: string): string {
  const at = header.indexOf(':');
  return `${header.slice(0, at).trim().toLowerCase()}:${header
    .slice(at + 1)
    .replace(/\s+/g, ' ')
    .trim()}\r\n`;
}
