import { blockingRule } from "../blocking.ts";
import { addConstraintSafely } from "../fix/add-constraint.ts";

/** A FOREIGN KEY on a table with rows, without NOT VALID: both tables take no writes while it is checked. */
export const addForeignKeyScan = blockingRule({ code: "add-foreign-key-scan", fix: addConstraintSafely });
