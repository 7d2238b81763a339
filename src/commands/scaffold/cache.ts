import { createHash } from "node:crypto";
import type { World } from "../../command/index.ts";
import { isRecord } from "../../kit/index.ts";
import type { Before, ImportStyle, Memory } from "../../scaffold/index.ts";
import type { Chosen } from "./input.ts";
import type { Places } from "./places.ts";
import { rootOf, textAt } from "./state.ts";

/** What the last run knew, kept beside the bases. Only data: it may be deleted at any time, and what is damaged is made again. */
export interface Cache {
  readonly path: string;
  /** Everything but the document that decides about files. */
  readonly key: string;
  readonly before: Before | undefined;
}

/** What decides about files besides the document. */
export interface CacheFacts {
  readonly spec: string;
  readonly chosen: Chosen;
  readonly style: ImportStyle;
  readonly templates: ReadonlyMap<string, string>;
}

const FORMAT = 1;
const FOLDER = ".backwright/cache";

const sha256 = (text: string | Uint8Array): string => createHash("sha256").update(text).digest("hex");

/** The cache of an API; without a memory where there is none for this Backwright and these options. */
export async function openCache(world: World, places: Places, facts: CacheFacts): Promise<Cache> {
  const root = rootOf(places);
  const path = `${places.projectRoot}/${FOLDER}/${root === "." ? "project" : root.replaceAll("/", "-")}`;
  const key = sha256(
    JSON.stringify([FORMAT, root, await generator(world), { ...facts, templates: [...facts.templates] }]),
  );
  return { path, key, before: await readMemory(world, path, key).catch(() => undefined) };
}

/** The version that runs, and its build: who works on Backwright itself changes the second only. */
async function generator(world: World): Promise<readonly unknown[]> {
  const build = await world.files.facts(`${world.packageRoot}/dist/bundle/start.js`);
  return [await textAt(world, `${world.packageRoot}/package.json`), build?.size, build?.modifiedMs];
}

async function readMemory(world: World, path: string, key: string): Promise<Before | undefined> {
  const saved = await textAt(world, `${path}.json`);
  if (saved === undefined) return undefined;
  const end = saved.indexOf("\n");
  const body = saved.slice(end + 1);
  if (saved.slice(0, end) !== sha256(body)) return undefined;
  const value: unknown = JSON.parse(body);
  if (!isRecord(value) || value["key"] !== key || !isMemory(value["memory"])) return undefined;
  const document = await world.files.readBytes(`${path}.document`);
  if (value["document"] !== sha256(document)) return undefined;
  return { text: Buffer.from(document).toString("utf8"), memory: value["memory"] };
}

/** Its checksum says that we wrote it, and its key that this very version did. */
const isMemory = (value: unknown): value is Memory =>
  isRecord(value) && Array.isArray(value["operations"]) && Array.isArray(value["files"]);

/** Keeps what this run knew for the next one. */
export async function saveCache(world: World, { path, key }: Cache, { text, memory }: Before): Promise<void> {
  const body = JSON.stringify({ key, document: sha256(text), memory });
  const ignore = `${path.slice(0, path.lastIndexOf("/"))}/.gitignore`;
  if ((await world.files.facts(ignore)) === undefined) await world.files.writeText(ignore, "*\n");
  await world.files.writeText(`${path}.document`, text);
  await world.files.writeText(`${path}.json`, `${sha256(body)}\n${body}`);
}
