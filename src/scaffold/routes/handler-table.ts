import { code, ident, createImports, lines, literal, propertyName, type Fragment } from "../../typescript/index.ts";
import { managedFile, type GeneratedFile } from "../file.ts";
import type { Plan } from "../plan/index.ts";

/** `routes/index.ts`: the handlers of all files in one object. A handler that is missing in its file is an error here. */
export function handlerTable(plan: Plan): GeneratedFile {
  const imports = createImports();
  const handlers = imports.type("../types/api.js", "Handlers");
  const modules = plan.groups.map(
    ({ alias, name }) => code`import * as ${ident(alias)} from ${literal(`./${name}.js`)};`,
  );
  const table = code`
    /** Every operation with the handler that serves it. An error here names a handler that is missing or does not fit. */
    export const handlers: ${handlers} = {
      ${plan.groups.flatMap(members)}
    };
  `;
  return managedFile("routes/index.ts", imports, modules.length === 0 ? [table] : [lines(modules), table]);
}

function members({ alias, operations }: Plan["groups"][number]): readonly Fragment[] {
  return operations.map(({ id }) => code`${propertyName(id)}: ${ident(alias)}.${ident(id)},`);
}
