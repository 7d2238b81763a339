// What an API makes of a database: names, keys, filters, sorts, relations, rights.
// Belongs here: decisions. Does not: questions to the catalogue (read), the document and the code that follow from them.
export { databasePlan, type DatabasePlan } from "./plan.ts";
export type * from "./model.ts";
export { nullable } from "./values.ts";
