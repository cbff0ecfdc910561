import Handlebars from 'handlebars';
import type { Language } from '#platform/values';
import { formatHelpers, logicHelpers } from './helpers.ts';

/** What keeps a text that people wrote on a screen from being used; `line` counts from 1. */
export interface WrittenFault {
  readonly code: 'broken' | 'unescaped' | 'partial' | 'unknown-variable' | 'unknown-helper';
  readonly line: number;
  /** The name at fault, or what the parser says. */
  readonly name: string;
}

/** Blocks, and ways to write a date or a number. Nothing that looks beyond the variables. */
const BLOCKS = ['if', 'unless'] as const;
const FORMATS = ['date', 'time', 'dateTime', 'number'] as const;
const LOGIC = ['eq', 'and', 'or', 'not'] as const;
const HELPERS: readonly string[] = [...BLOCKS, ...FORMATS, ...LOGIC];

/**
 * Texts with places to fill that were written on a screen, not by us. They have an environment of their own, without partials,
 * and reach their named variables and a handful of helpers: a name that is neither is refused before anything is rendered.
 * What comes out is plain text; whoever shows it as HTML escapes it as a whole.
 */
export class WrittenTexts {
  readonly #env = Handlebars.create();
  readonly #renders = new Map<string, Handlebars.TemplateDelegate>();

  constructor() {
    for (const name of Object.keys(this.#env.helpers)) {
      if (!(BLOCKS as readonly string[]).includes(name)) this.#env.unregisterHelper(name);
    }
    const [formats, logic] = [formatHelpers(), logicHelpers()];
    for (const name of FORMATS) this.#env.registerHelper(name, formats[name] as Handlebars.HelperDelegate);
    for (const name of LOGIC) this.#env.registerHelper(name, logic[name] as Handlebars.HelperDelegate);
  }

  /** Every fault of the text, in its order; the first alone when it cannot be read at all. */
  faults(source: string, variables: readonly string[]): WrittenFault[] {
    const read = this.#read(source);
    return 'fault' in read ? [read.fault] : statementFaults(read.program.body, variables);
  }

  /** @throws when the text has a fault, or a value that it needs is missing. */
  render(source: string, variables: object, reader: { language: Language; zone: string; now: Date }): string {
    const known = Object.keys(variables);
    const faults = this.faults(source, known);
    if (faults.length > 0) throw new Error(`A written text has faults: ${JSON.stringify(faults)}`);
    let render = this.#renders.get(source);
    if (!render) {
      render = this.#env.compile(source, {
        noEscape: true,
        strict: true,
        knownHelpersOnly: true,
        knownHelpers: Object.fromEntries(HELPERS.map((name) => [name, true])),
        preventIndent: true,
      });
      if (this.#renders.size > 200) this.#renders.clear();
      this.#renders.set(source, render);
    }
    return render({ ...variables }, { data: { ...reader }, allowProtoPropertiesByDefault: false });
  }

  #read(source: string): { program: hbs.AST.Program } | { fault: WrittenFault } {
    try {
      return { program: this.#env.parse(source) };
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      const line = Number(/line (\d+)|[-–] (\d+):/.exec(message)?.slice(1).find(Boolean) ?? 1);
      return { fault: { code: 'broken', line, name: message.split('\n').at(-1)?.slice(0, 200) ?? '' } };
    }
  }
}

function statementFaults(statements: readonly hbs.AST.Statement[], variables: readonly string[]): WrittenFault[] {
  return statements.flatMap((statement): WrittenFault[] => {
    const { line } = statement.loc.start;
    switch (statement.type) {
      case 'ContentStatement':
      case 'CommentStatement':
        return [];
      case 'MustacheStatement': {
        const mustache = statement as hbs.AST.MustacheStatement;
        if (!mustache.escaped) return [{ code: 'unescaped', line, name: nameOf(mustache.path) }];
        return callFaults(mustache, variables);
      }
      case 'BlockStatement':
        return blockFaults(statement as hbs.AST.BlockStatement, variables);
      default:
        return [{ code: 'partial', line, name: statement.type }];
    }
  });
}

function blockFaults(block: hbs.AST.BlockStatement, variables: readonly string[]): WrittenFault[] {
  const { line } = block.loc.start;
  const inner = [block.program, block.inverse].flatMap((program) =>
    (program as hbs.AST.Program | undefined) ? statementFaults(program.body, variables) : [],
  );
  const isKnown = (BLOCKS as readonly string[]).includes(nameOf(block.path));
  const own: WrittenFault[] =
    isKnown && block.params.length === 1
      ? paramFaults(block.params, block.hash as hbs.AST.Hash | undefined, variables)
      : [{ code: 'unknown-helper', line, name: nameOf(block.path) }];
  return [...own, ...inner];
}

interface Call {
  readonly path: hbs.AST.Node;
  readonly params: readonly hbs.AST.Expression[];
  readonly hash: hbs.AST.Hash;
  readonly loc: hbs.AST.SourceLocation;
}

/** `{{name}}` is a variable, `{{date when style="short"}}` a helper. */
function callFaults(call: Call, variables: readonly string[]): WrittenFault[] {
  const name = nameOf(call.path);
  const hash = call.hash as hbs.AST.Hash | undefined;
  if (call.params.length === 0 && !hash?.pairs.length) return variableFaults(call.path, variables);
  const isKnown = [...FORMATS, ...LOGIC].some((one) => one === name);
  return isKnown
    ? paramFaults(call.params, hash, variables)
    : [{ code: 'unknown-helper', line: call.loc.start.line, name }];
}

function paramFaults(
  params: readonly hbs.AST.Expression[],
  hash: hbs.AST.Hash | undefined,
  variables: readonly string[],
): WrittenFault[] {
  return [...params, ...(hash?.pairs ?? []).map(({ value }) => value)].flatMap((param) => {
    if (param.type === 'PathExpression') return variableFaults(param, variables);
    if (param.type === 'SubExpression') return callFaults(param as hbs.AST.SubExpression, variables);
    return [];
  });
}

/** One plain name among the variables: no way up, none into a value, none to what Handlebars keeps for itself. */
function variableFaults(path: hbs.AST.Node, variables: readonly string[]): WrittenFault[] {
  const { depth, data, parts } = path as hbs.AST.PathExpression;
  const name = nameOf(path);
  const isPlain = path.type === 'PathExpression' && depth === 0 && !data && parts.length === 1 && name === parts[0];
  return isPlain && variables.includes(name) ? [] : [{ code: 'unknown-variable', line: path.loc.start.line, name }];
}

function nameOf(path: hbs.AST.Node): string {
  return path.type === 'PathExpression' ? (path as hbs.AST.PathExpression).original : path.type;
}
