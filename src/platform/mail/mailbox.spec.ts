import { setTimeout as pause } from 'node:timers/promises';
import { createTransport } from 'nodemailer';
import { noMailServer, startMailServer, type MailServer } from '../../../test/support/mail-server.ts';
import { readUnseen } from './index.ts';

const withServer = noMailServer === null ? describe : describe.skip;

withServer(`a mailbox${noMailServer ? ` (skipped: ${noMailServer})` : ''}`, () => {
  let server: MailServer;
  beforeAll(async () => {
    server = await startMailServer();
  }, 60_000);
  afterAll(() => server.close());

  it('hands over what nobody read, once, and again what was cut short', async () => {
    const transport = createTransport({ url: server.smtpUrl, ignoreTLS: true });
    await transport.sendMail({
      from: 'lea@example.test',
      to: 'retours@avis.example.test',
      subject: 'Premier',
      text: 'Un',
    });
    transport.close();
    const read: string[] = [];
    const cut = async () => {
      throw new Error('cut short');
    };
    await until(
      async () => (await readUnseen(server.imapUrl, cut).catch((error: Error) => error.message)) === 'cut short',
    );
    expect(await readUnseen(server.imapUrl, async (raw) => void read.push(raw.toString()))).toBe(1);
    expect(read[0]).toMatch(/^Subject: Premier/m);
    expect(await readUnseen(server.imapUrl, async (raw) => void read.push(raw.toString()))).toBe(0);
  }, 60_000);

  it('says so when it cannot be opened', async () => {
    const wrong = server.imapUrl.replace('secret', 'wrong');
    await expect(readUnseen(wrong, async () => undefined)).rejects.toThrow();
  }, 60_000);
});

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 60; tries++) {
    if (await holds()) return;
    await pause(250);
  }
  throw new Error('It never came true.');
}
