import { fkUnindexed } from "./rules/fk-unindexed.ts";
import { indexDuplicate } from "./rules/index-duplicate.ts";
import { indexMissing } from "./rules/index-missing.ts";
import { indexRedundant } from "./rules/index-redundant.ts";
import { primaryKeyMissing } from "./rules/primary-key-missing.ts";
import type { Rule } from "./situation.ts";

/** Every rule, in the order of their codes. */
export const rules: readonly Rule[] = [fkUnindexed, indexDuplicate, indexMissing, indexRedundant, primaryKeyMissing];
