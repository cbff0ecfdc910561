import { setTimeout as pause } from 'node:timers/promises';
import { Database } from '#platform/database';
import { FactRelay } from '#platform/facts';
import { openShop } from './support/shop.ts';

describe('a platform that ends', () => {
  it('ends while facts are being handed on', async () => {
    const shop = await openShop();
    const { platform } = shop;
    const db = platform.get(Database);
    let handOver = () => {};
    const held = new Promise<void>((resolve) => (handOver = resolve));
    const blocking = db.transaction(async () => {
      await db.query('lock table fact_outbox in access exclusive mode');
      await held;
    });
    await pause(100);
    const relaying = platform.get(FactRelay).drain();
    const closing = shop.close();
    await pause(500);
    handOver();
    await Promise.all([blocking, relaying, closing]);
  });
});
