// The project into which code is generated: how its imports end, which framework it has. Belongs here: package.json and
// tsconfig.json as facts → style and findings. Does not: finding and reading those files (commands), what is generated.
export { importStyle, type ImportStyle, type TargetFacts } from "./import-style.ts";
export { readJsonWithComments } from "./json.ts";
export { styled } from "./styled.ts";
export { javascriptFindings, libraryFindings, targetFindings } from "./findings.ts";
