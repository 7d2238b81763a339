import { type Catalog, lookupOf, relationKey, type Table, type TableLookup } from "../catalog/index.ts";
import { assertNever, type Finding, groupBy, type JsonValue } from "../kit/index.ts";
import { createIndex, type IndexChange, type IndexGround } from "./create-index.ts";
import { dropOf } from "./drop-index.ts";
import { takenNames } from "./index-name.ts";

export interface FindingName {
  readonly code: string;
  readonly subject: string;
}

/** A migration that would mend one or more findings. */
export interface Suggestion {
  readonly kind: "add-index" | "add-primary-key" | "drop-index";
  readonly schema: string;
  readonly table: string;
  /** Of a new index or key. */
  readonly columns: readonly string[];
  /** Of an index that goes. */
  readonly index: string | null;
  /** Statements in order; one with CONCURRENTLY runs outside of a transaction. */
  readonly up: readonly string[];
  /** The way back; empty where there is none to write. */
  readonly down: readonly string[];
  readonly findings: readonly FindingName[];
}

/**
 * The migrations that the findings ask for, each once: new indexes first, those left out that a longer new one serves.
 *
 * @example
 * suggest(catalog, advise(catalog)).map(({ up }) => up);
 */
export function suggest(catalog: Catalog, findings: readonly Finding[]): readonly Suggestion[] {
  const ground = { catalog, taken: takenNames(catalog), lookup: lookupOf(catalog) };
  const all = findings.flatMap((finding) => suggestionOf(finding, ground));
  const ofKind = (kind: Suggestion["kind"]): readonly Suggestion[] => all.filter((one) => one.kind === kind);
  return [...withoutServed(ofKind("add-index")), ...ofKind("add-primary-key"), ...ofKind("drop-index")];
}

interface Ground extends IndexGround {
  readonly lookup: TableLookup;
}

function suggestionOf(finding: Finding, ground: Ground): readonly Suggestion[] {
  const { evidence } = finding;
  const table = ground.lookup.table({ schema: wordOf(evidence["schema"]), name: wordOf(evidence["table"]) });
  const kind = KINDS.get(finding.code);
  if (table === undefined || kind === undefined) return [];
  const columns = wordsOf(evidence["columns"] ?? evidence["candidateColumns"]);
  const index = typeof evidence["index"] === "string" ? evidence["index"] : null;
  const base = { kind, schema: table.schema, table: table.name, columns, index };
  const change = changeOf(finding, { ...base, ground, of: table });
  return [{ ...base, ...change, findings: [{ code: finding.code, subject: finding.subject.name }] }];
}

const KINDS: ReadonlyMap<string, Suggestion["kind"]> = new Map([
  ["fk-unindexed", "add-index"],
  ["index-missing", "add-index"],
  ["index-duplicate", "drop-index"],
  ["index-redundant", "drop-index"],
  ["primary-key-missing", "add-primary-key"],
]);

interface Wanted extends Pick<Suggestion, "kind" | "columns" | "index"> {
  readonly ground: Ground;
  readonly of: Table;
}

function changeOf(finding: Finding, wanted: Wanted): IndexChange {
  switch (wanted.kind) {
    case "add-index":
      return createIndex(wanted.ground, wanted.of, wanted.columns);
    case "drop-index":
      return dropped(wanted);
    case "add-primary-key":
      return { up: (finding.fix ?? "").split("\n"), down: [] };
    default:
      return assertNever(wanted.kind);
  }
}

function dropped({ of, index }: Wanted): IndexChange {
  const found = of.indexes.find(({ name }) => name === index);
  return found === undefined ? { up: [], down: [] } : dropOf(of, found);
}

/** An index on (a, b) finds rows by a, and by b and a: a second one on these is not needed. */
function withoutServed(all: readonly Suggestion[]): readonly Suggestion[] {
  const tables = groupBy(all, relationKeyOf);
  return [...tables.values()].flatMap(ofOneTable);
}

const relationKeyOf = ({ schema, table }: Suggestion): string => relationKey({ schema, name: table });

function ofOneTable(suggestions: readonly Suggestion[]): readonly Suggestion[] {
  return suggestions
    .filter((one) => !suggestions.some((other) => other !== one && serves(other, one)))
    .map((one) => withServed(one, suggestions));
}

function withServed(one: Suggestion, suggestions: readonly Suggestion[]): Suggestion {
  const served = suggestions.filter((other) => other !== one && serves(one, other));
  return { ...one, findings: [one, ...served].flatMap(({ findings }) => findings) };
}

function serves(wide: Suggestion, narrow: Suggestion): boolean {
  const lead = new Set(wide.columns.slice(0, narrow.columns.length));
  return wide.columns.length > narrow.columns.length && narrow.columns.every((name) => lead.has(name));
}

const wordOf = (value: JsonValue | undefined): string => (typeof value === "string" ? value : "");
const wordsOf = (value: JsonValue | undefined): readonly string[] => (Array.isArray(value) ? value.map(String) : []);
