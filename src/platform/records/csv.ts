import { pipeline, Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { LONGEST_RECORD, unreadable, type FileRecord } from './file-record.ts';

const DELIMITERS = [',', ';', '\t'] as const;

interface Row {
  record: string[];
  info: { lines: number };
}

/**
 * Rows of a CSV file with a header, each as an object by column name, read as they come: memory does not grow with the file.
 * The delimiter is what the header uses most of comma, semicolon and tab. A row with more or fewer cells than the header is
 * refused; a quote that never closes ends the reading, after the last row given.
 */
export async function* readCsv(source: AsyncIterable<Buffer | string>): AsyncGenerator<FileRecord> {
  const { head, rest } = await headOf(source);
  const parser = parse({
    bom: true,
    delimiter: delimiterOf(head.toString('utf8')),
    info: true,
    max_record_size: LONGEST_RECORD,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
  });
  pipeline(Readable.from(joined(head, rest)), parser, () => undefined);
  let line = 1;
  let names: string[] | undefined;
  try {
    for await (const { record, info } of parser as AsyncIterable<Row>) {
      line = info.lines;
      if (names) yield recordOf(line, names, record);
      else names = record.map((name) => name.trim());
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    yield unreadable(line + 1, 'broken-csv', `cannot be read, nor what follows: ${error.code}`);
  }
}

function recordOf(line: number, names: readonly string[], cells: readonly string[]): FileRecord {
  if (cells.length !== names.length) {
    return unreadable(line, 'column-count', `has ${cells.length} cells where the header has ${names.length}`);
  }
  return { line, value: Object.fromEntries(names.map((name, index) => [name, cells[index]])) };
}

/** What comes before the first line's end, and the chunk it ends in; the rest is still to come. */
async function headOf(
  source: AsyncIterable<Buffer | string>,
): Promise<{ head: Buffer; rest: AsyncIterator<Buffer | string> }> {
  const rest = source[Symbol.asyncIterator]();
  let head = Buffer.alloc(0);
  while (!head.includes(10) && head.length < LONGEST_RECORD) {
    const next = await rest.next();
    if (next.done) break;
    head = Buffer.concat([head, typeof next.value === 'string' ? Buffer.from(next.value) : next.value]);
  }
  return { head, rest };
}

async function* joined(head: Buffer, rest: AsyncIterator<Buffer | string>): AsyncGenerator<Buffer | string> {
  if (head.length > 0) yield head;
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
}

function delimiterOf(head: string): string {
  const [header = ''] = head.split('\n', 1);
  const uses = (delimiter: string) => header.split(delimiter).length;
  return DELIMITERS.reduce<string>((most, delimiter) => (uses(delimiter) > uses(most) ? delimiter : most), ',');
}
