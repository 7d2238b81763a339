import { dropRule } from "../drops.ts";

/** DROP TABLE: its rows are gone. */
export const dropTable = dropRule({ code: "drop-table", kinds: /^TABLE$/, severity: "error", concern: "data-loss" });
