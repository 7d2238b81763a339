import { createImports } from "../../typescript/index.ts";
import { managedFile, templateFile, type GeneratedFile } from "../file.ts";
import type { Group, Plan } from "../plan/index.ts";
import { operationTests } from "./operation-tests.ts";
import { setupFile } from "./setup.ts";
import { TESTING } from "./template.ts";

/** `test/users.test.ts` for each handler file, `test/setup.ts` with the application under test, and what sends the requests. */
export function testFiles(plan: Plan): readonly GeneratedFile[] {
  if (plan.options.tests !== true || plan.operations.length === 0) return [];
  const templates = [...TESTING].map(([template, path]) =>
    templateFile(path, plan.options.templates.get(template) ?? ""),
  );
  return [...templates, setupFile(plan), ...plan.groups.map((group) => groupFile(group, plan))];
}

/** Managed: it follows the document. Tests of one's own stand in files of one's own. */
function groupFile(group: Group, plan: Plan): GeneratedFile {
  const imports = createImports();
  const names = {
    describe: imports.value("node:test", "describe"),
    test: imports.value("node:test", "test"),
    ask: imports.value("./setup.js", "ask"),
    assertServed: imports.value("./api.js", "assertServed"),
    assertStatus: imports.value("./api.js", "assertStatus"),
    withoutKeys: imports.value("./api.js", "withoutKeys"),
  };
  const tests = group.operations.map((operation) => operationTests(operation, plan, names));
  return managedFile(`test/${group.name}.test.ts`, imports, tests);
}
