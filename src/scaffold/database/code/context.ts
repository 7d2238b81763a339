import type { Imports } from "../../../typescript/index.ts";
import type { ResourcePlan } from "../plan/index.ts";

/** One operation as the contract layer names it. */
export interface OperationNames {
  readonly id: string;
  readonly requestType: string;
}

export type Verb = "list" | "get" | "create" | "update" | "delete";

/** What the code of one resource is made from. */
export interface ResourceContext {
  readonly resource: ResourcePlan;
  readonly all: readonly ResourcePlan[];
  readonly imports: Imports;
  /** The operations of the resource as the contract layer names them. */
  readonly operations: ReadonlyMap<Verb, OperationNames>;
}

export const TYPES = "../types/api.js";
export const DB = "../database/db.js";
export const ERRORS = "../database/errors.js";
export const PAGE = "../database/page.js";
export const RELATIONS = "../database/relations.js";
export const VERSION = "../database/version.js";
export const POLICY = "../policy.js";

export const resourceOf = (segment: string, all: readonly ResourcePlan[]): ResourcePlan | undefined =>
  all.find((resource) => resource.segment === segment);
