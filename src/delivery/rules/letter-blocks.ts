/** Signs that stand in a written text where the survey and the way out go; nobody types them. */
export const SURVEY_SIGN = '\uE000';
export const OPT_OUT_SIGN = '\uE001';

export type Piece = { readonly optOut: true; readonly text: '' } | { readonly optOut: false; readonly text: string };
export type Block =
  { readonly survey: true } | { readonly survey: false; readonly lines: readonly (readonly Piece[])[] };

const SIGNS = /[\uE000-\uF8FF]/g;

/** A value as it may stand in a written text: without the signs that mean something there, on one line. */
export function plainValue(value: string): string {
  return value.replace(SIGNS, '').replace(/\s+/g, ' ').trim();
}

/** A written text as what a page is made of: paragraphs of lines, where an empty line parts two, and the survey between them. */
export function letterBlocks(text: string): Block[] {
  return text.split(new RegExp(`(${SURVEY_SIGN})`)).flatMap((part): Block[] => {
    if (part === SURVEY_SIGN) return [{ survey: true }];
    return part
      .split(/\n[ \t]*\n/)
      .map((paragraph) => paragraph.trim())
      .filter((paragraph) => paragraph !== '')
      .map((paragraph) => ({ survey: false, lines: paragraph.split('\n').map((line) => piecesOf(line.trim())) }));
  });
}

function piecesOf(line: string): Piece[] {
  return line
    .split(new RegExp(`(${OPT_OUT_SIGN})`))
    .filter((part) => part !== '')
    .map((part) => (part === OPT_OUT_SIGN ? { optOut: true, text: '' } : { optOut: false, text: part }));
}
