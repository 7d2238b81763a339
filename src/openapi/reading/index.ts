// What every reader of a part shares: the documents, the version, the notes so far, the fields of an object.
// Belongs here: looking at a member and saying what is wrong with it. Does not: what a part of the model is made of.
export { dereference } from "./dereference.ts";
export { extensionsOf } from "./extensions.ts";
export { flagOf, listOf, objectOf, textOf, valueAt } from "./fields.ts";
export { findingsOf } from "./findings.ts";
export { kindOf, note, type Note, type Remark } from "./note.ts";
export { createReader, isModern, reaching, type Reach, type Reader, type SchemaNames } from "./reader.ts";
export { once, type Once } from "./once.ts";
