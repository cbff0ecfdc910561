import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { Routes, type Route } from '#platform/http';
import { startPlatform, type Platform } from './journeys/support/platform.ts';

interface Operation {
  readonly operationId: string;
  readonly parameters: readonly { readonly name: string; readonly in: string; readonly schema: object }[];
  readonly requestBody?: {
    readonly required: boolean;
    readonly content: Readonly<Record<string, { readonly schema: { readonly $ref: string } }>>;
  };
  readonly responses: Readonly<Record<string, { readonly content?: object }>>;
  readonly security?: readonly object[];
  readonly 'x-scope'?: string;
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, object>> };
}

let platform: Platform;
let document: Document;
let routes: Route[];

beforeAll(async () => {
  platform = await startPlatform();
  document = (await platform.api<Document>('GET', '/api/openapi.json', undefined, { key: null })).body;
  routes = platform
    .get(Routes)
    .all()
    .filter(({ method, path }) => method !== 'OPTIONS' && /^\/(api\/v1|sandbox\/api)\//.test(path));
}, 120_000);

afterAll(() => platform.close());

describe('the OpenAPI document', () => {
  it('has the form that OpenAPI 3.1 asks for', () => {
    const ajv = new Ajv2020({ allErrors: true, strict: false });
    const isValid = ajv.compile(OPENAPI);
    isValid(document);
    expect(isValid.errors ?? []).toEqual([]);
  });

  it('has every route of the API, with its scope', () => {
    const described = operations().map(
      ({ method, path, operation }) => `${method} ${path} ${operation['x-scope'] ?? 'anyone'}`,
    );
    const wired = routes.map(
      ({ method, path, access }) =>
        `${method.toLowerCase()} ${braced(path)} ${'scope' in access ? access.scope : 'anyone'}`,
    );
    expect(described.sort()).toEqual(wired.sort());
    expect(wired.length).toBeGreaterThan(20);
  });

  it('has the schema of every body', () => {
    for (const { method, path, body } of routes) {
      if (!body) continue;
      const operation = document.paths[braced(path)]?.[method.toLowerCase()];
      const described = operation?.requestBody?.content ?? {};
      expect(Object.keys(described)).toEqual(body.media ?? ['application/json']);
      for (const { schema } of Object.values(described)) expect(schema.$ref).toBe(`#/components/schemas/${body.name}`);
      expect(document.components.schemas[body.name]).toEqual(JSON.parse(JSON.stringify(body.json)));
    }
  });

  it('has a body for every change, but for those that take none', () => {
    const changes = operations().filter(({ method, operation }) => /post|put/.test(method) && !operation.requestBody);
    expect(changes.map(({ path }) => path).sort()).toEqual(WITHOUT_BODY);
  });

  it('has the schema of every good answer, but for those that say nothing', () => {
    const untold = operations().filter(({ operation: { responses } }) =>
      Object.entries(responses).some(([status, { content }]) => status !== '204' && !content),
    );
    expect(untold.map(({ method, path }) => `${method} ${path}`)).toEqual([]);
  });

  it('pages every list alike', () => {
    const isList = ({ responses }: Operation) => JSON.stringify(responses['200'] ?? {}).includes('"nextCursor"');
    const lists = operations().filter(({ method, operation }) => method === 'get' && isList(operation));
    const paged = lists.filter(({ operation: { parameters } }) =>
      ['limit', 'cursor'].every((name) => parameters.some((one) => one.name === name)),
    );
    expect(paged.map(({ path }) => path)).toEqual(lists.map(({ path }) => path));
    expect(lists.length).toBeGreaterThan(7);
  });

  it('has the key of writes that may be sent again, but for files, whose lines have ids', () => {
    const keyed = operations().filter(({ operation }) => operation.parameters.some(({ in: at }) => at === 'header'));
    const writes = operations().filter(({ method, operation }) => method === 'post' && operation['x-scope']);
    const isFile = ({ path }: { path: string }) => path.endsWith('/import');
    expect(keyed.map(({ path }) => path)).toEqual(writes.filter((one) => !isFile(one)).map(({ path }) => path));
    expect(writes.filter(isFile)).toHaveLength(2);
  });

  it.each([
    ['an unknown field', { shoeSize: 41 }],
    ['an unknown channel', { consents: { fax: true } }],
    ['a customer since before 1900', { since: '1850-01-01' }],
    ['a locale too long', { locale: 'f'.repeat(36) }],
    ['a country of three letters', { country: 'FRA' }],
    ['too many attributes', { attributes: Object.fromEntries([...Array(51).keys()].map((n) => [`a${n}`, n])) }],
    ['an external id too long', { externalId: 'c'.repeat(129) }],
  ])('refuses of a customer what the API refuses: %s', async (_, fault) => {
    const ajv = new Ajv2020({ strict: false });
    addFormats.default(ajv);
    const { externalId = 'c-1', ...rest } = fault as { externalId?: string };
    const customer = { externalId, ...rest };
    const visit = { id: 'v-1', touchpoint: 'a', occurredAt: '2026-01-01T00:00:00Z', customer };
    const { PutCustomer, RecordInteraction } = document.components.schemas;
    expect(ajv.validate(PutCustomer ?? {}, customer)).toBe(false);
    expect(ajv.validate(RecordInteraction ?? {}, visit)).toBe(false);
    expect((await platform.api('PUT', `/api/v1/customers/${externalId}`, customer)).status).toBe(422);
  });

  it('gives no two schemas the same name', () => {
    const bodies = new Map<string, string>();
    for (const { body } of routes) {
      if (!body) continue;
      const json = JSON.stringify(body.json);
      expect(`${body.name} ${bodies.get(body.name) ?? json}`).toBe(`${body.name} ${json}`);
      bodies.set(body.name, json);
    }
  });

  it('holds only schemas that JSON Schema 2020-12 can read', () => {
    const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, strictRequired: false });
    addFormats.default(ajv);
    const parameters = operations().flatMap(({ operation }) => operation.parameters.map(({ schema }) => schema));
    for (const schema of [...Object.values(document.components.schemas), ...parameters]) ajv.compile(schema);
  });

  it('names every operation once', () => {
    const ids = operations().map(({ operation }) => operation.operationId);
    expect(ids).toEqual([...new Set(ids)]);
  });

  it('declares the parameters that its paths name, and no other in the path', () => {
    for (const { path, operation } of operations()) {
      const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      expect(operation.parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name)).toEqual(
        named,
      );
    }
  });

  it('can be read as a page', async () => {
    const page = await platform.visitor().get('/api/docs');
    expect(page.status).toBe(200);
    for (const { path } of operations()) expect(page.text).toContain(path);
  });
});

