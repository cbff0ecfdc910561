export { readCsv } from './csv.ts';
export { readNdjson } from './ndjson.ts';
export type { FileRecord } from './file-record.ts';
