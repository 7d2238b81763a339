import { columnRule } from "../own-tables.ts";

/** Columns whose names promise secrets or personal data, in tables without row security. */
export const columnSensitive = columnRule({ code: "column-sensitive", optional: true }, (column, table) =>
  !table.rowSecurity && SENSITIVE.test(column.name) ? { severity: "info", evidence: {} } : undefined,
);

const SENSITIVE =
  /(?:^|_)(?:password|passwd|secret|api_?key|access_token|refresh_token|private_key|ssn|social_security|credit_card|card_number|cvv|iban|passport|tax_id|health|diagnosis)(?:_|$)/i;
