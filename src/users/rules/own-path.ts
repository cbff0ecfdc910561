const OURS = 'http://own.invalid';

/**
 * The page to go to after sign-in: a path of this site, else the fallback. An address that a browser would read as another
 * site's (`//elsewhere`, `/\elsewhere`, `/<tab>/elsewhere`) is none, nor are the sign-in pages themselves.
 * Source: OWASP, unvalidated redirects.
 */
export function ownPath(next: unknown, fallback: string): string {
  const path = pathOfOurs(next);
  return path === null || /^\/sign-(in|out)([?#]|$)/.test(path) ? fallback : path;
}

/**
 * The page a form was sent from, by the address its browser gives (`Referer`): one of ours, else the fallback.
 * @param host this site's, as the browser wrote it.
 */
export function cameFrom(referer: unknown, host: string, fallback: string): string {
  if (typeof referer !== 'string' || !URL.canParse(referer)) return fallback;
  const { host: theirs, pathname, search } = new URL(referer);
  return (theirs === host && pathOfOurs(`${pathname}${search}`)) || fallback;
}

function pathOfOurs(next: unknown): string | null {
  if (typeof next !== 'string' || !/^\/(?![/\\])/.test(next) || next.length > 2_000 || hasControls(next)) return null;
  if (!URL.canParse(next, OURS)) return null;
  const { origin, pathname, search, hash } = new URL(next, OURS);
  if (origin !== OURS || pathname.startsWith('//')) return null;
  return `${pathname}${search}${hash}`;
}

function hasControls(text: string): boolean {
  return [...text].some((character) => character < ' ' || character === '\u007f' || character === '\\');
}
