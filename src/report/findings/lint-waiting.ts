import type { FindingPage } from "./page.ts";
import { holding, lockName, named, said } from "./lint-words.ts";

const WORK: ReadonlyMap<string, string> = new Map([
  ["scan", "reads a whole table"],
  ["rewrite", "writes a table anew"],
  ["build", "builds an index"],
  ["update", "updates every row"],
  ["delete", "deletes every row"],
]);

/** Locks that are kept, waited for, or taken in a bad order. */
export const lintWaitingPages: readonly FindingPage[] = [
  {
    code: "validate-holds-lock",
    title: "NOT VALID and VALIDATE in one transaction",
    sentence: (finding) =>
      `${named(finding)}: the constraint ${said(finding, "constraint")} is validated while ${lockName(finding)}, ${holding(finding)}, is still held: ${said(finding, "blocks")} wait for the whole scan`,
    why: "VALIDATE CONSTRAINT itself lets everybody read and write. In the transaction that added the constraint NOT VALID the stronger lock of that statement is kept until the end, so nothing is won. Most runners open a transaction around each file, so two statements in one file are enough.",
    mend: "Put VALIDATE into a file, or a transaction, of its own. `--fix` writes that.",
  },
  {
    code: "lock-held-over-work",
    title: "A long statement while an earlier one's lock is held",
    sentence: (finding) =>
      `${lockName(finding)} on ${named(finding)}, ${holding(finding)}, is held while this statement ${WORK.get(said(finding, "work")) ?? "works"}: ${said(finding, "blocks")} wait`,
    why: "Locks are held until the transaction ends. A statement that takes an instant keeps others waiting as long as everything behind it takes.",
    mend: "End the transaction before the long statement: write it into a file of its own. `--fix` writes that.",
  },
  {
    code: "lock-timeout-missing",
    title: "No lock_timeout",
    sentence: () =>
      "no lock_timeout is set before the first lock: while the statement waits for its turn everybody queues behind it",
    why: "A statement that waits for ACCESS EXCLUSIVE behind a long query keeps all later ones waiting too, reads included. A lock_timeout gives up after some seconds, and the migration can be tried again. `backwright db migrate` sets one itself, so nothing is said about its files.",
    mend: "Begin the file with `SET lock_timeout = '5s';`, in a transaction with `SET LOCAL`.",
  },
  {
    code: "statement-timeout-missing",
    title: "No statement_timeout",
    sentence: () =>
      "no statement_timeout is set before the first lock: a statement that takes longer than anybody thought is not ended",
    why: "A statement under a strong lock should fail rather than stop the service.",
    mend: "Begin the file with `SET statement_timeout = '60s';`, in a transaction with `SET LOCAL`; not before statements that run CONCURRENTLY.",
  },
  {
    code: "lock-order",
    title: "Tables locked in opposite orders",
    sentence: (finding) =>
      `${named(finding)} is locked after ${said(finding, "after")}, and an earlier transaction does it the other way round`,
    why: "Two transactions that lock the same tables in opposite orders wait for each other, and the server kills one of them.",
    mend: "Lock tables in one order everywhere, or one table per transaction.",
  },
  {
    code: "several-exclusive-locks",
    title: "Several tables shut off in one transaction",
    sentence: (finding) =>
      `this statement shuts off another table while ${named(finding)}, ${holding(finding)}, is shut off already`,
    why: "A program that uses both tables the other way round meets the migration in a deadlock, and while the second lock is waited for the first table stands still.",
    mend: "One table per transaction, where the change allows it.",
  },
  {
    code: "statement-after-exclusive-lock",
    title: "More statements while a table is shut off",
    sentence: (finding) =>
      `${named(finding)} has been shut off from everybody since line ${said(finding, "takenAtLine")}`,
    why: "Every statement between an ACCESS EXCLUSIVE lock and the end of its transaction adds to the time that others wait.",
    mend: "Put the statement before the lock, or into another transaction.",
  },
  {
    code: "referenced-table-lock",
    title: "A foreign key locks the other table",
    sentence: (finding) =>
      `${named(finding)} takes no writes from here until the transaction ends (${lockName(finding)})`,
    why: "A foreign key puts triggers on the table that it refers to. For that it takes SHARE ROW EXCLUSIVE there, also where the referring table is new and empty.",
    mend: "Set a lock_timeout, and let nothing long follow in the same transaction.",
  },
  {
    code: "ddl-in-do-block",
    title: "A change of the schema inside DO",
    sentence: (finding) => `the block contains ${said(finding, "words")}, which is decided only while it runs`,
    why: "What a DO block executes is not part of the statement's syntax, so no rule can look at it, and all of it is one transaction.",
    mend: "Write the statements out. With `--connection` or `--schema` the block is run on a shadow, and its locks are measured.",
  },
  {
    code: "trigger-added",
    title: "A new trigger",
    sentence: (finding) =>
      `${named(finding)}: writes wait for an instant (SHARE ROW EXCLUSIVE), and from then on each runs ${said(finding, "trigger")}`,
    why: "The lock is short; the trigger's cost is not: it is part of every write from then on, of running programs too.",
    mend: "Set a lock_timeout, and look at what the trigger's function does per row.",
  },
];
