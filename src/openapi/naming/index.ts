// Identifiers for operations: the document's own made safe, and made ones where it has none.
// Belongs here: words and uniqueness. Does not: reading documents.
export { identifierOf, isReserved } from "./identifier.ts";
export { nameOperations, type Nameable, type NamingRemark } from "./name-operations.ts";
export { madeName } from "./made-name.ts";
