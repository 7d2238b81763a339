import type { World } from "../../command/index.ts";
import {
  generateAgain,
  hashOf,
  plain,
  styled,
  type Again,
  type Before,
  type GeneratedFile,
  type ImportStyle,
  type Memory,
  type RememberedFile,
  type ScaffoldOptions,
} from "../../scaffold/index.ts";
import type { Places } from "./places.ts";
import { basePath, textAt } from "./state.ts";

/** A run that made only what changed. */
export interface MadeAgain {
  readonly again: Again;
  readonly files: readonly GeneratedFile[];
  /** What the next run may rely on. */
  readonly now: Before;
}

interface Asked {
  readonly spec: string;
  readonly places: Places;
  readonly before: Before;
  readonly options: ScaffoldOptions;
  readonly style: ImportStyle;
}

/** The files of a document from those of the last run; undefined where that cannot be done, or a base is not what it was. */
export async function madeAgain(world: World, asked: Asked): Promise<MadeAgain | undefined> {
  const { spec, before, options } = asked;
  const text = await textAt(world, spec);
  if (text === undefined) return undefined;
  const again = await generateAgain({ file: spec, text, before, options });
  const files = again && (await filesOf(world, asked, again));
  if (again === undefined || files === undefined) return undefined;
  return { again, files, now: { text, memory: memoryAfter(before.memory, again, files) } };
}

async function filesOf(world: World, asked: Asked, again: Again): Promise<readonly GeneratedFile[] | undefined> {
  const files = await Promise.all(asked.before.memory.files.map((file) => fileOf(world, asked, { file, again })));
  const known = files.filter((file) => file !== undefined);
  return known.length === files.length ? known : undefined;
}

interface One {
  readonly file: RememberedFile;
  readonly again: Again;
}

async function fileOf(world: World, asked: Asked, { file, again }: One): Promise<GeneratedFile | undefined> {
  const { path, ownership, group } = file;
  const change = again.changes.get(path);
  if (change?.kind === "text") return styled([{ path, ownership, group, text: change.text }], asked.style)[0];
  const text = file.text ?? (await generatedText(world, asked.places, file));
  if (text === undefined) return undefined;
  const next = change === undefined ? text : replacedOnce(text, change);
  return next === undefined ? undefined : { path, ownership, group, text: next };
}

/** A file as the last run made it: the project's own where nobody has touched it, else its base; undefined where that is another one. */
async function generatedText(
  world: World,
  places: Places,
  { path, hash }: RememberedFile,
): Promise<string | undefined> {
  const own = await textAt(world, `${places.sourceRoot}/${path}`);
  if (own !== undefined && hashOf(own) === hash && plain(own) === own) return own;
  const base = await textAt(world, basePath(places, path));
  return base !== undefined && hashOf(base) === hash ? base : undefined;
}

function replacedOnce(
  text: string,
  { old, next }: { readonly old: string; readonly next: string },
): string | undefined {
  const [before, after, ...more] = text.split(old);
  return after === undefined || more.length > 0 ? undefined : `${before}${next}${after}`;
}

function memoryAfter(memory: Memory, { changes, findings }: Again, files: readonly GeneratedFile[]): Memory {
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  const remembered = memory.files.map((file) => {
    const text = changes.has(file.path) ? texts.get(file.path) : undefined;
    return text === undefined ? file : { ...file, hash: hashOf(text) };
  });
  return { ...memory, files: remembered, findings };
}
