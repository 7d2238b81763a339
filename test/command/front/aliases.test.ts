import { describe, expect, test } from "vitest";
import { rewriteAlias } from "../../../src/command/front/index.ts";

describe("rewriteAlias", () => {
  test.each([
    [
      "api-scaffolder",
      "openapi.yaml --framework express --output src/routes/",
      "scaffold openapi.yaml --framework express --out src/routes/",
    ],
    ["api-scaffolder", "src/routes/ --generate-spec --output=openapi.yaml", "spec src/routes/ --out=openapi.yaml"],
    [
      "api-scaffolder",
      "--from-db postgres://localhost/mydb --output src/routes/",
      "scaffold --from-db postgres://localhost/mydb --out src/routes/",
    ],
    [
      "api-scaffolder",
      "my-api --type rest --stack express-typescript",
      "new my-api --type rest --stack express-typescript",
    ],
    ["database-migration-tool", "--connection postgres://h/d --analyze", "db analyze --connection postgres://h/d"],
    ["database-migration-tool", "old.sql --compare new.sql", "db diff old.sql new.sql"],
    [
      "database-migration-tool",
      "--connection u --migrate m/a.sql --dry-run",
      "db migrate --connection u --file m/a.sql --dry-run",
    ],
    ["database-migration-tool", "create add_user_table", "db create add_user_table"],
    ["database-migration-tool", "rollback --steps 2", "db rollback --steps 2"],
    [
      "api-load-tester",
      "http://localhost:1/ --output json --save a.json",
      "load http://localhost:1/ --format json --save a.json",
    ],
    ["api-load-tester", "http://a/ --compare baseline.json", "load compare http://a/ baseline.json"],
    ["api-load-tester", "--compare baseline.json http://a/ --rate 5", "load compare http://a/ --rate 5 baseline.json"],
    ["api-load-tester", "http://a/ --compare=b.json --rate 5", "load compare http://a/ --rate 5 b.json"],
    ["api-load-tester", "http://a/ http://b/ --compare --rate 5", "load compare http://a/ http://b/ --rate 5"],
    ["api-load-tester", "--compare http://a/ http://b/", "load compare http://a/ http://b/"],
    ["backwright", "load http://a/ http://b/ --compare", "load compare http://a/ http://b/"],
    ["backwright", "load compare http://a/ --compare", "load compare http://a/ --compare"],
    [
      "backend-decision-engine",
      "--platform-team true --needs-admin-panel false",
      "decide --platform-team --no-needs-admin-panel",
    ],
    ["backwright", "load http://localhost:1/ --output x", "load http://localhost:1/ --output x"],
  ])("%s %s", (bin, words, expected) => {
    expect(rewriteAlias(bin, words.split(" ")).join(" ")).toBe(expected);
  });
});
