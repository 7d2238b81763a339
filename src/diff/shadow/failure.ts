import type { SqlError } from "../../catalog/index.ts";
import { isBackwrightError, isRecord } from "../../kit/index.ts";

/** Runs something on the server and answers the server's refusal; anything else (a lost connection, a bug) is thrown. */
export async function refusalOf(work: () => Promise<unknown>): Promise<SqlError | null> {
  try {
    await work();
    return null;
  } catch (failure) {
    if (isBackwrightError(failure) && failure.code === "database-query-failed" && isSqlError(failure.cause))
      return failure.cause;
    throw failure;
  }
}

const isSqlError = (value: unknown): value is SqlError =>
  isRecord(value) && typeof value["sqlState"] === "string" && typeof value["message"] === "string";
