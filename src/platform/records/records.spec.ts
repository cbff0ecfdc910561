import { Readable } from 'node:stream';
import { readCsv, readNdjson, type FileRecord } from '#platform/records';

const all = async (records: AsyncIterable<FileRecord>) => {
  const read: FileRecord[] = [];
  for await (const record of records) read.push(record);
  return read;
};
/** One byte at a time: the worst a network can do. */
const drop = (text: string) => Readable.from([...Buffer.from(text)].map((byte) => Buffer.of(byte)));
const codes = (records: FileRecord[]) =>
  records.map((record) => ('errors' in record ? `${record.line}: ${record.errors[0]?.code}` : record.line));

describe('reading NDJSON', () => {
  it('gives each value with its line, wherever the chunks break', async () => {
    expect(await all(readNdjson(drop('\uFEFF{"a":"é"}\r\n\n[1]\n"last"')))).toEqual([
      { line: 1, value: { a: 'é' } },
      { line: 3, value: [1] },
      { line: 4, value: 'last' },
    ]);
  });

  it('refuses a broken line and reads on', async () => {
    expect(codes(await all(readNdjson(Readable.from(['{"a":1}\n{a}\n', '{"b":2}\n']))))).toEqual([
      1,
      '2: broken-json',
      3,
    ]);
  });

  it('refuses a line of any length without keeping it', async () => {
    const long = Array.from({ length: 50 }, () => 'x'.repeat(50_000));
    expect(codes(await all(readNdjson(Readable.from(['1\n', ...long, '\n2\n', ...long]))))).toEqual([
      1,
      '2: too-long',
      3,
      '4: too-long',
    ]);
  });
});

describe('reading CSV', () => {
  it.each([',', ';', '\t'])('finds the delimiter %j by itself', async (delimiter) => {
    const file = `\uFEFFid${delimiter}name\r\n1${delimiter}"Léa ""L"" ,;\t Martin"\r\n`;
    expect(await all(readCsv(drop(file)))).toEqual([{ line: 2, value: { id: '1', name: 'Léa "L" ,;\t Martin' } }]);
  });

  it('counts lines as an editor does', async () => {
    expect(codes(await all(readCsv(drop('id,name\n1,"two\nlines"\n\n2,x\n'))))).toEqual([3, 5]);
  });

  it('refuses a row that does not fit the header, and reads on', async () => {
    expect(codes(await all(readCsv(drop('id,name\n1\n2,x,y\n3,z'))))).toEqual([
      '2: column-count',
      '3: column-count',
      4,
    ]);
  });

  it('stops where a quote never closes', async () => {
    expect(codes(await all(readCsv(drop('id,name\n1,a\n2,"b\n3,c\n'))))).toEqual([2, '3: broken-csv']);
  });

  it('does not keep an endless row in memory to find that out', async () => {
    const endless = Readable.from(['id,name\n1,a\n2,"', ...Array.from({ length: 10 }, () => 'x'.repeat(50_000))]);
    expect(codes(await all(readCsv(endless))).at(-1)).toMatch('broken-csv');
  });

  it('finds nothing in an empty file', async () => {
    expect(await all(readCsv(drop('')))).toEqual([]);
    expect(await all(readCsv(drop('id,name\n')))).toEqual([]);
  });

  it('passes on what breaks the stream', async () => {
    const broken = async function* () {
      yield 'id\n1\n';
      throw new Error('connection lost');
    };
    await expect(all(readCsv(broken()))).rejects.toThrow('connection lost');
  });
});
