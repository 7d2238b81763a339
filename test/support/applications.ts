import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readAliases, readApplication, type ApplicationFacts } from "../../src/typescript/routes/index.ts";

/** Applications of strangers as we would write them, a family of constructs each, with the routes that they serve. */
export const APPLICATIONS = join(import.meta.dirname, "..", "fixtures", "applications");

export interface ExpectedRoute {
  readonly method: string;
  readonly path: string;
  readonly hasBody: boolean;
  readonly isUnresolved: boolean;
  readonly statuses: readonly string[];
  /** Those that are read: `-404` is sent and not read, `+204` is read and never sent. */
  readonly readStatuses: readonly string[];
}

export const applicationNames = (): readonly string[] => readdirSync(APPLICATIONS).toSorted();

/** `POST /users body 201 400`, a line each. */
export function expectedRoutes(name: string): readonly ExpectedRoute[] {
  const lines = readFileSync(join(APPLICATIONS, name, "routes.txt"), "utf8").split("\n");
  return lines
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => {
      const [method = "", path = "", ...words] = line.split(" ");
      const numbers = (pattern: RegExp): readonly string[] =>
        words
          .filter((word) => pattern.test(word))
          .map((word) => word.replace(/^[-+]/, ""))
          .toSorted();
      return {
        method,
        path,
        hasBody: words.includes("body"),
        isUnresolved: words.includes("unresolved"),
        statuses: numbers(/^-?\d{3}$/),
        readStatuses: numbers(/^\+?\d{3}$/),
      };
    });
}

/** An application's facts, read from a folder without the command. */
export function readFolder(root: string): ApplicationFacts {
  const names = readdirSync(root, { recursive: true, encoding: "utf8" }).map((name) => name.replaceAll("\\", "/"));
  const files = new Map(
    names
      .filter((name) => /\.(?:[cm]?[jt]sx?|json)$/.test(name))
      .toSorted()
      .map((name) => [name, readFileSync(join(root, name), "utf8")]),
  );
  const aliases = [...files].flatMap(([name, text]) =>
    /(?:^|\/)(?:tsconfig|package)\.json$/.test(name) ? readAliases(name, text) : [],
  );
  return readApplication({ files, aliases });
}
