// Names and facts that all generated files agree on: operations with their files, types of schemas, sides of a request.
// Belongs here: decisions. Does not: code (types, validators, express), files on disk (keep).
export { planOf } from "./plan.ts";
export { groupName } from "./groups.ts";
export type { Group, OperationPlan, Plan } from "./plan.ts";
export { requestSchemas, type SchemaNames } from "./schema-names.ts";
export { propertyOf, subschemas, targetOf } from "./resolve.ts";
export { defaultOf, hasDefault, isFlagged, reachable, twoSided, type Side } from "./sides.ts";
export { basePathOf } from "./base-path.ts";
export { schemaJsonOf } from "./schema-json.ts";
export { summaryOf } from "./summary.ts";
