import { advise, suggest } from "../../advice/index.ts";
import type { Catalog } from "../../catalog/index.ts";
import type { SuggestOutput } from "./output.ts";

/** Foreign keys without an index, as the catalogue's rule finds them: nobody has shown that a query needs one. */
export function unprovenKeys(catalog: Catalog, hasData: boolean): SuggestOutput["foreignKeys"] {
  const findings = advise(catalog, { hasData }).filter(({ code }) => code === "fk-unindexed");
  return suggest(catalog, findings).map(({ up, down, findings: [first] }) => ({
    subject: first?.subject ?? "",
    up,
    down,
  }));
}

type Key = SuggestOutput["foreignKeys"][number];

/** Whether a suggested index begins with the columns of a foreign key, so that its checks and joins go by that one. */
export const isServed = (key: Pick<Key, "up">, suggestions: SuggestOutput["suggestions"]): boolean =>
  key.up.some((own) =>
    suggestions.some(({ kind, up }) => WHOLE.has(kind) && up.some((other) => beginsWith(bodyOf(other), bodyOf(own)))),
  );

/** Kinds that hold every row. */
const WHOLE: ReadonlySet<SuggestOutput["suggestions"][number]["kind"]> = new Set(["single", "composite", "covering"]);

/** What is indexed, whatever its name: `ON public.orders (user_id);`. */
const bodyOf = (sql: string): string => sql.replace(/^CREATE INDEX (?:CONCURRENTLY )?\S+ /, "");

function beginsWith(longer: string, body: string): boolean {
  const columns = body.replace(/\);$/, "");
  return longer.startsWith(columns) && /^(?:\)|,| DESC| NULLS)/.test(longer.slice(columns.length));
}
