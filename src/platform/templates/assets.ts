import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';

/** Addresses of the files served under /assets, each with a mark of its content so that browsers may keep it for ever. */
export class Assets {
  private readonly marks = new Map<string, string>();
  private readonly icons: Set<string>;

  constructor(folder: string) {
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const path = join(entry.parentPath, entry.name);
      const name = path
        .slice(folder.length + 1)
        .split(sep)
        .join('/');
      this.marks.set(name, createHash('sha256').update(readFileSync(path)).digest('hex').slice(0, 10));
    }
    const sprite = readFileSync(join(folder, 'vendor/icons.svg'), 'utf8');
    this.icons = new Set([...sprite.matchAll(/<symbol id="([^"]+)"/g)].map((match) => match[1] ?? ''));
  }

  url(name: string): string {
    const mark = this.marks.get(name);
    if (!mark) throw new Error(`No asset is called ${name}`);
    return `/assets/${name}?v=${mark}`;
  }

  icon(name: string): string {
    if (!this.icons.has(name)) throw new Error(`No icon is called ${name}; scripts/vendor.mjs lists them`);
    return `${this.url('vendor/icons.svg')}#${name}`;
  }
}
