import type { Analysis, Suggestion } from "../../advice/index.ts";
import { assertNever, safeText } from "../../kit/index.ts";
import type { Section } from "./section.ts";

/** Migrations, numbered. */
export function suggestionsSection({ suggestions }: Analysis): Section {
  return {
    title: "SUGGESTED MIGRATIONS",
    lines: suggestions.map((suggestion, place) => `${place + 1}. ${safeText(titleOf(suggestion))}`),
  };
}

function titleOf(suggestion: Suggestion): string {
  const table = suggestion.schema === "public" ? suggestion.table : `${suggestion.schema}.${suggestion.table}`;
  const columns = suggestion.columns.join(", ");
  switch (suggestion.kind) {
    case "add-index":
      return `Add ${suggestion.columns.length > 1 ? "composite index" : "index"} on ${table}(${columns})`;
    case "add-primary-key":
      return `Add primary key to ${table}${columns === "" ? "" : ` (${columns})`}`;
    case "drop-index":
      return `Drop index ${suggestion.index ?? ""} of ${table}`;
    default:
      return assertNever(suggestion.kind);
  }
}
