import { quoteIdentifier } from "../../sql/index.ts";
import { ofThing } from "../found.ts";
import type { Rule } from "../situation.ts";

/** Extensions among the application's own objects. */
export const extensionInPublic: Rule = {
  code: "extension-in-public",
  optional: true,
  find: ({ security }) =>
    security.extensions
      .filter(({ schema, isRelocatable }) => schema === "public" && isRelocatable)
      .map(({ name }) =>
        ofThing(
          extensionInPublic.code,
          { kind: "extension", name },
          {
            severity: "info",
            evidence: { schema: "public" },
            fix: [
              "CREATE SCHEMA IF NOT EXISTS extensions;",
              `ALTER EXTENSION ${quoteIdentifier(name, "postgresql")} SET SCHEMA extensions;`,
            ].join("\n"),
          },
        ),
      ),
};
