import { classify, splitStatements, type Statement } from "../../sql/index.ts";

/** A statement of the script. */
export interface Member {
  readonly index: number;
  readonly sql: string;
  /** Undefined where the text holds no statement: a comment. */
  readonly statement: Statement | undefined;
}

/** Statements that share a transaction, or one that is run as it stands. */
export interface Group {
  readonly kind: "transaction" | "alone" | "control";
  readonly members: readonly Member[];
  /** Whether the script itself takes back what the transaction did. */
  readonly isRolledBack: boolean;
}

/**
 * `file`: one transaction, unless PostgreSQL forbids it for a statement of the script; then each has its own, as our runner
 * does it. `always`: one transaction all the same. `each`: one transaction per statement. BEGIN and COMMIT of the script itself
 * are obeyed in all three.
 */
export type Sharing = "file" | "always" | "each";

export function groupsOf(statements: readonly string[], sharing: Sharing): readonly Group[] {
  const members = statements.map(memberOf);
  const isSplit =
    sharing === "each" || (sharing === "file" && members.some((member) => transactionOf(member) === "never"));
  const groups: Open[] = [];
  let open: Open | undefined;
  for (const member of members) {
    if (transactionOf(member) === "control") {
      groups.push({ kind: "control", members: [member], isRolledBack: false, isExplicit: true });
      if (open !== undefined && isRollback(member)) open.isRolledBack = true;
      open = isBegin(member) ? opened(groups, true) : undefined;
      continue;
    }
    open ??= opened(groups, false);
    open.members.push(member);
    if (isSplit && !open.isExplicit) open = undefined;
  }
  return groups.filter(({ members }) => members.length > 0).map((group) => settled(group, sharing));
}

interface Open {
  kind: Group["kind"];
  readonly members: Member[];
  isRolledBack: boolean;
  readonly isExplicit: boolean;
}

function opened(groups: Open[], isExplicit: boolean): Open {
  const open: Open = { kind: "transaction", members: [], isRolledBack: false, isExplicit };
  groups.push(open);
  return open;
}

function settled({ kind, members, isRolledBack, isExplicit }: Open, sharing: Sharing): Group {
  const isAlone = members.length === 1 && members.every((member) => transactionOf(member) === "never");
  if (kind === "control" || !isAlone || isExplicit || sharing === "always") return { kind, members, isRolledBack };
  return { kind: "alone", members, isRolledBack };
}

function memberOf(sql: string, index: number): Member {
  return { index, sql, statement: splitStatements(sql, "postgresql").statements[0] };
}

const transactionOf = ({ statement }: Member): string =>
  statement === undefined ? "allowed" : classify(statement, "postgresql").transaction;

/** The first words in capitals, quoted names and literals left as they are. */
export const wordsOf = ({ statement }: Member): readonly string[] =>
  (statement?.tokens ?? []).map(({ kind, text }) => (kind === "word" ? text.toUpperCase() : text));

const isBegin = (member: Member): boolean => ["BEGIN", "START"].includes(wordsOf(member)[0] ?? "");

const isRollback = (member: Member): boolean => ["ROLLBACK", "ABORT"].includes(wordsOf(member)[0] ?? "");
