import { relationKey } from "../../../catalog/index.ts";
import type { Parser, TablesByName } from "../../statements/index.ts";
import { needsOf, type TableNeed } from "../query/index.ts";
import { type Assumption, prepareStatement, type Question } from "../shadow/index.ts";
import type { WorkloadStatement, Writing } from "./statement.ts";
import { unknownRelations } from "./unknown.ts";
import { writingsOf } from "./writings.ts";

/** A statement of the workload that the shadow's planner can be asked about. */
export interface WorkloadQuestion extends Question {
  readonly statement: WorkloadStatement;
  readonly tree: unknown;
  readonly needs: readonly TableNeed[];
  /** Keys of the tables that it reads. */
  readonly tables: ReadonlySet<string>;
  readonly writings: readonly Writing[];
  readonly assumed: readonly Assumption[];
}

export interface Questions {
  readonly questions: readonly WorkloadQuestion[];
  /** Not asked about, and why. */
  readonly unplanned: readonly { readonly statement: WorkloadStatement; readonly reason: string }[];
}

/** Reads each statement. One that names no relation but system catalogues is neither a question nor a complaint. */
export function questionsOf(workload: readonly WorkloadStatement[], tables: TablesByName, parser: Parser): Questions {
  const questions: WorkloadQuestion[] = [];
  const unplanned: Questions["unplanned"][number][] = [];
  for (const statement of workload.filter(isAboutRows)) {
    const prepared = prepareStatement(statement.text, statement.rowsPerCall, parser);
    if (prepared.kind === "other") {
      unplanned.push({ statement, reason: prepared.reason });
      continue;
    }
    const needs = needsOf(prepared.tree, tables);
    const writings = writingsOf(prepared.tree, tables);
    if (needs.length === 0 && writings.length === 0) {
      const unknown = unknownRelations(prepared.tree);
      if (unknown.length > 0) unplanned.push({ statement, reason: reasonOf(unknown) });
      continue;
    }
    const read = new Set(needs.map(({ table }) => relationKey(table)));
    questions.push({ ...prepared, id: statement.id, statement, needs, tables: read, writings });
  }
  return { questions, unplanned };
}

const reasonOf = (unknown: readonly string[]): string =>
  `no table of this database is read: ${unknown.join(", ")} (of a view, give the query that it stands for)`;

const COMMAND =
  /^(?:\s|\/\*(?:[^*]|\*(?!\/))*\*\/|--[^\n]*\n)*(?:begin|start|commit|end|rollback|abort|savepoint|release|set|reset|show|create|alter|drop|analyze|vacuum|cluster|reindex|refresh|copy|grant|revoke|comment|truncate|lock|listen|unlisten|notify|discard|prepare|execute|deallocate|explain|declare|fetch|move|close|call|do|checkpoint|load|import|security|reassign)\b/i;

/** Commands (BEGIN, SET, DDL) are nothing that an index could serve. */
const isAboutRows = ({ text }: WorkloadStatement): boolean => text.trim() !== "" && !COMMAND.test(text);
