import { blockingRule } from "../blocking.ts";
import { volatileDefaultApart } from "../fix/volatile-default.ts";

/** ADD COLUMN that gives each row a value of its own: volatile default, serial, identity, GENERATED … STORED. */
export const addColumnRewrite = blockingRule({ code: "add-column-rewrite", fix: volatileDefaultApart });
