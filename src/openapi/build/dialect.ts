import type { Parameter, RequestBody, Response } from "../model.ts";
import type { Once, Reader } from "../reading/index.ts";
import type { Cursor } from "../refs/index.ts";

/** What an operation takes. */
export interface Inputs {
  readonly parameters: readonly Parameter[];
  readonly body: RequestBody | undefined;
}

/** Shared parts that were read already. */
export interface Parts {
  readonly parameters: Once<Parameter | undefined>;
  readonly bodies: Once<RequestBody>;
  readonly responses: Once<Omit<Response, "status">>;
}

/** Where the versions differ inside an operation. */
export interface Dialect {
  readonly inputs: (reader: Reader, site: InputSite) => Inputs;
  readonly response: (reader: Reader, site: ResponseSite) => Omit<Response, "status">;
}

export interface InputSite {
  readonly operation: Cursor;
  /** The parameter objects, those of the path among them. */
  readonly parameters: readonly Cursor[];
  readonly parts: Parts;
}

export interface ResponseSite {
  readonly operation: Cursor;
  readonly cursor: Cursor;
  readonly parts: Parts;
}

/** No shared part has been read yet. */
export function createParts(): Parts {
  return { parameters: new Map(), bodies: new Map(), responses: new Map() };
}
