/** The SQL that a text is written in. `generic`: of a server that nobody named, read so that most of them agree. */
export type Dialect = ServerDialect | "mysql" | "generic";

/** The SQL of a server that statements are made for and run on. */
export type ServerDialect = "postgresql";
