export { countSegments } from './segments.ts';
export type { Segments } from './segments.ts';
export { plainTypography, writeGsm7 } from './writer.ts';
