interface Line {
  readonly line: number;
  readonly externalId: string | null;
  readonly outcome: string;
  readonly reason: string | null;
  readonly errors: readonly { readonly path: string; readonly code: string; readonly message: string }[] | null;
}

export const LINES_HEAD = 'line,id,outcome,reason,errors\r\n';

/** What became of a line of a file, as a row of RFC 4180; nothing in it is a formula to a spreadsheet. */
export function lineCsv({ line, externalId, outcome, reason, errors }: Line): string {
  const told = (errors ?? []).map(({ path, message }) => (path ? `${path} ${message}` : message)).join('; ');
  return `${[String(line), externalId ?? '', outcome, reason ?? '', told].map(cell).join(',')}\r\n`;
}

function cell(text: string): string {
  const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
