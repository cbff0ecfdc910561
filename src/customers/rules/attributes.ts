import { expected, problem, textFault, tooLong, type InputError } from './text.ts';

const MOST = 50;
const LONGEST_NAME = 64;
const LONGEST_TEXT = 500;
const LARGEST = 8_000;
const DEEPEST = 4;

/**
 * Free attributes: up to 50 names of 64 characters, JSON values up to 4 levels deep, texts of 500 characters, 8,000 characters as JSON.
 * They are for segmentation, not a second home for the CRM. Null clears them all.
 */
export function readAttributes(value: unknown): { value: Record<string, unknown> } | { error: InputError } {
  if (value === null) return { value: {} };
  if (typeof value !== 'object' || Array.isArray(value)) return { error: expected('attributes', 'an object') };
  const attributes = value as Record<string, unknown>;
  if (Object.keys(attributes).length > MOST)
    return { error: problem('attributes', 'too-many', `has more than ${MOST} names`) };
  const fault = faultOf('attributes', attributes, 0);
  if (fault) return { error: fault };
  if (JSON.stringify(attributes).length > LARGEST) return { error: tooLong('attributes', LARGEST) };
  return { value: attributes };
}

function faultOf(path: string, value: unknown, depth: number): InputError | null {
  if (typeof value === 'string')
    return value.length > LONGEST_TEXT ? tooLong(path, LONGEST_TEXT) : textFault(path, value);
  if (typeof value !== 'object' || value === null) return null;
  if (depth === DEEPEST) return problem(path, 'too-deep', `is nested more than ${DEEPEST} levels deep`);
  for (const [name, inner] of Object.entries(value)) {
    const fault = faultOfName(path, name) ?? faultOf(`${path}.${name}`, inner, depth + 1);
    if (fault) return fault;
  }
  return null;
}

function faultOfName(path: string, name: string): InputError | null {
  return name.length > LONGEST_NAME || name.length === 0
    ? problem(path, 'bad-name', `has a name that is empty or longer than ${LONGEST_NAME} characters`)
    : textFault(path, name);
}
