// The type checker of ts-morph, an optional package with a TypeScript of its own, asked about expressions of an application.
// Belongs here: loading it, its types as JSON Schema. Does not: which expressions are asked about (typescript/routes).
export { createTypeCheckers } from "./checkers.ts";
