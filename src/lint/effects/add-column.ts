import { columnConstraints, constraintKind, type AlterCommand } from "../tree/commands.ts";
import type { Knowledge } from "../knowledge.ts";
import { relationOf } from "../tree/names.ts";
import { textOf, treeOf, type Tree } from "../tree/node.ts";
import { columnName, isSerial, typeOfColumn } from "../tree/type-name.ts";
import { labour, lock, type Effect, type Moment } from "./effect.ts";
import { volatileIn } from "./volatile.ts";

/** ADD COLUMN: an instant, unless every row must get a value of its own or be looked at. */
export function addColumnEffects({ knowledge }: Moment, { relation, column }: AlterCommand): readonly Effect[] {
  const evidence = { column: columnName(column) };
  const constraints = columnConstraints(column);
  const isConstrained = knowledge.domain(typeOfColumn(column).name)?.isConstrained === true;
  const reason = isConstrained ? { reason: "domain" } : rewriteReason(column, knowledge);
  const mode = "access-exclusive" as const;
  const rewrite =
    reason === undefined
      ? []
      : [
          labour(relation, {
            mode,
            work: "rewrite",
            cause: "add-column-rewrite",
            evidence: { ...evidence, ...reason },
          }),
        ];
  const checks = constraints
    .filter((each) => constraintKind(each) === "CHECK")
    .map(() => labour(relation, { mode, work: "scan", cause: "add-check-scan", evidence }));
  const keys = constraints
    .filter((each) => /^(?:UNIQUE|PRIMARY)$/.test(constraintKind(each)))
    .map((each) =>
      labour(relation, {
        mode,
        work: "build",
        cause: "add-key-build",
        evidence: { ...evidence, constraint: textOf(each, "conname") ?? null },
      }),
    );
  const references = constraints.filter((each) => constraintKind(each) === "FOREIGN");
  const others = references.map((each) => lock(relationOf(treeOf(each, "pktable")), "share-row-exclusive"));
  // Without a value of its own no row can point to nowhere.
  const pointing = hasDefault(constraints) ? references : [];
  const foreign = pointing.map(() => labour(relation, { mode, work: "scan", cause: "add-foreign-key-scan", evidence }));
  return [lock(relation, mode), ...rewrite, ...checks, ...keys, ...others, ...foreign];
}

const hasDefault = (constraints: readonly Tree[]): boolean =>
  constraints.some((each) => constraintKind(each) === "DEFAULT");

/** Why every row is written anew; undefined where the catalogue alone changes. */
function rewriteReason(
  column: Tree,
  { context: { serverMajor: major }, isSteady }: Knowledge,
): { readonly reason: string; readonly function?: string } | undefined {
  const constraints = columnConstraints(column);
  if (isSerial(typeOfColumn(column))) return { reason: "serial" };
  if (constraints.some((each) => constraintKind(each) === "IDENTITY")) return { reason: "identity" };
  const generated = constraints.find((each) => constraintKind(each) === "GENERATED");
  if (generated !== undefined) return isVirtual(generated, major) ? undefined : { reason: "generated" };
  const value = constraints.find((each) => constraintKind(each) === "DEFAULT")?.["raw_expr"];
  if (value === undefined) return undefined;
  if (major < 11 && !isNull(value)) return { reason: "old-server" };
  const name = volatileIn(value, isSteady);
  return name === undefined ? undefined : { reason: "volatile-default", function: name };
}

const isVirtual = (generated: Tree, major: number): boolean =>
  textOf(generated, "generated_kind") === "v" && major >= 18;

const isNull = (value: unknown): boolean => JSON.stringify(value).includes('"isnull":true');
