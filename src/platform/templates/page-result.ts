export type View = object;

export interface PageOptions {
  /** Partial of the page's folder that htmx gets instead of the whole page: `_case` for `callbacks/_case`. */
  fragment?: string;
  status?: number;
}

/** What a page controller returns; the HTTP layer renders it with the request's shell. */
export class PageResult {
  constructor(
    readonly name: string,
    readonly view: View,
    readonly options: PageOptions = {},
  ) {}

  get status(): number {
    return this.options.status ?? 200;
  }

  /** Full name of the fragment's partial, or null when the page has none. */
  get fragment(): string | null {
    const { fragment } = this.options;
    if (!fragment) return null;
    return fragment.includes('/') ? fragment : `${this.name.slice(0, this.name.lastIndexOf('/') + 1)}${fragment}`;
  }
}

export function page(name: string, view: View, options: PageOptions = {}): PageResult {
  return new PageResult(name, view, options);
}

/** htmx asks for a part of the page, except when it boosts a link or restores its history: those need the whole. */
export function wantsFragment(headers: Record<string, string | string[] | undefined>): boolean {
  return (
    headers['hx-request'] === 'true' &&
    headers['hx-boosted'] !== 'true' &&
    headers['hx-history-restore-request'] !== 'true'
  );
}