/** Acts that need no more than their address. */
const WITHOUT_BODY = [
  '/api/v1/barometers/{key}/archive',
  '/api/v1/barometers/{key}/plan',
  '/api/v1/barometers/{key}/restore',
  '/api/v1/barometers/{key}/waves/{n}/close',
  '/api/v1/barometers/{key}/waves/{n}/open',
  '/api/v1/barometers/{key}/waves/{n}/pause',
  '/api/v1/invitations/{id}/cancel',
  '/api/v1/operations/held/{id}/again',
  '/api/v1/operations/held/{id}/went',
];

function operations() {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
}

function braced(path: string): string {
  return path.replaceAll(/:(\w+)/g, '{$1}');
}

const text = { type: 'string', minLength: 1 };
const content = {
  type: 'object',
  minProperties: 1,
  additionalProperties: {
    type: 'object',
    required: ['schema'],
    properties: { schema: { type: ['object', 'boolean'] } },
  },
};

/** What the specification requires of the parts we write (OpenAPI 3.1.1, §4.8); it forbids fields of its own in all but these. */
const OPENAPI = {
  type: 'object',
  required: ['openapi', 'info', 'paths'],
  propertyNames: { enum: ['openapi', 'info', 'servers', 'security', 'paths', 'components', 'tags'] },
  properties: {
    openapi: { type: 'string', pattern: '^3\\.1\\.\\d+$' },
    info: {
      type: 'object',
      required: ['title', 'version'],
      properties: { title: text, version: text, description: text },
    },
    servers: { type: 'array', items: { type: 'object', required: ['url'], properties: { url: text } } },
    paths: { type: 'object', propertyNames: { pattern: '^/' }, additionalProperties: { $ref: '#/$defs/path' } },
    components: {
      type: 'object',
      properties: {
        schemas: {
          type: 'object',
          propertyNames: { pattern: '^[a-zA-Z0-9._-]+$' },
          additionalProperties: { type: 'object' },
        },
        securitySchemes: { type: 'object', additionalProperties: { type: 'object', required: ['type'] } },
      },
    },
  },
  $defs: {
    path: {
      type: 'object',
      propertyNames: { enum: ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'] },
      additionalProperties: { $ref: '#/$defs/operation' },
    },
    operation: {
      type: 'object',
      required: ['operationId', 'summary', 'tags', 'responses'],
      propertyNames: {
        pattern: '^(operationId|tags|summary|description|parameters|requestBody|responses|security|deprecated|x-.+)$',
      },
      properties: {
        operationId: { type: 'string', pattern: '^\\w+$' },
        summary: text,
        tags: { type: 'array', items: text },
        parameters: { type: 'array', items: { $ref: '#/$defs/parameter' } },
        requestBody: { type: 'object', required: ['content'], properties: { content } },
        responses: {
          type: 'object',
          minProperties: 1,
          propertyNames: { pattern: '^([1-5]\\d\\d|default)$' },
          additionalProperties: {
            type: 'object',
            required: ['description'],
            properties: { description: text, content },
          },
        },
      },
    },
    parameter: {
      type: 'object',
      required: ['name', 'in', 'schema'],
      properties: { name: text, in: { enum: ['path', 'query', 'header', 'cookie'] }, required: { type: 'boolean' } },
      if: { properties: { in: { const: 'path' } } },
      then: { required: ['required'], properties: { required: { const: true } } },
    },
  },
};
