import { blockingRule } from "../blocking.ts";

/** SET LOGGED, UNLOGGED, TABLESPACE, ACCESS METHOD or EXPRESSION: the table is written anew. */
export const tableRewrite = blockingRule({ code: "table-rewrite" });
