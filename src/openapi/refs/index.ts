// Places in the documents of a specification, and what a reference reaches. Nothing is expanded: a reference is a step.
// Belongs here: cursors, addresses, loading referenced files, resolving. Does not: what a schema or operation says.
export { at, isObject, items, member, members, ownValue, placeOf, type Cursor, type Member } from "./cursor.ts";
export { defaultFolder } from "./address.ts";
export { isBeforeDraft2019 } from "./dialect.ts";
export { gather, type Loader } from "./gather.ts";
export { dynamicAnchors, type Gathered, type Library } from "./library.ts";
export { resolve, type Unresolvable } from "./resolve.ts";
