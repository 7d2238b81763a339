import { errors, snakeCase } from "../kit/index.ts";

const LONGEST = 100;

/**
 * The title of a new migration as its file will carry it: lower case, words joined by `_`.
 * Error: `migration-title` where nothing usable is left, or the file's name would mean something else.
 *
 * @example
 * migrationTitle("Add user-table"); // "add_user_table"
 */
export function migrationTitle(text: string): string {
  const title = folded(text.trim().replace(/\.sql$/i, ""));
  const problem = problemOf(title);
  if (problem !== undefined) throw errors.ledger.badTitle({ title: text, problem });
  return title;
}

function folded(text: string): string {
  const joined = text.replace(/[\s-]+/g, "_");
  return /[A-Z]/.test(joined) && /[a-z]/.test(joined) ? snakeCase(joined) : joined.toLowerCase();
}

function problemOf(title: string): string | undefined {
  if (!/^[a-z0-9_]+$/.test(title) || !/[a-z]/.test(title)) return "use letters, digits, spaces, - and _";
  if (title.length > LONGEST) return `use at most ${LONGEST} characters`;
  if (title.endsWith("_rollback")) return "a name that ends in _rollback is read as the rollback of another migration";
  if (/^\d{6}_/.test(title)) return "six digits at the start would be read as a time of day";
  return title.startsWith("_") ? "start with a letter or a digit" : undefined;
}
