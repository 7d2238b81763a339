import type { RelationName } from "../../catalog/index.ts";
import { quoteIdentifier } from "../../sql/index.ts";

const MOST_BYTES = 63;

/** A name as SQL; one that is too long is cut as the server does it. */
export function sqlName(name: string): string {
  let cut = name;
  while (Buffer.byteLength(cut) > MOST_BYTES) cut = Array.from(cut).slice(0, -1).join("");
  return cut === "" ? '""' : quoteIdentifier(cut, "postgresql");
}

/** A relation as SQL, with its schema where the statement named one. */
export const sqlRelation = ({ schema, name, qualified }: RelationName & { readonly qualified: boolean }): string =>
  qualified ? `${sqlName(schema)}.${sqlName(name)}` : sqlName(name);
