// Generated TypeScript as JavaScript with JSDoc types. Belongs here: syntax with its types taken out → the same types in comments,
// and how files are called. Does not: what is generated (the other rooms of scaffold), and what a user may keep (keep).
export { endingOf, inJavaScript, inLanguage, type Language } from "./files.ts";
export { javascriptOf } from "./module.ts";
