import { StringDecoder } from 'node:string_decoder';
import { LONGEST_RECORD, unreadable, type FileRecord } from './file-record.ts';

/** JSON values, one a line, read as they come: memory does not grow with the file. Empty lines count but say nothing. */
export async function* readNdjson(source: AsyncIterable<Buffer | string>): AsyncGenerator<FileRecord> {
  let line = 0;
  for await (const text of linesOf(source)) {
    line++;
    if (text === null) yield unreadable(line, 'too-long', `is longer than ${LONGEST_RECORD} characters`);
    else if (text.trim() !== '') yield recordOf(line, text);
  }
}

function recordOf(line: number, text: string): FileRecord {
  try {
    return { line, value: JSON.parse(text) as unknown };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return unreadable(line, 'broken-json', 'is not valid JSON');
  }
}

/** Null stands for a line too long to be kept. */
async function* linesOf(source: AsyncIterable<Buffer | string>): AsyncGenerator<string | null> {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  let dropping = false;
  let first = true;
  for await (const chunk of source) {
    let text = typeof chunk === 'string' ? chunk : decoder.write(chunk);
    if (first && text !== '') {
      text = text.replace(/^\uFEFF/, '');
      first = false;
    }
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      yield dropping || line.length > LONGEST_RECORD ? null : line;
      dropping = false;
    }
    if (rest.length > LONGEST_RECORD) {
      dropping = true;
      rest = '';
    }
  }
  rest += decoder.end();
  if (dropping || rest !== '') yield dropping ? null : rest;
}
