import type { GeneratedFile, Ownership } from "../file.ts";
import { hashOf } from "./hash.ts";
import type { Hashes } from "./manifest.ts";
import type { Conflict } from "./merge.ts";
import { mergeFile } from "./merge-file.ts";
import { plain } from "./text.ts";

/**
 * `merge`: what the user wrote and what the document wants now are both in the new text. `kept`: the user's own.
 * `edited`: changed by hand where the document wants a change too, or not written by us: refused unless forced.
 */
export type FileAction = "create" | "update" | "merge" | "unchanged" | "kept" | "edited" | "remove";

/** What the disk holds where a file is to be written. */
export interface FoundFile {
  /** Below the source root, with forward slashes. */
  readonly path: string;
  /** Undefined when nothing is there. */
  readonly text: string | undefined;
  /** What was generated there last, where that is known. */
  readonly base: string | undefined;
  /** Hashes that count as ours. */
  readonly hashes: Hashes;
}

export interface FileDecision {
  readonly path: string;
  readonly action: FileAction;
  readonly ownership: Ownership;
  readonly before: string | undefined;
  /** What will stand there; undefined where nothing will. */
  readonly after: string | undefined;
  /** What the next run takes as generated; undefined: nothing new is known. */
  readonly generated: string | undefined;
  /** A managed file that carries edits made by hand. */
  readonly isEdited: boolean;
  readonly conflicts: readonly Conflict[];
}

/** The decision about a managed file. With `force` the generated text wins over every edit. */
export function decideManaged(file: GeneratedFile, found: FoundFile, force = false): FileDecision {
  const { text: next } = file;
  const rest = { path: found.path, ownership: file.ownership, before: found.text, generated: next } as const;
  const done = (action: FileAction): FileDecision => ({ ...rest, action, after: next, isEdited: false, conflicts: [] });
  if (found.text === undefined) return done("create");
  const hash = hashOf(found.text);
  if (hash === hashOf(next)) return { ...done("unchanged"), after: found.text };
  if (found.hashes.includes(hash)) return done("update");
  if (force) return { ...done("edited"), isEdited: true };
  return { ...rest, ...carried(found.text, found, next), isEdited: true };
}

type Carried = Pick<FileDecision, "action" | "after" | "conflicts">;

/** Edits carried over to the new text. */
function carried(yours: string, { base, hashes }: FoundFile, next: string): Carried {
  const refused: Carried = { action: "edited", after: next, conflicts: [] };
  if (base === undefined || !hashes.includes(hashOf(base))) return refused;
  const merge = mergeFile({ base, yours, next });
  if (merge.kind === "conflict") return { ...refused, conflicts: merge.conflicts };
  const action = plain(merge.text) === plain(yours) ? "unchanged" : "merge";
  return { action, after: action === "unchanged" ? yours : merge.text, conflicts: [] };
}

/** The decision about a file that is written once: it follows the generator only as long as nobody has touched it. */
export function decideOnce(file: GeneratedFile, { path, text, hashes }: FoundFile): FileDecision {
  const rest = { path, ownership: file.ownership, before: text, isEdited: false, conflicts: [] } as const;
  if (text === undefined) return { ...rest, action: "create", after: file.text, generated: file.text };
  const hash = hashOf(text);
  const isUntouched = hashes.includes(hash) && hash !== hashOf(file.text);
  if (isUntouched) return { ...rest, action: "update", after: file.text, generated: file.text };
  return { ...rest, action: "kept", after: text, generated: hash === hashOf(file.text) ? file.text : undefined };
}

/** What happens to a file of an earlier run that is no longer generated: gone, unless it was edited. */
export function decideLeftover(found: FoundFile, ownership: Ownership): FileDecision | undefined {
  const { path, text, hashes } = found;
  if (text === undefined) return undefined;
  const isOurs = hashes.includes(hashOf(text));
  return {
    path,
    ownership,
    action: isOurs ? "remove" : "kept",
    before: text,
    after: isOurs ? undefined : text,
    generated: undefined,
    isEdited: !isOurs,
    conflicts: [],
  };
}
