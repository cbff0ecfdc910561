import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** Whether the line breaks: before an answer that says this arrives, or, without one, before what was asked does. */
export type Cut = (asked: string, answer: string | null) => boolean;

/** Of what is asked, as much is remembered. */
const MOST = 4_000;

export interface CuttingProxy {
  readonly port: number;
  /** How many connections were cut. */
  cuts: number;
  cut: Cut;
  close(): Promise<void>;
}

/**
 * A line that breaks between question and answer: the other side took the request, and its answer never arrives.
 * Both sides are text; `asked` is what was last said before the answer.
 */
export async function startCuttingProxy(target: () => { port: number; host?: string }): Promise<CuttingProxy> {
  const open = new Set<Socket>();
  const server = createServer((here) => {
    const { port, host = '127.0.0.1' } = target();
    const there = connect(port, host);
    let asked = '';
    for (const socket of [here, there]) {
      open.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        open.delete(socket);
        here.destroy();
        there.destroy();
      });
    }
    const breaks = (answer: string | null): boolean => {
      if (!proxy.cut(asked, answer)) return false;
      proxy.cuts += 1;
      here.destroy();
      there.destroy();
      return true;
    };
    here.on('data', (said: Buffer) => {
      asked = (asked + said.toString('latin1')).slice(-MOST);
      if (!breaks(null)) there.write(said);
    });
    there.on('data', (said: Buffer) => {
      if (breaks(said.toString('latin1'))) return;
      asked = '';
      here.write(said);
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const proxy: CuttingProxy = {
    port: (server.address() as AddressInfo).port,
    cuts: 0,
    cut: () => false,
    close: async () => {
      for (const socket of open) socket.destroy();
      await new Promise<void>((closed) => server.close(() => closed()));
    },
  };
  return proxy;
}

const DOT = '\r\n.\r\n';

/** A mail was taken, and the answer that says so is lost. */
export const afterTheDot: Cut = (asked, answer) => answer !== null && answer.startsWith('250') && asked.endsWith(DOT);

/** The end of a mail is lost: whoever wrote it cannot know that it was not taken. */
export const beforeTheDot: Cut = (asked, answer) => answer === null && asked.endsWith(DOT);
