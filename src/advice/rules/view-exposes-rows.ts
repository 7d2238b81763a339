import { ofThing } from "../found.ts";
import { displayName, sqlName } from "../names.ts";
import type { Rule } from "../situation.ts";

const INVOKER_FROM = 150_000;

/** Views that others may read and that pass the row security of their tables by. */
export const viewExposesRows: Rule = {
  code: "view-exposes-rows",
  find: ({ catalog, security }) =>
    security.views.map((view) =>
      ofThing(
        viewExposesRows.code,
        { kind: "view", name: displayName(view) },
        {
          severity: "error",
          evidence: { schema: view.schema, owner: view.owner, tables: view.tables.map(displayName) },
          ...(catalog.database.serverVersion >= INVOKER_FROM
            ? { fix: `ALTER VIEW ${sqlName(view)} SET (security_invoker = true);` }
            : {}),
        },
      ),
    ),
};
