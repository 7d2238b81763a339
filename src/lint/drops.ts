import type { Severity } from "../kit/index.ts";
import { droppedRelations } from "./history.ts";
import type { Concern, Rule } from "./rule.ts";
import { spelled } from "./tree/names.ts";
import { textOf } from "./tree/node.ts";

interface Dropped {
  readonly code: string;
  /** Of `removeType`, without its prefix. */
  readonly kinds: RegExp;
  readonly severity: Severity;
  readonly concern: Concern;
}

/** A rule about DROP of some kinds of objects, one trouble per object that the file did not make itself. */
export function dropRule({ code, kinds, severity, concern }: Dropped): Rule {
  return {
    code,
    severity,
    concern,
    check: (statement, { knowledge }) => {
      const { kind, fields } = statement.node;
      const type = (textOf(fields, "removeType") ?? "").replace("OBJECT_", "");
      if (kind !== "DropStmt" || !kinds.test(type)) return [];
      const cascade = textOf(fields, "behavior") === "DROP_CASCADE";
      return droppedRelations(fields)
        .filter((object) => !knowledge.isNew(object, statement))
        .map((object) => ({
          subject: {
            kind: type.toLowerCase().replace("matview", "materialized view").replaceAll("_", " "),
            name: spelled(object),
          },
          evidence: {
            cascade,
            rows: knowledge.context.target?.isSized === true ? (knowledge.table(object)?.rows.count ?? null) : null,
          },
        }));
    },
  };
}
