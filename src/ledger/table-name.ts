import { errors } from "../kit/index.ts";
import { readName, type QualifiedName } from "../sql/index.ts";

/** Reads `--table`: `name`, `schema.name`, quoted or not. Error: `migration-table-name`. */
export function parseTableName(text: string): QualifiedName {
  const name = readName(text.trim());
  if (name === undefined || name.name === "" || name.schema === "") throw errors.ledger.badTable({ table: text });
  return name;
}
