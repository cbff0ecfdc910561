import type { ArgumentMetadata, PipeTransform } from '@nestjs/common';
import { Problem } from './problem.ts';
import { refusal } from './schema.ts';

// eslint-disable-next-line no-control-regex -- finding them is the point
const CONTROLS = /[\u0000-\u001f\u007f]/;

/**
 * Checks what a handler takes against the schema at its parameter, in one walk. Nest's own pipe first walks the whole body to
 * strip keys such as `__proto__`; here the JSON parser refuses them.
 */
export class ValidationPipe implements PipeTransform {
  transform(value: unknown, { schema, type, data }: ArgumentMetadata): unknown {
    if (type === 'param') requireReadable(value, data);
    if (!schema || type === 'custom') return value;
    const result = schema['~standard'].validate(value);
    if (result instanceof Promise) throw new TypeError('A schema answers at once.');
    if (result.issues) throw refusal(result.issues);
    return result.value;
  }
}

/** No noun of ours has such a name, and PostgreSQL refuses to look for U+0000. */
function requireReadable(value: unknown, name = 'path'): void {
  const texts = typeof value === 'string' ? [value] : Object.values((value ?? {}) as Record<string, unknown>);
  if (texts.some((text) => CONTROLS.test(String(text)))) throw Problem.notFound(name, '…');
}
