import { blockingRule } from "../blocking.ts";

/** ALTER COLUMN … TYPE whose old values do not stand for new ones as they are. */
export const columnTypeRewrite = blockingRule({ code: "column-type-rewrite" });
