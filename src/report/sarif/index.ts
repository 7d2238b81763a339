// Findings as SARIF 2.1.0, which code scanning services read.
// Belongs here: the form of the document. Does not: which findings, and their sentences.
export { sarifText, type SarifResult } from "./document.ts";
