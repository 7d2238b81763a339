import { isRecord } from "../../kit/index.ts";
import {
  emptyManifest,
  VERSION,
  type ApiRecord,
  type Hashes,
  type Manifest,
  type OperationRecord,
} from "./manifest.ts";

/** A manifest, or why a text is none: then nothing may be decided by it. */
export type ReadManifest =
  | { readonly kind: "manifest"; readonly manifest: Manifest }
  | { readonly kind: "broken"; readonly reason: string };

/**
 * The manifest in a text; an empty one where there is no file. Keys that it does not know are left alone; what it needs and cannot
 * read makes the whole broken, since a manifest that is half read would let edits be overwritten.
 */
export function readManifest(text: string | undefined): ReadManifest {
  if (text === undefined) return { kind: "manifest", manifest: emptyManifest };
  const value = parsed(text);
  if (!isRecord(value)) return broken("it is not a JSON object");
  const { version } = value;
  if (typeof version !== "number") return broken("it does not say its version");
  if (version > VERSION) return broken(`its version is ${version}, and this Backwright knows ${VERSION}`);
  const older = hashes(value["files"] ?? {});
  const apis = apisIn(value["apis"] ?? {});
  if (older === undefined || apis === undefined) return broken("an entry does not have the expected form");
  return { kind: "manifest", manifest: { apis, older } };
}

const broken = (reason: string): ReadManifest => ({ kind: "broken", reason });

function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}

function apisIn(value: unknown): ReadonlyMap<string, ApiRecord> | undefined {
  if (!isRecord(value)) return undefined;
  const records = Object.entries(value).map(([root, one]) => [root, apiIn(one)] as const);
  const whole = records.flatMap(([root, record]) => (record === undefined ? [] : [[root, record] as const]));
  return whole.length === records.length ? new Map(whole) : undefined;
}

function apiIn(value: unknown): ApiRecord | undefined {
  if (!isRecord(value)) return undefined;
  const managed = hashes(value["managed"] ?? {});
  const own = hashes(value["own"] ?? {});
  const operations = operationsIn(value["operations"] ?? {});
  if (managed === undefined || own === undefined || operations === undefined) return undefined;
  const { options } = value;
  return { managed, own, operations, options: isRecord(options) ? options : {} };
}

function hashes(value: unknown): ReadonlyMap<string, Hashes> | undefined {
  if (!isRecord(value)) return undefined;
  const entries = Object.entries(value).map(([path, one]) => [path, hashList(one)] as const);
  return entries.some(([path, list]) => list.length === 0 || !isInside(path)) ? undefined : new Map(entries);
}

function hashList(value: unknown): Hashes {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  const texts = list.filter((hash) => typeof hash === "string");
  return texts.length === list.length ? texts : [];
}

function operationsIn(value: unknown): readonly OperationRecord[] | undefined {
  if (!isRecord(value)) return undefined;
  const entries = Object.entries(value);
  const records = entries.flatMap(([key, one]) => operationIn(key, one));
  return records.length === entries.length ? records : undefined;
}

function operationIn(key: string, value: unknown): readonly OperationRecord[] {
  const space = key.indexOf(" ");
  if (!isRecord(value) || space < 0) return [];
  const { id, file, tag } = value;
  if (typeof id !== "string" || typeof file !== "string" || !isInside(file)) return [];
  const record = { method: key.slice(0, space), path: key.slice(space + 1), id, file };
  return [typeof tag === "string" ? { ...record, tag } : record];
}

/** A manifest is a file that anybody can edit: what it names must lie below its root. */
const isInside = (path: string): boolean =>
  path !== "" && !path.startsWith("/") && !path.includes(":") && !path.split(/[\\/]/).includes("..");
