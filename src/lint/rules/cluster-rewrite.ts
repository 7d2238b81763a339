import { blockingRule } from "../blocking.ts";

/** CLUSTER writes the table anew while nobody may even read. */
export const clusterRewrite = blockingRule({ code: "cluster-rewrite" });
