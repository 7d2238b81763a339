import { wordsOf, type Member } from "./groups.ts";

/** Statements whose plan is the planner's choice, which a small table must not decide. */
export const isPlanned = (member: Member): boolean =>
  ["SELECT", "INSERT", "UPDATE", "DELETE", "MERGE", "WITH"].includes(wordsOf(member)[0] ?? "");

/** What holds for the rest of its transaction only, and so is said again in every part of it. */
export function isForTransaction(member: Member): boolean {
  const [first, second] = wordsOf(member);
  return first === "SET" && ["LOCAL", "CONSTRAINTS", "TRANSACTION"].includes(second ?? "");
}

/** Statements about points inside a transaction mean nothing outside of it. */
export const isSavepoint = (member: Member): boolean =>
  ["SAVEPOINT", "RELEASE", "ROLLBACK"].includes(wordsOf(member)[0] ?? "");

/** Rows that follow in psql's own way: no server takes them in this form. */
export function isCopyIn(member: Member): boolean {
  const words = wordsOf(member);
  return words[0] === "COPY" && words.some((word, place) => word === "FROM" && words[place + 1] === "STDIN");
}

/** Statements whose new files are filled from the old ones; any other may have emptied the table. */
export const isRewriting = (member: Member): boolean =>
  ["ALTER", "CLUSTER", "VACUUM"].includes(wordsOf(member)[0] ?? "");

/** What values of a composite type look like changes without a lock on the tables that hold them. */
export function isOfAttributes(member: Member): boolean {
  const [first, second, ...rest] = wordsOf(member);
  return first === "ALTER" && second === "TYPE" && rest.includes("ATTRIBUTE");
}
