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
      paths: Record<string, Record<string, { tags: string[]; summary: string }>>;
      components: { schemas: Record<string, unknown> };
    };
    const operations = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({
        path,
        method: method.toUpperCase(),
        ...operation,
        text: JSON.stringify(operation, null, 2),
      })),
    );
    const tags = [...new Set(operations.map(({ tags: [tag] }) => tag))].map((tag) => ({
      tag,
      operations: operations.filter(({ tags: [own] }) => own === tag),
    }));
    const schemas = Object.entries(components.schemas).map(([name, of]) => ({
      name,
      text: JSON.stringify(of, null, 2),
    }));
    return page('platform/api-docs', { tags, schemas });
  }
}
