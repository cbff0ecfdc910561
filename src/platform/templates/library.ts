import type Handlebars from 'handlebars';
import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';

export type Render = Handlebars.TemplateDelegate;
type Environment = typeof Handlebars;

/**
 * Every template under one folder, parsed once. A partial sees only what it is given: its own parameters, or the
 * one object passed to it; never the fields that happen to surround its call.
 */
export class Library {
  private readonly renders = new Map<string, Render>();

  constructor(env: Environment, folder: string) {
    const known = Object.fromEntries(Object.keys(env.helpers).map((name) => [name, true]));
    for (const file of templateFiles(folder)) {
      const name = nameOf(file);
      if (this.renders.has(name)) throw new Error(`Two templates are called ${name}`);
      const render = env.compile(parsed(env, file, readFileSync(join(folder, file), 'utf8')), {
        strict: true,
        knownHelpers: known,
        knownHelpersOnly: true,
        explicitPartialContext: true,
        // What is written in several lines comes out as it was written, wherever its partial stands.
        preventIndent: true,
        noEscape: file.endsWith('.txt.hbs'),
      });
      this.renders.set(name, render);
      if (isPartial(file)) env.registerPartial(name, render);
    }
  }

  names(): string[] {
    return [...this.renders.keys()];
  }

  has(name: string): boolean {
    return this.renders.has(name);
  }

  /** Renders one template; `data` is what helpers see as `@language`, `@shell`, … */
  render(name: string, view: object, data: object): string {
    const render = this.renders.get(name);
    if (!render) throw new Error(`No template is called ${name}`);
    try {
      return render(view, { data: { ...data, root: view } });
    } catch (cause) {
      throw new Error(`Template ${name}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    }
  }
}

/**
 * `partials/card.hbs` is `card`, `pages/callbacks/_case.hbs` is `callbacks/_case`, `pages/callbacks/show.hbs` is
 * `callbacks/show`; layouts, e-mails and messages keep their folder; a text's name ends in `.txt`.
 */
function nameOf(file: string): string {
  return file.replace(/^(partials|pages)\//, '').replace(/\.hbs$/, '');
}

function isPartial(file: string): boolean {
  return /^(partials|layouts)\//.test(file) || /\/_[^/]+$/.test(file);
}

function templateFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => file.split(sep).join('/'))
    .filter((file) => file.endsWith('.hbs'))
    .sort();
}

function parsed(env: Environment, file: string, source: string): hbs.AST.Program {
  try {
    return env.parse(source);
  } catch (cause) {
    throw new Error(`templates/${file}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}
