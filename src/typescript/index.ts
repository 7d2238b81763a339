// TypeScript source as data: fragments whose holes take only identifiers, literals and fragments, printed as formatted text.
// Belongs here: the language itself. Does not: what is generated (scaffold), files, type checking.
export { code, lines, type Hole } from "./code.ts";
export { comment, fileHeader, jsDoc, jsDocWithTags } from "./comment.ts";
export { empty, isEmpty, joined, type Fragment } from "./fragment.ts";
export { ident, isIdentifier, member, optionalName, propertyName, quoted } from "./identifier.ts";
export { literal, regularExpression, templateText } from "./literal.ts";
export { argumentsOf, arrayOf, chain, objectOf, union } from "./list.ts";
export { createImports, type Imports } from "./imports.ts";
export { nameScope, type NameScope } from "./scope.ts";
export { print } from "./print.ts";
