import {
  checkSecurity,
  createParts,
  openapi3,
  readOperations,
  readSecurity,
  readSecuritySchemes,
  readServers,
  readTags,
  readWebhooks,
  type OperationDraft,
  type Operations,
} from "./build/index.ts";
import { createChoice, pruned, type Choice, type ChosenParts } from "./choose/index.ts";
import type { ApiModel } from "./model.ts";
import { nameOperations } from "./naming/index.ts";
import { findingsOf, note, objectOf, textOf, type Reader } from "./reading/index.ts";
import { member, type Cursor } from "./refs/index.ts";
import { readNamedSchemas, reserveComponentNames, type NamedSchemas } from "./schemas/index.ts";
import { readHost, swagger2 } from "./swagger/index.ts";
import { unresolvedBehind } from "./unresolved.ts";

/** The model of documents that have been gathered. */
export function buildModel(reader: Reader, wishes: ChosenParts = { tags: [], paths: [] }): ApiModel {
  const { root } = reader.library;
  const isOld = reader.version === "2.0";
  reserveComponentNames(reader, root);
  const tags = readTags(reader, root);
  const choice = createChoice(wishes, tags);
  const parts = { ...readParts(reader, root, choice), servers: (isOld ? readHost : readServers)(reader, root) };
  const named = nameAndFinish(reader, parts.into);
  checkSecurity(reader, root, parts);
  sayDuplicateKeys(reader);
  sayUnmet(reader, root, choice);
  const { operations, webhooks, servers, securitySchemes } = parts;
  const whole = { ...named, securitySchemes, notes: reader.notes };
  const used = choice.isOpen ? whole : pruned(parts.into.reaches, whole);
  return {
    ...readHead(reader, root),
    servers,
    tags,
    operations,
    webhooks,
    schemas: used.schemas,
    securitySchemes: used.securitySchemes,
    findings: findingsOf(used.notes, reader.library),
  };
}

function readHead(
  reader: Reader,
  root: Cursor,
): Pick<ApiModel, "file" | "version" | "title" | "apiVersion" | "description"> {
  const info = objectOf(reader, root, "info") ?? { ...root, value: {} };
  return {
    file: reader.library.entry.file,
    version: reader.version,
    title: textOf(reader, info, "title") ?? "API",
    apiVersion: textOf(reader, info, "version") ?? "0.0.0",
    description: descriptionOf(reader, info),
  };
}

/** Some documents keep their description in a Markdown file beside them; it is not needed to read the rest. */
function descriptionOf(reader: Reader, info: Cursor): string | undefined {
  const field = member(info, "description");
  return field !== undefined && typeof field.value === "object" ? undefined : textOf(reader, info, "description");
}

function readParts(reader: Reader, root: Cursor, choice: Choice) {
  const isOld = reader.version === "2.0";
  const into: Operations = { drafts: [], reaches: new Map() };
  const dialect = isOld ? swagger2 : openapi3;
  const security = readSecurity(reader, root) ?? [];
  const site = { dialect, parts: createParts(), security, into, choice, opened: new Set<unknown>() };
  return {
    into,
    operations: readOperations(reader, root, { ...site, isRouted: true }),
    webhooks: readWebhooks(reader, root, { ...site, isRouted: false }),
    securitySchemes: readSecuritySchemes(reader, schemesArea(reader, root)),
  };
}

function schemesArea(reader: Reader, root: Cursor): Cursor | undefined {
  if (reader.version === "2.0") return objectOf(reader, root, "securityDefinitions");
  const components = objectOf(reader, root, "components");
  return components && objectOf(reader, components, "securitySchemes");
}

/** What needs all operations, or all schemas: unique ids, and which operations reach a reference that leads nowhere. */
function nameAndFinish(reader: Reader, { drafts, reaches }: Operations): NamedSchemas {
  for (const remark of nameOperations(drafts)) sayDuplicateId(reader, remark);
  const named = readNamedSchemas(reader);
  const unresolved = unresolvedBehind(named.reaches);
  for (const [draft, reach] of reaches) draft.unresolved = unresolved(reach);
  return named;
}

/** A tag or a path that was asked for and is not there may be a slip of the pen. */
function sayUnmet(reader: Reader, root: Cursor, choice: Choice): void {
  for (const { option, wish } of choice.unmet())
    note(reader, root, { code: "choice-matches-nothing", severity: "warning", evidence: { option, wish } });
}

interface DuplicateId {
  readonly operation: OperationDraft;
  readonly wanted: string;
  readonly given: string;
}

function sayDuplicateId(reader: Reader, { operation, wanted, given }: DuplicateId): void {
  const { file, pointer } = operation.place;
  const cursor = { ...reader.library.root, pointer: `${pointer}/operationId` };
  const evidence = { operationId: wanted, id: given };
  note(
    reader,
    { ...cursor, scope: { ...cursor.scope, file } },
    { code: "operation-id-duplicate", severity: "warning", evidence },
  );
}

function sayDuplicateKeys(reader: Reader): void {
  for (const document of reader.library.documents.values()) {
    if (document.duplicate === undefined) continue;
    const { file, duplicate: position } = document;
    const place = { file, pointer: "" };
    reader.notes.push({ code: "key-duplicate", severity: "warning", evidence: {}, place, position });
  }
}
