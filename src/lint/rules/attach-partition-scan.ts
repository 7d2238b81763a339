import { blockingRule } from "../blocking.ts";
import { attachChecked } from "../fix/attach-checked.ts";

/** ATTACH PARTITION of a table whose rows no check vouches for, or beside a default partition. */
export const attachPartitionScan = blockingRule({ code: "attach-partition-scan", fix: attachChecked });
