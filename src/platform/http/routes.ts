import { Injectable, RequestMethod, type OnApplicationBootstrap } from '@nestjs/common';
import { HTTP_CODE_METADATA, METHOD_METADATA, PATH_METADATA, ROUTE_ARGS_METADATA } from '@nestjs/common/internal';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { ACCESS, type Access } from './access.ts';
import { ANSWERS, type AnswersDoc } from './answers.ts';
import type { Schema } from './schema.ts';

const BODY = 3;
const QUERY = 4;
const PARAM = 5;

export interface Route {
  readonly method: string;
  /** `/api/v1/callbacks/:id/claim` */
  readonly path: string;
  readonly handler: string;
  readonly access: Access;
  readonly answers: AnswersDoc | undefined;
  /** Of a good answer. */
  readonly status: number;
  readonly body: Schema | undefined;
  readonly query: Schema | undefined;
  readonly params: Schema | undefined;
}

type Handler = (...args: unknown[]) => unknown;

/** Every route of this process, as wired: for the OpenAPI document, and for the test that walks all routes for all roles. */
@Injectable()
export class Routes implements OnApplicationBootstrap {
  #all: Route[] | undefined;

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly reflector: Reflector,
  ) {}

  /** @throws when a route does not say who may use it. */
  onApplicationBootstrap(): void {
    this.all();
  }

  /** Complete once every module is wired. */
  all(): readonly Route[] {
    this.#all ??= this.#discover();
    return this.#all;
  }

  #discover(): Route[] {
    return this.discovery.getControllers().flatMap(({ metatype, instance }) => {
      if (typeof metatype !== 'function' || !instance) return [];
      const prototype = Object.getPrototypeOf(instance) as Record<string, Handler>;
      return this.scanner
        .getAllMethodNames(prototype)
        .flatMap((name) => this.#routesOf(metatype, prototype[name] as Handler, name));
    });
  }

  #routesOf(controller: NewableFunction, handler: Handler, name: string): Route[] {
    const method = Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod | undefined;
    if (method === undefined) return [];
    const access = this.reflector.getAllAndOverride<Access | undefined>(ACCESS, [handler, controller as never]);
    if (!access) throw new Error(`${controller.name}.${name} does not say who may use it: add @Allow(…).`);
    const schemas = schemasOf(controller, name);
    const status = Reflect.getMetadata(HTTP_CODE_METADATA, handler) as number | undefined;
    const answers = Reflect.getMetadata(ANSWERS, handler) as AnswersDoc | undefined;
    const paths = pathsOf(controller).flatMap((base) => pathsOf(handler).map((path) => joined(base, path)));
    return paths.map((path) => ({
      method: RequestMethod[method],
      path,
      handler: `${controller.name}.${name}`,
      access,
      answers,
      status: answers?.status ?? status ?? (method === RequestMethod.POST ? 201 : 200),
      ...schemas,
    }));
  }
}

function schemasOf(controller: NewableFunction, name: string): Pick<Route, 'body' | 'query' | 'params'> {
  const args = (Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, name) ?? {}) as Record<
    string,
    { schema?: Schema }
  >;
  const of = (kind: number) =>
    Object.entries(args).find(([key, arg]) => key.startsWith(`${kind}:`) && arg.schema)?.[1].schema;
  return { body: of(BODY), query: of(QUERY), params: of(PARAM) };
}

function pathsOf(target: object): string[] {
  const path = (Reflect.getMetadata(PATH_METADATA, target) ?? '') as string | string[];
  return Array.isArray(path) ? path : [path];
}

function joined(...parts: string[]): string {
  return `/${parts
    .flatMap((part) => part.split('/'))
    .filter(Boolean)
    .join('/')}`;
}
