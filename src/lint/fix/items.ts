import type { Script } from "../script.ts";
import type { LintStatement } from "../statement.ts";
import { controlOf } from "../transactions.ts";
import { stepsOf, type Fix, type Run } from "./fix.ts";

/** A statement of the text that is being written, with what stands around it. */
export interface Item {
  /** Spaces and comments before it. */
  readonly lead: string;
  readonly sql: string;
  /** Its semicolon, and what stands before that. */
  readonly close: string;
  readonly run: Run;
  readonly control: "begin" | "end" | undefined;
  /** Who has opened the transaction around it. */
  readonly openedBy: "file" | "runner" | undefined;
}

export interface Items {
  readonly items: readonly Item[];
  /** What stands behind the last one. */
  readonly tail: string;
}

/** A semicolon, and a comment on the same line. */
const CLOSE = /^[^;]*;(?:[ \t]*--[^\n\r]*)?/;

/** Takes a text apart into statements, with steps in the place of those that have a fix. */
export function itemsOf(text: string, { statements }: Script, fixes: ReadonlyMap<number, Fix>): Items {
  let lead = text.slice(0, statements[0]?.offset ?? text.length);
  const items: Item[] = [];
  statements.forEach((statement, index) => {
    const end = statement.offset + statement.sql.length;
    const gap = text.slice(end, statements[index + 1]?.offset ?? text.length);
    const close = CLOSE.exec(gap)?.[0] ?? "";
    items.push(...itemsFor(statement, { lead, close, fix: fixes.get(statement.index) }));
    lead = gap.slice(close.length);
  });
  return { items, tail: lead };
}

interface Around {
  readonly lead: string;
  readonly close: string;
  readonly fix: Fix | undefined;
}

function itemsFor(statement: LintStatement, { lead, close, fix }: Around): readonly Item[] {
  const control = controlOf(statement);
  const facts = { control: control === "chain" ? undefined : control, openedBy: statement.transaction?.openedBy };
  if (fix === undefined) return [{ lead, sql: statement.sql, close, run: "together", ...facts }];
  const steps = stepsOf(fix, statement.sql);
  return steps.map(({ sql, run }, index) => ({
    lead: index === 0 ? lead : "\n",
    sql,
    close: index === steps.length - 1 && close !== "" ? close : ";",
    run,
    control: undefined,
    openedBy: facts.openedBy,
  }));
}
