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
