export interface FieldError {
  /** `customer.phone`, `items.3.id`: where in what was sent. */
  readonly path: string;
  /** Stable and short, for programs: `required`, `too-long`, `phone-invalid`. It is also the key of its sentence in `templates/words`. */
  readonly code: string;
  readonly message: string;
}

const TITLES: Readonly<Record<number, string>> = {
  400: 'Malformed request',
  401: 'Not signed in',
  403: 'Not allowed',
  404: 'Not found',
  409: 'Conflict',
  410: 'Gone',
  413: 'Too large',
  415: 'Unsupported content type',
  422: 'Refused',
  429: 'Too many requests',
  500: 'Unexpected error',
  503: 'Unavailable',
};

/** The one way a verb refuses: one filter makes it a page, or problem+json (RFC 9457). */
export class Problem extends Error {
  constructor(
    readonly status: number,
    /** Stable name of the kind of problem, the last part of its `type` URI. */
    readonly kind: string,
    readonly detail: string,
    readonly more: { errors?: readonly FieldError[]; headers?: Record<string, string>; [member: string]: unknown } = {},
  ) {
    super(detail);
  }

  static notFound(what: string, id: string): Problem {
    return new Problem(404, 'not-found', `No ${what} is known as "${id}".`);
  }

  static conflict(kind: string, detail: string, more: Record<string, unknown> = {}): Problem {
    return new Problem(409, kind, detail, more);
  }

  static forbidden(detail: string): Problem {
    return new Problem(403, 'not-allowed', detail);
  }

  /** The body of an `application/problem+json` answer. */
  toJSON(): Record<string, unknown> {
    const { headers: _, ...members } = this.more;
    return {
      type: `urn:chaudfroid:problem:${this.kind}`,
      title: TITLES[this.status] ?? 'Problem',
      status: this.status,
      detail: this.detail,
      ...members,
    };
  }
}

/** Understood but refused: 422 with the reasons, each naming its field. */
export function invalid(...errors: FieldError[]): Problem {
  const detail = errors.map(({ path, message }) => (path ? `${path}: ${message}` : message)).join(' ');
  return new Problem(422, 'invalid', detail, { errors });
}
