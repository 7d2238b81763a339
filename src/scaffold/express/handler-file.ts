import {
  code,
  ident,
  createImports,
  type Imports,
  jsDoc,
  lines,
  literal,
  type Fragment,
} from "../../typescript/index.ts";
import { onceFile, type GeneratedFile } from "../file.ts";
import { summaryOf, type Group, type OperationPlan } from "../plan/index.ts";

/** `routes/users.ts`: a stub per operation that answers 501. Written once; then it is the user's. */
export function handlerFile(group: Group): GeneratedFile {
  const imports = createImports();
  const stubs = group.operations.map((operation) => stub(operation, imports));
  return onceFile(`routes/${group.name}.ts`, imports, stubs);
}

function stub(plan: OperationPlan, imports: Imports): Fragment {
  const { operation, id } = plan;
  const handlers = imports.type("../types/api.js", "Handlers");
  const unwritten = imports.value("../middleware/errors.js", "notImplemented");
  return lines([
    jsDoc([describe(plan), ...operation.unresolved.map(({ ref }) => `Not served: ${ref} resolves to nothing.`)]),
    arrow(
      code`export const ${ident(id)}: ${handlers}[${literal(id)}] = async (req, res) =>`,
      code`${unwritten}(req, res);`,
    ),
  ]);
}

const arrow = (head: Fragment, body: Fragment): Fragment =>
  head.width + body.width < 120 ? code`${head} ${body}` : code`${head}\n  ${body}`;

function describe({ operation }: OperationPlan): string {
  const statuses = operation.responses.map(({ status }) => status).join(", ");
  const title =
    operation.summary === undefined ? summaryOf(operation) : `${summaryOf(operation)}: ${operation.summary.trim()}`;
  return statuses === "" ? title : `${title.replace(/\.$/, "")}. Answers ${statuses}.`;
}
