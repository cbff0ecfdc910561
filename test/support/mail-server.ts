import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, chown, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { SMTPServer } from 'smtp-server';
import { freePort } from './network.ts';

const run = promisify(execFile);
const POSTFIX = '/usr/sbin/postfix';
const DOVECOT = '/usr/sbin/dovecot';
const NOBODY = 65_534;

/** Why no mail server can run here; null when one can. */
export const noMailServer: string | null =
  process.getuid?.() !== 0
    ? 'Postfix starts as root only'
    : [POSTFIX, DOVECOT].some((program) => !existsSync(program))
      ? 'Postfix and Dovecot are not installed (apt-get install postfix dovecot-imapd)'
      : null;

export interface MailServer {
  readonly smtpUrl: string;
  readonly imapUrl: string;
  /** Who got mail, in the order it arrived. */
  readonly arrived: readonly string[];
  close(): Promise<void>;
}

/**
 * Debian's Postfix and Dovecot, on ports and folders of their own. It takes mail for `example.test` and finds out afterwards,
 * from the next server on the way, that it cannot be delivered: `status.5.1.1@example.test` comes back with 5.1.1; what is for
 * `ok.…@example.test` arrives. What comes back to `retours@avis.example.test`, and to any `retours+…`, lies in a mailbox.
 */
export async function startMailServer(): Promise<MailServer> {
  const folder = await mkdtemp(join(tmpdir(), 'mail-server-'));
  await chmod(folder, 0o755);
  const [smtp, imap] = [await freePort(), await freePort()];
  for (const name of ['postfix', 'queue', 'data', 'mail', 'run']) await mkdir(join(folder, name));
  await chown(join(folder, 'mail'), NOBODY, NOBODY);
  const { stdout: ids } = await run('id', ['-u', 'postfix']);
  await chown(join(folder, 'data'), Number(ids), 0);
  const arrived: string[] = [];
  const recipients = await refusing(arrived);
  await writePostfix(folder, smtp, (recipients.server.address() as AddressInfo).port);
  await writeFile(join(folder, 'dovecot.conf'), dovecotOf(folder, imap));
  await run(POSTFIX, ['-c', join(folder, 'postfix'), 'start']);
  const dovecot = spawn(DOVECOT, ['-F', '-c', join(folder, 'dovecot.conf')], { stdio: 'ignore' });
  const close = async () => {
    await stop(folder, dovecot);
    await new Promise<void>((closed) => recipients.close(closed));
  };
  try {
    await Promise.all([listens(smtp), listens(imap)]);
  } catch (error) {
    const logs = await Promise.all(
      ['postfix.log', 'dovecot.log'].map((log) => readFile(join(folder, log), 'utf8').catch(() => '')),
    );
    await close();
    throw new Error(`The mail server did not start:\n${logs.join('\n')}`, { cause: error });
  }
  return {
    smtpUrl: `smtp://127.0.0.1:${smtp}`,
    imapUrl: `imap://retours:secret@127.0.0.1:${imap}/INBOX`,
    arrived,
    close,
  };
}

/** The recipients' own server, to which Postfix carries the mail: it refuses all but some, with the status in their name. */
async function refusing(arrived: string[]): Promise<SMTPServer> {
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, { envelope }, answer) {
      stream.resume().on('end', () => {
        arrived.push(...envelope.rcptTo.map(({ address }) => address));
        answer();
      });
    },
    onRcptTo({ address }, _session, answer) {
      if (address.startsWith('ok.')) return answer();
      const status = /^status\.(\d\.\d+\.\d+)[.@]/.exec(address)?.[1] ?? '5.1.1';
      answer(Object.assign(new Error(`${status} As the test asks`), { responseCode: 550 }));
    },
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return server;
}

async function stop(folder: string, dovecot: ChildProcess): Promise<void> {
  dovecot.kill();
  await run(POSTFIX, ['-c', join(folder, 'postfix'), 'stop']).catch(() => undefined);
  await pause(500);
  await rm(folder, { recursive: true, force: true });
}

async function writePostfix(folder: string, port: number, next: number): Promise<void> {
  const etc = join(folder, 'postfix');
  await writeFile(join(etc, 'returns'), '/^retours(\\+.*)?@avis\\.example\\.test$/ retours/\n');
  await writeFile(join(etc, 'routes'), `/@example\\.test$/ smtp:[127.0.0.1]:${next}\n`);
  await writeFile(
    join(etc, 'main.cf'),
    [
      'compatibility_level = 3.6',
      `queue_directory = ${folder}/queue`,
      `data_directory = ${folder}/data`,
      'daemon_directory = /usr/lib/postfix/sbin',
      'command_directory = /usr/sbin',
      'meta_directory = /etc/postfix',
      'shlib_directory = /usr/lib/postfix',
      'mail_owner = postfix',
      'setgid_group = postdrop',
      'maillog_file_prefixes = /tmp, /var',
      `maillog_file = ${folder}/postfix.log`,
      'myhostname = mx.example.test',
      'mydestination =',
      'inet_interfaces = 127.0.0.1',
      'inet_protocols = ipv4',
      'mynetworks = 127.0.0.0/8',
      'relay_domains = example.test',
      'parent_domain_matches_subdomains =',
      'relay_recipient_maps =',
      'smtp_dns_support_level = disabled',
      'virtual_mailbox_domains = avis.example.test',
      `virtual_mailbox_base = ${folder}/mail`,
      `virtual_mailbox_maps = regexp:${etc}/returns`,
      `virtual_uid_maps = static:${NOBODY}`,
      `virtual_gid_maps = static:${NOBODY}`,
      'virtual_minimum_uid = 1',
      `transport_maps = regexp:${etc}/routes`,
      'recipient_delimiter =',
      'alias_maps =',
      'alias_database =',
      '',
    ].join('\n'),
  );
  const service = (name: string, command = name, wakeup = '-', limit = '-') =>
    `${name} unix - - n ${wakeup} ${limit} ${command}`;
  await writeFile(
    join(etc, 'master.cf'),
    [
      `127.0.0.1:${port} inet n - n - - smtpd`,
      'cleanup unix n - n - 0 cleanup',
      'qmgr unix n - n 300 1 qmgr',
      service('rewrite', 'trivial-rewrite'),
      service('bounce', 'bounce', '-', '0'),
      service('defer', 'bounce', '-', '0'),
      service('trace', 'bounce', '-', '0'),
      service('proxymap'),
      service('error'),
      service('retry', 'error'),
      service('smtp'),
      'virtual unix - n n - - virtual',
      service('anvil', 'anvil', '-', '1'),
      'postlog unix-dgram n - n - 1 postlogd',
      '',
    ].join('\n'),
  );
}

function dovecotOf(folder: string, port: number): string {
  return `
base_dir = ${folder}/run
state_dir = ${folder}/run
log_path = ${folder}/dovecot.log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
first_valid_uid = ${NOBODY}
last_valid_uid = ${NOBODY}
first_valid_gid = ${NOBODY}
mail_location = maildir:${folder}/mail/retours
service imap-login {
  chroot =
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
service anvil {
  chroot =
}
passdb {
  driver = static
  args = password=secret
}
userdb {
  driver = static
  args = uid=${NOBODY} gid=${NOBODY} home=${folder}/mail
}
`;
}

async function listens(port: number): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    const open = await new Promise<boolean>((answer) => {
      const socket = connect(port, '127.0.0.1');
      socket.once('connect', () => (socket.destroy(), answer(true))).once('error', () => answer(false));
    });
    if (open) return;
    await pause(100);
  }
  throw new Error(`Nobody listens on ${port}.`);
}
