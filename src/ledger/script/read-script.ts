import type { Finding } from "../../kit/index.ts";
import { checksumOf, sha256 } from "../checksum.ts";
import { unwrapTransaction } from "../envelope.ts";
import { refusal } from "../finding.ts";
import { readFormat, type FormattedMigration } from "../format/index.ts";
import { foreignMarker } from "../markers.ts";
import type { Script } from "../script.ts";
import { formatProblems, itemsOfSection } from "./formatted.ts";
import { itemsOf, type Items } from "./items.ts";
import type { ScriptContext } from "./source-text.ts";
import { scriptOf } from "./steps.ts";

export interface ScriptInput {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly context: Omit<ScriptContext, "includes"> & {
    readonly includes: ReadonlyMap<string, Uint8Array>;
    /** What goose files may ask for. */
    readonly environment: Readonly<Record<string, string | undefined>>;
  };
}

export interface ReadScripts {
  readonly text: string;
  readonly up: Script;
  /** The part that undoes, where the file holds both. */
  readonly down: Script | undefined;
  readonly checksum: string;
  readonly rawChecksum: string;
}

/** Reads a file's bytes (UTF-8, a byte order mark allowed) into what it runs. Never fails: see each script's `problems`. */
export function readScripts({ path, bytes, context }: ScriptInput): ReadScripts {
  // The default decoder drops the byte order mark and puts U+FFFD in the place of what is no UTF-8.
  const text = new TextDecoder().decode(bytes);
  const rawChecksum = rawChecksumOf(bytes, context.includes);
  const format = readFormat({ text, dialect: "postgresql", environment: context.environment });
  const read = format === undefined ? plain(path, text, context) : formatted(path, format);
  const coarse = coarseProblem(path, { bytes, text, includes: context.includes });
  const up = coarse === undefined ? read.up : { ...read.up, problems: [coarse] };
  return { ...read, up: withEmptiness(up), down: read.down && withEmptiness(read.down), text, rawChecksum };
}

type Read = Pick<ReadScripts, "up" | "down" | "checksum">;

function plain(path: string, text: string, context: ScriptInput["context"]): Read {
  const includes = new Map([...context.includes].map(([name, bytes]) => [name, new TextDecoder().decode(bytes)]));
  const read = itemsOf({ file: path, text }, { ...context, includes });
  return { up: toScript(path, read, false), down: undefined, checksum: checksumOf(read.checksumParts) };
}

function formatted(path: string, { up, down, problems }: FormattedMigration): Read {
  const [upItems, downItems] = [itemsOfSection(path, up), down && itemsOfSection(path, down)];
  const all = { problems: formatProblems(path, problems) };
  return {
    up: toScript(path, { ...upItems, ...all }, up.noTransaction),
    down: downItems && toScript(path, { ...downItems, ...all }, down?.noTransaction === true),
    checksum: checksumOf(upItems.checksumParts),
  };
}

function toScript(path: string, items: Items, noTransaction: boolean): Script {
  return scriptOf({ path, ...items, items: unwrapTransaction(items.items), noTransaction });
}

function withEmptiness(script: Script): Script {
  const isEmpty = script.steps.length === 0 && script.problems.length === 0;
  return isEmpty ? { ...script, problems: [refusal("migration-empty", { path: script.path })] } : script;
}

interface Contents {
  readonly bytes: Uint8Array;
  readonly text: string;
  readonly includes: ReadonlyMap<string, Uint8Array>;
}

/** The coarsest trouble alone: what comes after it would only confuse. */
function coarseProblem(path: string, { bytes, text, includes }: Contents): Finding | undefined {
  const files = [[path, bytes] as const, ...includes];
  const [broken] = files.flatMap(([name, content]) => encodingProblem(name, content) ?? []);
  return broken ?? foreignMarker(path, text);
}

function encodingProblem(path: string, bytes: Uint8Array): Finding | undefined {
  const text = new TextDecoder().decode(bytes);
  const mark = isUtf8(bytes) ? (text.includes("\0") ? "\0" : undefined) : "\uFFFD";
  return mark === undefined ? undefined : refusal("migration-not-utf8", { path, line: lineOfFirst(text, mark) });
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function lineOfFirst(text: string, mark: string): number {
  return text.slice(0, text.indexOf(mark)).split("\n").length;
}

/** A file by itself is its own bytes; with includes their names and bytes count as well. */
function rawChecksumOf(bytes: Uint8Array, includes: ReadonlyMap<string, Uint8Array>): string {
  if (includes.size === 0) return sha256(bytes);
  return sha256([sha256(bytes), ...[...includes].map(([name, content]) => `${name}\0${sha256(content)}`)].join("\n"));
}
