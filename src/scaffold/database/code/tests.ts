import { code, createImports, literal, type Fragment } from "../../../typescript/index.ts";
import { onceFile, type GeneratedFile } from "../../file.ts";
import type { ResourcePlan } from "../plan/index.ts";

/** `test/orders.test.ts`: reads through the API, with the rows that the database of `DATABASE_URL` has. Written once. */
export function testFile(resource: ResourcePlan): GeneratedFile {
  const imports = createImports();
  const names = {
    test: imports.value("node:test", "test"),
    assert: imports.defaultValue("node:assert/strict", "assert"),
    options: imports.value("./api.js", "options"),
    ask: imports.value("./api.js", "ask"),
  };
  const path = literal(`/${resource.segment}`);
  const paged = resource.key.length === 0 ? [] : [walkTest(path, names), cursorTest(path, names)];
  return onceFile(`test/${resource.segment}.test.ts`, imports, [
    ...paged,
    parameterTest(path, names),
    strangerTest(path, names),
  ]);
}

interface Names {
  readonly test: Fragment;
  readonly assert: Fragment;
  readonly options: Fragment;
  readonly ask: Fragment;
}

function walkTest(path: Fragment, { test, assert, options, ask }: Names): Fragment {
  return code`
    ${test}("pages follow each other without a row lost or twice", ${options}, async () => {
      const whole = await ${ask}(${path} + "?limit=6");
      ${assert}.equal(whole.status, 200);
      const first = await ${ask}(${path} + "?limit=3");
      const cursor = first.body.meta.nextCursor;
      const second = cursor === null ? [] : (await ${ask}(${path} + "?limit=3&cursor=" + cursor)).body.data;
      ${assert}.deepEqual([...first.body.data, ...second], whole.body.data);
    });
  `;
}

function cursorTest(path: Fragment, { test, assert, options, ask }: Names): Fragment {
  return code`
    ${test}("a cursor that nobody has given out answers 400", ${options}, async () => {
      ${assert}.equal((await ${ask}(${path} + "?cursor=bm8")).status, 400);
    });
  `;
}

function parameterTest(path: Fragment, { test, assert, options, ask }: Names): Fragment {
  return code`
    ${test}("a parameter that nobody knows answers 400", ${options}, async () => {
      ${assert}.equal((await ${ask}(${path} + "?no-such-parameter=1")).status, 400);
    });
  `;
}

function strangerTest(path: Fragment, { test, assert, options, ask }: Names): Fragment {
  return code`
    ${test}("somebody without credentials is answered 401", ${options}, async () => {
      ${assert}.equal((await ${ask}(${path}, {})).status, 401);
    });
  `;
}
