export interface Page {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Path and query of the page that is shown, after any redirects. */
  readonly path: string;
}

/** A browser without script: it keeps cookies, follows redirects, and sends the token of the last page with each form. */
export class Visitor {
  readonly #cookies = new Map<string, string>();
  #csrf = '';
  #last = '';

  constructor(readonly url: string) {}

  async signIn(email: string, password: string): Promise<Page> {
    await this.get('/sign-in');
    const page = await this.post('/sign-in', { email, password });
    if (page.status >= 400) throw new Error(`${email} was not signed in: ${page.status}`);
    return page;
  }

  /** What the browser would send now, for requests made by hand. */
  headers(): { cookie: string; 'x-csrf-token': string } {
    return { cookie: this.#cookieHeader(), 'x-csrf-token': this.#csrf };
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Page> {
    return this.#go('GET', path, undefined, headers);
  }

  /** Posts a form; a list sends its field several times. */
  post(
    path: string,
    fields: Record<string, string | string[]> = {},
    headers: Record<string, string> = {},
  ): Promise<Page> {
    const form = new URLSearchParams({ _csrf: this.#csrf });
    for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) form.append(name, one);
    return this.#go('POST', path, form, headers);
  }

  async #go(
    method: string,
    path: string,
    body: URLSearchParams | undefined,
    headers: Record<string, string>,
  ): Promise<Page> {
    const response = await fetch(`${this.url}${path}`, {
      method,
      redirect: 'manual',
      headers: {
        accept: 'text/html',
        cookie: this.#cookieHeader(),
        ...(this.#last && { referer: this.#last }),
        ...headers,
      },
      ...(body && { body }),
    });
    this.#keepCookies(response.headers);
    const location = response.headers.get('location');
    if (location) return this.get(new URL(location, this.url).href.slice(new URL(this.url).origin.length));
    const text = await response.text();
    this.#csrf = /name="_csrf" value="([^"]+)"/.exec(text)?.[1] ?? this.#csrf;
    this.#last = `${this.url}${path}`;
    if (text.includes('⟦')) throw new Error(`${path} lacks the word ${/⟦[^⟧]*⟧/.exec(text)?.[0]}`);
    return { status: response.status, headers: response.headers, text, path };
  }

  #cookieHeader(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  #keepCookies(headers: Headers): void {
    for (const cookie of headers.getSetCookie()) {
      const [pair = ''] = cookie.split(';');
      const at = pair.indexOf('=');
      if (/max-age=0|expires=thu, 01 jan 1970/i.test(cookie)) this.#cookies.delete(pair.slice(0, at));
      else this.#cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
  }
}
