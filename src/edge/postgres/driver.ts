import { errors } from "../../kit/index.ts";

export type Driver = Pick<typeof import("pg"), "Client" | "types">;

/** The optional package `pg`, loaded when the first session is opened. Error: `database-driver-missing`. */
export async function loadDriver(): Promise<Driver> {
  try {
    return await import("pg");
  } catch (cause) {
    throw errors.database.driverMissing({ driver: "pg", engine: "PostgreSQL" }, cause);
  }
}
