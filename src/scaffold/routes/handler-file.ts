import {
  code,
  ident,
  joined,
  createImports,
  type Imports,
  jsDoc,
  lines,
  literal,
  type Fragment,
} from "../../typescript/index.ts";
import { onceFile, type GeneratedFile } from "../file.ts";
import { summaryOf, type Group, type OperationPlan } from "../plan/index.ts";

/** What a handler takes in a framework: `req, res`; and the same as the arguments of `notImplemented`. */
export interface StubForm {
  readonly parameters: string;
  readonly told: string;
}

/** `routes/users.ts`: a stub per operation that answers 501. Written once; then it is the user's. */
export function handlerFile(group: Group, form: StubForm): GeneratedFile {
  const imports = createImports();
  const stubs = group.operations.map((operation) => stub(operation, form, imports));
  return { ...onceFile(`routes/${group.name}.ts`, imports, stubs), group: group.name };
}

function stub(plan: OperationPlan, form: StubForm, imports: Imports): Fragment {
  const { operation, id } = plan;
  const handlers = imports.type("../types/api.js", "Handlers");
  const unwritten = imports.value("../middleware/errors.js", "notImplemented");
  return lines([
    jsDoc([describe(plan), ...operation.unresolved.map(({ ref }) => `Not served: ${ref} resolves to nothing.`)]),
    arrow(
      code`export const ${ident(id)}: ${handlers}[${literal(id)}] = async (${names(form.parameters)}) =>`,
      code`${unwritten}(${names(form.told)});`,
    ),
  ]);
}

const names = (list: string): Fragment => joined(list.split(", ").map(ident), ", ");

const arrow = (head: Fragment, body: Fragment): Fragment =>
  head.width + body.width < 120
    ? code`${head} ${body}`
    : code`
        ${head}
          ${body}
      `;

function describe({ operation }: OperationPlan): string {
  const statuses = operation.responses.map(({ status }) => status).join(", ");
  const title =
    operation.summary === undefined ? summaryOf(operation) : `${summaryOf(operation)}: ${operation.summary.trim()}`;
  return statuses === "" ? title : `${title.replace(/\.$/, "")}. Answers ${statuses}.`;
}
