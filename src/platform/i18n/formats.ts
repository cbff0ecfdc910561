export * from './format.ts';
export * from './format-times.ts';
