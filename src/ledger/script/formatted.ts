import { splitStatements, type Statement } from "../../sql/index.ts";
import { refusal } from "../finding.ts";
import type { FormatProblem, FormatSection } from "../format/index.ts";
import type { Finding } from "../../kit/index.ts";
import { directivesIn } from "./directives.ts";
import type { Item, Items } from "./items.ts";

/** The statements of a part of a file that another runner's marks have cut. */
export function itemsOfSection(file: string, section: FormatSection): Items {
  const items = section.statements.flatMap(({ sql, line }) =>
    splitStatements(sql, "postgresql").statements.map((statement) => itemOf({ file, sql, line }, statement)),
  );
  return { items, problems: [], checksumParts: items.flatMap((item) => item.checksumParts), directives: [] };
}

interface Part {
  readonly file: string;
  readonly sql: string;
  /** Where the part begins in the file. */
  readonly line: number;
}

function itemOf({ file, sql, line: first }: Part, statement: Statement): Item {
  const line = first + statement.line - 1;
  const { column, offset } = statement;
  const { directives } = directivesIn(sql.slice(0, offset));
  return {
    file,
    line,
    column,
    statement: { ...statement, line, column },
    rows: undefined,
    directives,
    checksumParts: [statement],
  };
}

const CODES: Readonly<Record<FormatProblem["kind"], string>> = {
  "psql-command": "migration-psql-command",
  "client-command": "migration-psql-command",
  "copy-data": "migration-copy-data",
  unterminated: "migration-unterminated",
  "unknown-marker": "migration-unknown-marker",
  "indented-marker": "migration-indented-marker",
  "repeated-marker": "migration-repeated-marker",
  "misplaced-marker": "migration-misplaced-marker",
  "missing-up": "migration-missing-up",
  "statement-outside": "migration-statement-outside",
  "open-block": "migration-open-block",
  "missing-semicolon": "migration-missing-semicolon",
  "bad-substitution": "migration-bad-substitution",
  "unset-variable": "migration-unset-variable",
};

/** What is malformed in a file of another runner. */
export function formatProblems(path: string, problems: readonly FormatProblem[]): readonly Finding[] {
  return problems.map(({ kind, what, line }) => refusal(CODES[kind], { path, line }, { what }));
}
