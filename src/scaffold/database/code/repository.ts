import { code, createImports, isEmpty, lines, literal, type Fragment } from "../../../typescript/index.ts";
import { managedFile, type GeneratedFile } from "../../file.ts";
import type { ColumnPlan } from "../plan/index.ts";
import type { ResourceContext } from "./context.ts";
import { includeCode, moduleOf, neighbours } from "./include.ts";
import { itemCode } from "./item.ts";
import { listCode } from "./list.ts";
import { selection } from "./sql.ts";
import { fieldsTable, visibleFunction } from "./visible.ts";
import { writeCode } from "./write.ts";

/** `repositories/orders.ts`: every statement that reads or writes the table. */
export function repositoryFile(given: Omit<ResourceContext, "imports">): GeneratedFile {
  const context: ResourceContext = { ...given, imports: createImports() };
  const modules = neighbours(context).map(
    (other) => code`import * as ${moduleOf(other)} from ${literal(`./${other.segment}.js`)};`,
  );
  const body = [
    lines(modules),
    columnsConstant(context),
    visibleFunction(context),
    ...listCode(context),
    ...itemCode(context),
    ...writeCode(context),
    ...includeCode(context),
    fieldsTable(context),
  ].filter((part) => !isEmpty(part));
  return managedFile(`repositories/${context.resource.segment}.ts`, context.imports, body);
}

function columnsConstant(context: ResourceContext): Fragment {
  const { columns } = context.resource;
  const secrets = columns.filter(({ role }) => role === "secret");
  return code`
    /** What an answer carries of a row.${secretNote(secrets)} */
    export const COLUMNS = \`
      ${selection(context.resource)}\`;
  `;
}

const secretNote = (secrets: readonly ColumnPlan[]): Fragment =>
  secrets.length === 0 ? code`` : code` Columns that hold secrets are left out.`;
