import { createRequire } from "node:module";
import type { EngineInfo } from "../../../command/index.ts";

/** PGlite 0.5 is PostgreSQL 18; the exact version is known once it runs. */
const MAJOR = 18;

/** What PGlite is, when its optional package is installed. */
export function pgliteInfo(): EngineInfo | undefined {
  try {
    createRequire(import.meta.url).resolve("@electric-sql/pglite");
    return { kind: "pglite", major: MAJOR, version: String(MAJOR) };
  } catch {
    return undefined;
  }
}
