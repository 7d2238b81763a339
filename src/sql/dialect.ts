/** The SQL that a text is written in. */
export type Dialect = "postgresql";
