import { spawnSync } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { chromium as playwright } from 'playwright-core';
import { DataSource } from 'typeorm';
import { sqlMigrations } from '#platform/database';
import { axe, chromium, oneOfAKind, openBrowser, photograph } from './support/browser.ts';
import { createTestDatabase } from './support/database.ts';
import { freePort } from './support/network.ts';
import { shippedBrowser } from './support/shipped-browser.mjs';
import { redis, startRedis } from './support/redis.ts';
import { findTool, itWith } from './support/tool.ts';

describe('a test database', () => {
  it('has every migration applied, as the program itself sees it', async () => {
    const { url, drop } = await createTestDatabase();
    const migrations = sqlMigrations(fileURLToPath(new URL('../migrations', import.meta.url)));
    const source = new DataSource({ type: 'postgres', url, migrations, migrationsTableName: 'schema_migration' });
    await source.initialize();
    expect(await source.showMigrations()).toBe(false);
    expect(await source.query('select count(*)::int as n from schema_migration')).toEqual([{ n: migrations.length }]);
    await source.destroy();
    await drop();
  });

  it('shares nothing with another, and is gone after drop even while somebody is connected', async () => {
    const [one, other] = await Promise.all([createTestDatabase(), createTestDatabase()]);
    const client = new pg.Client({ connectionString: one.url });
    client.on('error', () => undefined);
    await client.connect();
    await client.query('create table only_here ()');
    await one.drop();
    const second = new pg.Client({ connectionString: other.url });
    await second.connect();
    await expect(second.query('select from only_here')).rejects.toThrow('does not exist');
    await second.end();
    await other.drop();
    await expect(new pg.Client({ connectionString: one.url }).connect()).rejects.toThrow('does not exist');
  });
});

describe('a free port', () => {
  it('is given once, and in no other process while this one lives, though nobody listens on it', async () => {
    const ports = await Promise.all(Array.from({ length: 200 }, freePort));
    expect(new Set(ports).size).toBe(200);
    const claimed = new URL('./support/claimed-ports.mjs', import.meta.url).href;
    const script = `import { claimPort, returnPorts } from ${JSON.stringify(claimed)};
      returnPorts();
      console.log(${JSON.stringify(ports)}.filter((port) => claimPort(port)).length);`;
    const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
    expect(stdout).toBe('0\n');
  });
});

describe('a tool of the machine', () => {
  it('is found by name or by path, the first that exists', () => {
    expect(findTool(['no-such-program', 'sh'], '')).toEqual({ path: expect.stringMatching(/\/sh$/) });
    expect(findTool([undefined, '/bin/sh'], '')).toEqual({ path: '/bin/sh' });
    expect(findTool(['no-such-program'], 'how to have it')).toEqual({ missing: 'how to have it' });
  });

  itWith(redis)('Redis starts on a port of its own, and leaves nothing', async () => {
    const servers = await Promise.all([startRedis(), startRedis()]);
    expect(new Set(servers.map(({ url }) => url)).size).toBe(2);
    await Promise.all(servers.map((server) => server.stop()));
  });

  itWith(chromium)(
    'the browser tells what keeps people out of a page, under a strict policy, and takes its picture',
    async () => {
      const rows = '<li><input aria-label="a"><br><br><li><input aria-label="b"><br><br><li><input>';
      const site = await serve(
        `<!doctype html><html><title>Form</title><main><h1>Form</h1><ul>${rows}</ul></main></html>`,
      );
      const browser = await openBrowser();
      try {
        const page = await browser.newPage();
        await page.goto(`http://127.0.0.1:${(site.address() as AddressInfo).port}/`);
        expect((await axe(page)).map(({ id, at }) => ({ id, at }))).toEqual([
          { id: 'html-has-lang', at: ['html'] },
          { id: 'label', at: ['li:nth-child(3) > input'] },
        ]);
        const shown = () => page.locator('li:visible').count();
        expect([await oneOfAKind(page, shown), await shown()]).toEqual([2, 3]);
        const pictures = await photograph(page, 'support-spec');
        expect(pictures.map(existsSync)).toEqual([true, true]);
        pictures.forEach((picture) => rmSync(picture));
      } finally {
        await browser.close();
        site.close();
      }
    },
  );
});

async function serve(html: string): Promise<Server> {
  const headers = { 'content-type': 'text/html', 'content-security-policy': "default-src 'self'" };
  const server = createServer((_request, response) => response.writeHead(200, headers).end(html));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

describe('the browser that comes with the packages', () => {
  it('draws a page with nothing installed', async () => {
    const folder = join(mkdtempSync(join(tmpdir(), 'shipped-')), 'chromium');
    const path = shippedBrowser(folder);
    if (path === null) throw new Error('The package of the browser is not installed.');
    const browser = await playwright.launch({ executablePath: path, args: ['--no-sandbox', '--disable-gpu'] });
    const page = await browser.newPage();
    await page.setContent('<button onclick="document.title = this.offsetWidth > 20">Répondre</button>');
    await page.click('button');
    expect(await page.title()).toBe('true');
    await browser.close();
    rmSync(folder, { recursive: true });
  }, 120_000);
});
