export { Words, readWords, type WordParams, type WordTree, type WordsOptions } from './words.ts';
export { checkWords } from './check-words.ts';
export * as format from './formats.ts';
export type { NumberStyle } from './format.ts';
export type { DateStyle, Moment } from './format-times.ts';
