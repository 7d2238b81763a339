import type { Finding } from "../../kit/index.ts";
import type { GeneratedFile, Ownership } from "../file.ts";
import type { Generated, GeneratedOperation } from "../generate.ts";
import { hashOf } from "../keep/index.ts";
import { groupName, type OperationPlan, type Plan, type SchemaNames } from "../plan/index.ts";

/** A file as the last run made it. */
export interface RememberedFile {
  readonly path: string;
  readonly ownership: Ownership;
  /** Of `hashOf`. */
  readonly hash: string;
  /** The group of operations whose file it is. */
  readonly group?: string | undefined;
  /** Only where no base copy is kept. */
  readonly text?: string | undefined;
}

/** An operation with all names that were chosen for it. */
export interface RememberedOperation extends GeneratedOperation {
  /** Name of the handler file, without ending. */
  readonly group: string;
  /** The group that its tag asks for. */
  readonly wish: string;
  readonly requestType: string;
  readonly responsesType: string;
  readonly reader: string;
}

/** What a run knew when it had ended, as plain data. */
export interface Memory {
  readonly isSplit: boolean;
  readonly operations: readonly RememberedOperation[];
  readonly schemas: readonly SchemaNames[];
  readonly files: readonly RememberedFile[];
  readonly basePath: string;
  readonly securitySchemes: readonly string[];
  /** Those of the document and of the generator, with their places. */
  readonly findings: readonly Finding[];
}

/** What a later run needs to know of this one; `generated` has the files as they are written. */
export function memoryOf(plan: Plan, generated: Generated): Memory {
  const { basePath, securitySchemes, findings, operations } = generated;
  return {
    isSplit: plan.isSplit,
    operations: plan.operations.flatMap((planned, at) => remembered(planned, operations[at])),
    schemas: [...plan.schemas.values()],
    files: generated.files.map(fileOf),
    basePath,
    securitySchemes,
    findings,
  };
}

function remembered(planned: OperationPlan, listed: GeneratedOperation | undefined): readonly RememberedOperation[] {
  const { group, requestType, responsesType, reader, operation } = planned;
  return listed === undefined
    ? []
    : [{ ...listed, group, wish: groupName(operation), requestType, responsesType, reader }];
}

function fileOf({ path, ownership, text, group }: GeneratedFile): RememberedFile {
  const hash = hashOf(text);
  return {
    path,
    ownership,
    hash,
    ...(group === undefined ? {} : { group }),
    ...(ownership === "once" ? { text } : {}),
  };
}
