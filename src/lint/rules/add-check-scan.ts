import { blockingRule } from "../blocking.ts";
import { addConstraintSafely } from "../fix/add-constraint.ts";

/** A CHECK on a table with rows, without NOT VALID. */
export const addCheckScan = blockingRule({ code: "add-check-scan", fix: addConstraintSafely });
