// A database as a readonly model: tables, columns, keys, indexes, row estimates; and the session through which it is read.
// Belongs here: facts of a database's catalogue. Does not: opinions about them (advice), changes to them (diff, ledger).
export type { ConnectionTarget, Databases, Row, Session, SessionOptions, SqlError } from "./session.ts";
