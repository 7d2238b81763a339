import { dropRule } from "../drops.ts";

/** DROP SCHEMA: with CASCADE everything in it is gone. */
export const dropSchema = dropRule({ code: "drop-schema", kinds: /^SCHEMA$/, severity: "error", concern: "data-loss" });
