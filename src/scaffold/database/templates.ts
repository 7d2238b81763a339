import type { FrameworkName } from "../options.ts";

/** A template file below `templates/scaffold/database/`, and where it goes below the source root. */
export interface DatabaseTemplate {
  readonly template: string;
  readonly path: string;
  readonly ownership: "managed" | "once";
}

const managed = (path: string): DatabaseTemplate => ({ template: path, path, ownership: "managed" });

const SHARED: readonly DatabaseTemplate[] = [
  { template: "database/db.ts", path: "database/db.ts", ownership: "once" },
  ...["arrival", "errors", "page", "query", "relations", "version"].map((name) => managed(`database/${name}.ts`)),
];

/** The templates that code from a database needs; what depends on the framework lies in a folder of its name. */
export function databaseTemplates(framework: FrameworkName): readonly DatabaseTemplate[] {
  const own = (path: string, ownership: DatabaseTemplate["ownership"]): DatabaseTemplate => ({
    template: `${framework}/${path}`,
    path,
    ownership,
  });
  return [...SHARED, own("database/request.ts", "managed"), own("server.ts", "once"), own("test/api.ts", "once")];
}
