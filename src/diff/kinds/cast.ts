import type { CastObject } from "../../catalog/schema/index.ts";
import type { Kind } from "./kind.ts";

const signature = ({ source, target }: CastObject): string => `CAST (${source} AS ${target})`;

export const cast: Kind<CastObject> = {
  kind: "cast",
  create: (object) => [{ sql: `CREATE ${signature(object)} ${how(object)}${CONTEXTS[object.context]}` }],
  drop: (object) => [{ sql: `DROP ${signature(object)}` }],
  alter: () => "recreate",
  phrase: signature,
};

const CONTEXTS = { explicit: "", assignment: " AS ASSIGNMENT", implicit: " AS IMPLICIT" } as const;

function how({ method, function: routine }: CastObject): string {
  if (method === "inout") return "WITH INOUT";
  return method === "binary" ? "WITHOUT FUNCTION" : `WITH FUNCTION ${routine ?? ""}`;
}
