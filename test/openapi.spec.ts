import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { Routes, type Route } from '#platform/http';
import { startPlatform, type Platform } from './journeys/support/platform.ts';

interface Operation {
  readonly operationId: string;
  readonly parameters: readonly { readonly name: string; readonly in: string; readonly schema: object }[];
  readonly requestBody?: {
    readonly content: { readonly 'application/json': { readonly schema: { readonly $ref: string } } };
  };
  readonly responses: Readonly<Record<string, unknown>>;
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
      expect(operation?.requestBody?.content['application/json'].schema.$ref).toBe(`#/components/schemas/${body.name}`);
      expect(document.components.schemas[body.name]).toEqual(JSON.parse(JSON.stringify(body.json)));
    }
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
