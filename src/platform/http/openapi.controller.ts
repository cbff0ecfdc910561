import { Controller, Get } from '@nestjs/common';
import { page } from '#platform/templates';
import { Allow } from './access.ts';
import { OpenApi } from './openapi.ts';

@Allow('anyone')
@Controller('api')
export class OpenApiController {
  constructor(private readonly openApi: OpenApi) {}

  @Get('openapi.json')
  document() {
    return this.openApi.document();
  }

  @Get('docs')
  docs() {
    const { paths, components } = this.openApi.document() as {
      paths: Record<
        string,
        Record<string, { operationId: string; tags: string[]; summary: string; 'x-scope'?: string }>
      >;
      components: { schemas: Record<string, unknown> };
    };
    const operations = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({
        id: operation.operationId,
        path,
        method: method.toUpperCase(),
        tag: operation.tags[0] ?? '',
        summary: operation.summary,
        scope: operation['x-scope'] ?? null,
        text: JSON.stringify(operation, null, 2),
      })),
    );
    const tags = [...new Set(operations.map(({ tag }) => tag))].map((tag) => ({
      tag,
      operations: operations.filter((operation) => operation.tag === tag),
    }));
    const schemas = Object.entries(components.schemas).map(([name, of]) => ({
      name,
      text: JSON.stringify(of, null, 2),
    }));
    return page('platform/api-docs', { tags, schemas });
  }
}
