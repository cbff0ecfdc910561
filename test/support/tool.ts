import { accessSync, constants } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';

/** A program of the machine that some tests need: where it is, or why it is not there and how to have it. */
export type Tool = { readonly path: string } | { readonly missing: string };

export function findTool(candidates: readonly (string | undefined)[], missing: string): Tool {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const paths = candidates
    .filter((name): name is string => Boolean(name))
    .flatMap((name) => (isAbsolute(name) ? [name] : folders.map((folder) => join(folder, name))));
  const path = paths.find(isExecutable);
  return path === undefined ? { missing } : { path };
}

/** `it`, or where the tool is missing a skipped `it` whose title says why. */
export function itWith(tool: Tool): (name: string, test: () => Promise<void>, timeout?: number) => void {
  if ('path' in tool) return it;
  return (name, test) => {
    it.skip(`${name} (skipped: ${tool.missing})`, test);
  };
}

export function pathOf(tool: Tool): string {
  if ('path' in tool) return tool.path;
  throw new Error(tool.missing);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
