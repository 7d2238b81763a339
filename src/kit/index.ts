// Words without a subject: errors, findings, names, ordering, durations, tables, JSON values.
// Nothing here knows what an API, a database or a load test is.
export { BackwrightError, isBackwrightError, type ErrorFacts, type ExitCode } from "./errors/error.ts";
export { errors, errorCatalogue } from "./errors/catalogue.ts";
export type { ErrorEntry } from "./errors/define.ts";
export type { Finding, Severity, Subject } from "./finding.ts";
export { camelCase, kebabCase, pascalCase, snakeCase, splitWords, titleCase } from "./names.ts";
export { pluralize, singularize } from "./plural.ts";
export { byKey, compareText, sortedBy, uniqueBy, groupBy } from "./order.ts";
export { formatDuration, parseDuration } from "./duration.ts";
export { formatCount, formatDecimal, formatBytes, formatPercent } from "./number.ts";
export { textTable, type TextColumn } from "./table.ts";
export { shellLine } from "./shell.ts";
export { indent, safeLine, safeText, wellFormed, withoutPasswords, wrapText } from "./text.ts";
export { isRecord, isJsonArray, isJsonObject, jsonText, type JsonObject, type JsonValue } from "./json.ts";
export { nearest } from "./nearest.ts";
export { assertNever, isDefined } from "./assert.ts";
export { paint, type Look, type Paint } from "./look.ts";
