import { createHash } from "node:crypto";
import { isRecord, sortedBy } from "../../kit/index.ts";

/** `.backwright/manifest.json`: the managed files of a project as they were last written. */
export interface Manifest {
  /** Path below the project root, with forward slashes → hashes of the texts that count as ours. */
  readonly files: ReadonlyMap<string, readonly string[]>;
}

/** Hash of a text; line endings do not count, as git may change them. */
export function hashOf(text: string): string {
  return createHash("sha256").update(text.replaceAll("\r\n", "\n")).digest("hex");
}

/** The manifest in a text; an empty one for what is none: then nothing counts as ours. */
export function readManifest(text: string | undefined): Manifest {
  const value = parsed(text);
  const files = isRecord(value) && isRecord(value["files"]) ? Object.entries(value["files"]) : [];
  return { files: new Map(files.map(([path, hashes]) => [path, hashList(hashes)])) };
}

function hashList(value: unknown): readonly string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.filter((hash) => typeof hash === "string");
}

function parsed(text: string | undefined): unknown {
  try {
    const value: unknown = JSON.parse(text ?? "null");
    return value;
  } catch {
    return undefined;
  }
}

/** The manifest as text, sorted, so that two runs write the same. */
export function writeManifest({ files }: Manifest): string {
  const entries = sortedBy(files, ([path]) => path).map(([path, hashes]) => [path, oneOrAll(hashes)] as const);
  return `${JSON.stringify({ version: 1, files: Object.fromEntries(entries) }, undefined, 2)}\n`;
}

const oneOrAll = (hashes: readonly string[]): string | readonly string[] => {
  const [first] = hashes;
  return hashes.length === 1 && first !== undefined ? first : hashes;
};
