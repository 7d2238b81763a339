// Whether a JSON value is what a schema describes: all keywords of JSON Schema 2020-12, formats asserted.
// Belongs here: the judge of samples. Does not: making values (its parent), words about what is wrong (validators).
export { accepts } from "./accepts.ts";
export type { JudgeScope, PatternTest, Side } from "./visit.ts";
export { hiddenProperties } from "./hidden.ts";
export { schemaOfItem } from "./arrays.ts";
export { schemasOfProperty } from "./objects.ts";
export { isEqual, canonicalText } from "./equal.ts";
export { isMultiple, rangeOfFormat } from "./numbers.ts";
export { isOfType } from "./assertions.ts";
export { matchesFormat } from "./formats.ts";
export { schemaOfDynamicRef } from "./dynamic.ts";
export { compilePattern } from "./pattern.ts";
