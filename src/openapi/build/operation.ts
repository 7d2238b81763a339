import type { Operation, SecurityRequirement, Server } from "../model.ts";
import { extensionsOf, flagOf, listOf, textOf, type Reader } from "../reading/index.ts";
import { member, placeOf, type Cursor } from "../refs/index.ts";
import type { Dialect, Parts } from "./dialect.ts";
import { mergeParameters } from "./parameter-list.ts";
import { parameterNames, segmentsOf } from "./path.ts";
import { matchTemplate } from "./path-parameters.ts";
import { readResponses } from "./responses.ts";
import { readSecurity, textsOf } from "./security.ts";
import { readServers } from "./servers.ts";

/** An operation whose id, unresolved references and callbacks are set when all have been read. */
export type OperationDraft = { -readonly [Key in keyof Operation]: Operation[Key] };

/** What all operations of a document share. */
export interface Surroundings {
  readonly dialect: Dialect;
  readonly parts: Parts;
  readonly security: readonly SecurityRequirement[];
}

export interface OperationSite extends Surroundings {
  readonly cursor: Cursor;
  readonly method: string;
  readonly path: string;
  /** Parameters and servers of the path item. */
  readonly sharedParameters: readonly Cursor[];
  readonly sharedServers: readonly Server[];
  /** True where the path is a template: not at webhooks and callbacks. */
  readonly isRouted: boolean;
}

/** Reads one operation; id, callbacks and unresolved references come later. */
export function readOperation(reader: Reader, site: OperationSite): OperationDraft {
  const { cursor, method, path, dialect, parts } = site;
  const segments = site.isRouted ? segmentsOf(path) : [];
  const { parameters, body } = dialect.inputs(reader, {
    operation: cursor,
    parameters: mergeParameters(reader, listOf(reader, cursor, "parameters"), site.sharedParameters),
    parts,
  });
  const names = parameterNames(segments);
  return {
    id: "",
    operationId: textOf(reader, cursor, "operationId"),
    method,
    path,
    segments,
    tags: textsOf(member(cursor, "tags")),
    summary: textOf(reader, cursor, "summary"),
    description: textOf(reader, cursor, "description"),
    deprecated: flagOf(reader, cursor, "deprecated") ?? false,
    parameters: site.isRouted ? matchTemplate(reader, { cursor, names }, parameters) : parameters,
    body,
    responses: readResponses(reader, { operation: cursor, dialect, parts }),
    security: readSecurity(reader, cursor) ?? site.security,
    servers: serversOf(reader, site),
    callbacks: [],
    extensions: extensionsOf(cursor),
    place: placeOf(cursor),
    unresolved: [],
  };
}

function serversOf(reader: Reader, { cursor, sharedServers }: OperationSite): readonly Server[] {
  const own = readServers(reader, cursor);
  return own.length > 0 ? own : sharedServers;
}
