import { groupBy, singularize } from "../../kit/index.ts";
import type { ObjectChange } from "./summary.ts";

const VERBS = { create: "add", drop: "drop", alter: "change", recreate: "change", rename: "rename" } as const;
const MOST_NAMES = 3;

/**
 * What a migration does, as the name of its file: `add_users_email`, `add_user_indexes`, `create_orders`. Of many changes the
 * objects that most of them are about.
 */
export function titleOf(changes: readonly ObjectChange[]): string {
  const [first, ...others] = changes;
  if (first === undefined) return "no_changes";
  if (others.length === 0)
    return words(first.kind === "table" && first.verb === "create" ? "create" : VERBS[first.verb], nameWords(first));
  const verbs = new Set(changes.map(({ verb }) => VERBS[verb]));
  const kinds = new Set(changes.map(({ kind }) => kind));
  const verb = verbs.size === 1 ? VERBS[first.verb] : "change";
  const tables = [...groupBy(changes, tableOf).keys()];
  const kind = kinds.size === 1 ? `${first.kind.replaceAll("-", "_")}${first.kind.endsWith("x") ? "es" : "s"}` : "";
  const [table = ""] = tables;
  if (tables.length === 1) return words(verb, kind === "" ? table : singularize(table), kind);
  if (tables.length <= MOST_NAMES) return words(verb, ...tables.slice(0, MOST_NAMES), kind === "tables" ? "" : kind);
  return words(verb, kind === "" ? "schema" : kind);
}

function tableOf({ id, kind }: ObjectChange): string {
  const parts: unknown = JSON.parse(id);
  const [, schema, name, third] = Array.isArray(parts) ? parts.map(String) : [];
  if (kind === "index") return tableOfIndex(name ?? "");
  return third === undefined || kind === "table" ? (name ?? schema ?? "") : (name ?? "");
}

/** `idx_users_email` and `users_email_idx` are about users as far as a name can say. */
const tableOfIndex = (name: string): string =>
  name
    .replace(/^(?:idx|ix|uq|uniq)_/, "")
    .replace(/_(?:idx|key|index)$/, "")
    .split("_")[0] ?? name;

function nameWords({ name, kind }: ObjectChange): string {
  const bare = name
    .split(".")
    .slice(kind === "schema" || kind === "extension" ? 0 : 1)
    .join("_");
  return kind === "table" || kind === "column" || kind === "view" ? bare : `${bare}_${kind}`;
}

function words(...parts: readonly string[]): string {
  const text = parts
    .join("_")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "_")
    .replaceAll(/^_+|_+$/g, "");
  return text.slice(0, 80).replaceAll(/_+$/g, "") || "change_schema";
}
