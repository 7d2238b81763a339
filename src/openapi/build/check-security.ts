import type { ApiModel, Operation } from "../model.ts";
import { note, type Reader } from "../reading/index.ts";
import type { Cursor } from "../refs/index.ts";

/** Notes requirements that name a scheme which the document does not describe: nobody can fulfil them. */
export function checkSecurity(
  reader: Reader,
  root: Cursor,
  model: Pick<ApiModel, "operations" | "securitySchemes">,
): void {
  for (const operation of model.operations)
    for (const scheme of new Set(operation.security.flat().map((requirement) => requirement.scheme)))
      if (!model.securitySchemes.has(scheme)) sayUnknown(reader, root, { operation, scheme });
}

interface Unknown {
  readonly operation: Operation;
  readonly scheme: string;
}

function sayUnknown(reader: Reader, root: Cursor, { operation, scheme }: Unknown): void {
  const { file, pointer } = operation.place;
  const cursor = { ...root, pointer, scope: { ...root.scope, file } };
  note(reader, cursor, { code: "security-scheme-undeclared", severity: "error", evidence: { scheme } });
}
