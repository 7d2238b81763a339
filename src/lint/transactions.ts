import type { LintContext } from "./context.ts";
import type { LintStatement, Transaction } from "./statement.ts";
import { isSet, textOf } from "./tree/node.ts";

type Bare = Omit<LintStatement, "transaction">;

/** Puts every statement into the transaction that it is run in. BEGIN and its end belong to the one that they bound. */
export function inTransactions(statements: readonly Bare[], how: LintContext["transaction"]): readonly LintStatement[] {
  let number = 0;
  let open: Transaction | undefined = how === "runner" ? { number, openedBy: "runner" } : undefined;
  return statements.map((statement) => {
    const word = controlOf(statement);
    if (word === "begin" && open === undefined) open = { number: (number += 1), openedBy: "file" };
    const transaction = open;
    if (word === "end") open = undefined;
    if (word === "chain") open = { number: (number += 1), openedBy: "file" };
    return { ...statement, transaction };
  });
}

/** What a statement does to the transaction around it. */
export function controlOf({ node }: Pick<Bare, "node">): "begin" | "end" | "chain" | undefined {
  if (node.kind !== "TransactionStmt") return undefined;
  const kind = textOf(node.fields, "kind") ?? "";
  if (/_(?:BEGIN|START)$/.test(kind)) return "begin";
  if (!/_STMT_(?:COMMIT|ROLLBACK|PREPARE)$/.test(kind)) return undefined;
  return isSet(node.fields, "chain") ? "chain" : "end";
}

/** True when both are run in the same transaction. */
export const share = (a: LintStatement, b: LintStatement): boolean =>
  a.index === b.index || (a.transaction !== undefined && a.transaction.number === b.transaction?.number);

/** From where to where a transaction goes. */
interface Span {
  /** Index of its first statement. */
  readonly first: number;
  /** Index of the statement that ends it; undefined where none does. */
  readonly end: number | undefined;
}

/** Worked out once per script: rules ask for every statement. */
const known = new WeakMap<readonly LintStatement[], ReadonlyMap<number, Span>>();

/** The span of a statement's transaction; undefined where it is its own. */
export function spanOf(statements: readonly LintStatement[], { transaction }: LintStatement): Span | undefined {
  const spans = known.get(statements) ?? spansOf(statements);
  known.set(statements, spans);
  return transaction === undefined ? undefined : spans.get(transaction.number);
}

function spansOf(statements: readonly LintStatement[]): ReadonlyMap<number, Span> {
  const spans = new Map<number, Span>();
  for (const statement of statements) {
    const number = statement.transaction?.number;
    if (number === undefined) continue;
    const { first = statement.index, end } = spans.get(number) ?? {};
    spans.set(number, { first, end: controlOf(statement) === "end" ? statement.index : end });
  }
  return spans;
}
