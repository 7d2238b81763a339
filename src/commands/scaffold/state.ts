import { posix } from "node:path";
import type { World } from "../../command/index.ts";
import { errors } from "../../kit/index.ts";
import {
  apiRecord,
  endingOf,
  handlersIn,
  hashOf,
  readManifest,
  type ApiRecord,
  type GeneratedFile,
  type HandlerFile,
  type Handlers,
  type Language,
  type Manifest,
} from "../../scaffold/index.ts";
import { shownPath, type Places } from "./places.ts";

/** What earlier runs left in a project. */
export interface State {
  readonly manifest: Manifest;
  readonly manifestText: string | undefined;
  /** Key of this API in the manifest. */
  readonly root: string;
  readonly record: ApiRecord;
  readonly handlers: Handlers;
  /** Of the files that are there, and of those that are written. */
  readonly language: Language;
}

export const manifestPath = ({ projectRoot }: Places): string => `${projectRoot}/.backwright/manifest.json`;

/** Where the text of a file as it was generated last is kept. The ending keeps formatters and linters away from it. */
export const basePath = (places: Places, path: string): string =>
  `${places.projectRoot}/.backwright/base/${posix.join(rootOf(places), path)}.base`;

/** Source root below the project root; `.` for the project root itself. */
export const rootOf = ({ sourceRoot, projectRoot }: Places): string =>
  sourceRoot === projectRoot ? "." : sourceRoot.slice(projectRoot.length + 1);

/** The text of a file; undefined where there is none. */
export async function textAt(world: World, path: string): Promise<string | undefined> {
  return (await world.files.facts(path)) === undefined ? undefined : world.files.readText(path);
}

/** The manifest and the handler files of a project, `.js` or `.ts`. Errors: `scaffold-manifest-broken`, `scaffold-language-differs`. */
export async function readState(world: World, places: Places, wish?: boolean): Promise<State> {
  const path = manifestPath(places);
  const manifestText = await textAt(world, path);
  const read = readManifest(manifestText);
  if (read.kind === "broken") {
    throw errors.scaffold.manifestBroken({ path: shownPath(world, path), reason: read.reason });
  }
  const root = rootOf(places);
  const record = apiRecord(read.manifest, root);
  const language = languageOf(world, places, { record, wish });
  const handlers = handlersIn(await handlerFiles(world, places, { record, language }), record, endingOf(language));
  return { manifest: read.manifest, manifestText, root, record, handlers, language };
}

interface Speaking {
  readonly record: ApiRecord;
  readonly wish: boolean | undefined;
}

/** The language that is wished for, else that of the last run: files of both would stand side by side, so nothing is switched. */
function languageOf(world: World, places: Places, { record, wish }: Speaking): Language {
  const was = record.options["javascript"] === true;
  if (record.managed.size > 0 && wish !== undefined && wish !== was) {
    throw errors.scaffold.languageDiffers({ folder: shownPath(world, places.sourceRoot), isJavaScript: was });
  }
  return (wish ?? was) ? "javascript" : "typescript";
}

interface Reading {
  readonly record: ApiRecord;
  readonly language: Language;
}

async function handlerFiles(
  world: World,
  places: Places,
  { record, language }: Reading,
): Promise<readonly HandlerFile[]> {
  const names = (await world.files.list(places.routes)).filter((name) => isHandlerFile(name, language));
  const files = names.map((name) => handlerFile(world, places, { path: `routes/${name}`, record }));
  return (await Promise.all(files)).filter((file) => file !== undefined);
}

const isHandlerFile = (name: string, language: Language): boolean =>
  name.endsWith(endingOf(language)) && !/^index\.[jt]s$|\.(?:test|spec|d)\.[jt]s$/.test(name);

async function handlerFile(
  world: World,
  places: Places,
  { path, record }: { readonly path: string; readonly record: ApiRecord },
): Promise<HandlerFile | undefined> {
  const at = `${places.sourceRoot}/${path}`;
  if ((await world.files.facts(at))?.kind !== "file") return undefined;
  const text = await world.files.readText(at);
  const isUntouched = record.own.get(path)?.includes(hashOf(text)) === true;
  return { path, text, base: isUntouched ? undefined : await textAt(world, basePath(places, path)) };
}

/** The texts at the paths that a run decides about, and the base of each that is not as it was left. */
export async function readFound(
  world: World,
  places: Places,
  { files, record }: { readonly files: readonly GeneratedFile[]; readonly record: ApiRecord },
): Promise<ReadonlyMap<string, { readonly text: string | undefined; readonly base: string | undefined }>> {
  const generated = files.filter(({ ownership }) => ownership !== "merged").map(({ path }) => path);
  const paths = [...new Set([...generated, ...record.managed.keys()])];
  const entries = paths.map(async (path) => {
    const text = await textAt(world, `${places.sourceRoot}/${path}`);
    const hashes = record.managed.get(path) ?? [];
    const isEdited = text !== undefined && hashes.length > 0 && !hashes.includes(hashOf(text));
    return [path, { text, base: isEdited ? await textAt(world, basePath(places, path)) : undefined }] as const;
  });
  return new Map(await Promise.all(entries));
}
