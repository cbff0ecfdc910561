import { Injectable } from '@nestjs/common';
import { Type } from 'typebox';
import { Routes, type Route } from './routes.ts';

type Json = Record<string, unknown>;

const ProblemSchema = Type.Object({
  type: Type.String(),
  title: Type.String(),
  status: Type.Integer(),
  detail: Type.String(),
  errors: Type.Optional(Type.Array(Type.Object({ path: Type.String(), code: Type.String(), message: Type.String() }))),
});

/** The OpenAPI 3.1 document, made from the very schemas that validate. */
@Injectable()
export class OpenApi {
  #document: Json | undefined;

  constructor(private readonly routes: Routes) {}

  document(): Json {
    this.#document ??= documentOf(
      this.routes.all().filter(({ method, path }) => method !== 'OPTIONS' && /^\/(api\/v1|sandbox\/api)\//.test(path)),
    );
    return this.#document;
  }
}

function documentOf(routes: readonly Route[]): Json {
  const schemas: Json = { Problem: ProblemSchema };
  const paths: Record<string, Json> = {};
  for (const route of routes) {
    if (route.body) schemas[route.body.name] = route.body.json;
    const path = route.path.replaceAll(/:(\w+)/g, '{$1}');
    (paths[path] ??= {})[route.method.toLowerCase()] = operationOf(route);
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Chaudfroid',
      version: '1',
      description:
        'Customer satisfaction, hot and cold. Errors are problem+json (RFC 9457). A write may be sent again: by its own external id, by the ids of its lines where it is a file, else by an Idempotency-Key.',
    },
    servers: [{ url: '/' }],
    security: [{ key: [] }],
    paths,
    components: { schemas, securitySchemes: { key: { type: 'http', scheme: 'bearer' } } },
  };
}

function operationOf(route: Route): Json {
  return {
    operationId: route.handler.replace(/(Api)?Controller\./, '_'),
    tags: [route.path.split('/')[3] ?? 'api'],
    summary: route.answers?.summary ?? route.handler,
    ...('anyone' in route.access && { security: [] }),
    ...('scope' in route.access && { 'x-scope': route.access.scope }),
    parameters: parametersOf(route),
    ...(route.body && {
      requestBody: {
        required: !route.body.optional,
        content: Object.fromEntries(
          (route.body.media ?? ['application/json']).map((type) => [
            type,
            { schema: { $ref: `#/components/schemas/${route.body?.name}` } },
          ]),
        ),
      },
    }),
    responses: {
      [route.status]: {
        description: 'Done',
        ...(route.answers?.body && { content: { 'application/json': { schema: route.answers.body } } }),
      },
      default: {
        description: 'A problem',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  };
}

/** Files are not here: each of their lines has an external id of its own. */
function isIdempotent({ method, access, body }: Route): boolean {
  return method === 'POST' && 'scope' in access && !body?.media;
}

const IdempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  description: 'The same key and body have one effect and one answer, however often they are sent.',
  schema: { type: 'string', minLength: 1, maxLength: 200, pattern: '^[!-~]+$' },
};

function parametersOf(route: Route): Json[] {
  const inPath = [...route.path.matchAll(/:(\w+)/g)].map(([, name]) => {
    const properties = (route.params?.json as { properties?: Json } | undefined)?.properties ?? {};
    return { name, in: 'path', required: true, schema: properties[name as string] ?? { type: 'string' } };
  });
  const query = route.query?.json as { properties?: Json; required?: string[] } | undefined;
  const inQuery = Object.entries(query?.properties ?? {}).map(([name, of]) => ({
    name,
    in: 'query',
    required: query?.required?.includes(name) ?? false,
    schema: of,
  }));
  return [...inPath, ...inQuery, ...(isIdempotent(route) ? [IdempotencyKey] : [])];
}
