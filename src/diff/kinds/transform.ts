import type { TransformObject } from "../../catalog/schema/index.ts";
import type { Kind } from "./kind.ts";
import { spell } from "./spell.ts";

const signature = ({ type, language }: TransformObject): string => `TRANSFORM FOR ${type} LANGUAGE ${spell(language)}`;

export const transform: Kind<TransformObject> = {
  kind: "transform",
  create: (object) => [{ sql: `CREATE ${signature(object)} (${parts(object)})` }],
  drop: (object) => [{ sql: `DROP ${signature(object)}` }],
  alter: (_from, to) => ({ actions: [{ sql: `CREATE OR REPLACE ${signature(to)} (${parts(to)})` }] }),
  phrase: signature,
};

const parts = ({ fromSql, toSql }: TransformObject): string =>
  [
    ...(fromSql === null ? [] : [`FROM SQL WITH FUNCTION ${fromSql}`]),
    ...(toSql === null ? [] : [`TO SQL WITH FUNCTION ${toSql}`]),
  ].join(", ");
