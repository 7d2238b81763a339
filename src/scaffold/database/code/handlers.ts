import {
  arrayOf,
  code,
  createImports,
  ident,
  jsDoc,
  lines,
  literal,
  member,
  objectOf,
  type Fragment,
} from "../../../typescript/index.ts";
import { onceFile, type GeneratedFile } from "../../file.ts";
import type { FrameworkName } from "../../options.ts";
import type { ResourcePlan } from "../plan/index.ts";
import { moduleOf } from "./include.ts";
import { POLICY, TYPES, VERSION, type ResourceContext, type Verb } from "./context.ts";

const REQUEST = "../database/request.js";
const QUERY = "../database/query.js";

/** A handler that a file holds. */
export interface HandlerPlan {
  readonly context: Omit<ResourceContext, "imports">;
  readonly verb: Verb;
  readonly id: string;
}

/** `routes/orders.ts`: who may, then the repository, then the answer. The user's own from then on. */
export function handlersFile(path: string, plans: readonly HandlerPlan[], framework: FrameworkName): GeneratedFile {
  const imports = createImports();
  const resources = [...new Map(plans.map(({ context: { resource } }) => [resource.segment, resource])).values()];
  const repositories = resources.map(
    (resource) => code`import * as ${moduleOf(resource)} from ${literal(`../repositories/${resource.segment}.js`)};`,
  );
  const handlers = plans.map(({ verb, id, context }) => handler(verb, { id, framework }, { ...context, imports }));
  return { ...onceFile(path, imports, [lines(repositories), ...handlers]), ownership: "merged" };
}

/** What a handler takes in a framework; its request is read from these by `arrivalOf`. */
const PARAMETERS: Readonly<Record<FrameworkName, Fragment>> = {
  express: code`req, res`,
  fastify: code`request, reply`,
  koa: code`ctx`,
};

interface Named {
  readonly id: string;
  readonly framework: FrameworkName;
}

function handler(verb: Verb, { id, framework }: Named, context: ResourceContext): Fragment {
  const { imports } = context;
  const parameters = PARAMETERS[framework];
  return lines([
    jsDoc([TITLES[verb]]),
    code`
      export const ${ident(id)}: ${imports.type(TYPES, "Handlers")}[${literal(id)}] = async (${parameters}) => {
        const { ${partsOf(verb, context)} } = ${imports.value(REQUEST, "arrivalOf")}(${parameters});
        ${BODIES[verb](context)}
      };
    `,
  ]);
}

/** A row without a key has no address that could be answered. */
const partsOf = (verb: Verb, { resource }: ResourceContext): Fragment =>
  verb === "create" && resource.key.length === 0 ? PARTS.update : PARTS[verb];

const PARTS: Readonly<Record<Verb, Fragment>> = {
  list: code`input, auth, url, meta`,
  get: code`input, auth, meta`,
  create: code`input, auth, url, meta`,
  update: code`input, auth, meta`,
  delete: code`input, auth`,
};

const TITLES: Readonly<Record<Verb, string>> = {
  list: "A page of rows.",
  get: "One row.",
  create: "A new row.",
  update: "Changes of a row.",
  delete: "A row less.",
};

const BODIES: Readonly<Record<Verb, (context: ResourceContext) => readonly Fragment[]>> = {
  list: listBody,
  get: getBody,
  create: createBody,
  update: updateBody,
  delete: deleteBody,
};

function allowed({ resource, imports }: ResourceContext, action: string): Fragment {
  return code`const access = ${imports.value(POLICY, "allowed")}(auth, ${literal(resource.segment)}, ${literal(action)});`;
}

/** Included rows are of another resource, of which somebody may see less. */
function includable({ resource, imports }: ResourceContext): readonly Fragment[] {
  if (resource.relations.length === 0) return [];
  const check = imports.value(POLICY, "allowed");
  return [
    code`for (const name of input.query.include ?? []) ${check}(auth, ${moduleOf(resource)}.RELATIONS[name], "list");`,
  ];
}

function listBody(context: ResourceContext): readonly Fragment[] {
  const { imports } = context;
  const rows = moduleOf(context.resource);
  return [
    code`${imports.value(QUERY, "onlyKnown")}(url, ${rows}.PARAMETERS);`,
    allowed(context, "list"),
    ...includable(context),
    code`const page = await ${rows}.list(input.query, access);`,
    code`return { status: 200, body: { data: page.rows, meta: { ...meta, nextCursor: page.nextCursor } } };`,
  ];
}

const missing = ({ resource, imports }: ResourceContext): Fragment =>
  code`${imports.value(VERSION, "notFound")}(${literal(resource.segment)})`;

function getBody(context: ResourceContext): readonly Fragment[] {
  const { resource } = context;
  const include = resource.relations.length === 0 ? code`` : code`, input.query.include`;
  return [
    allowed(context, "read"),
    ...includable(context),
    code`const found = await ${moduleOf(resource)}.find(input.params, access${include});`,
    code`if (found === undefined) throw ${missing(context)};`,
    ...freshness(context),
    code`return { status: 200, ${headers(resource)}body: { data: found.row, meta } };`,
  ];
}

const headers = ({ hasVersion }: ResourcePlan): Fragment => (hasVersion ? code`headers, ` : code``);

/** A version tells nothing of included rows, so that an answer with them has none. */
function freshness({ resource: { hasVersion, relations }, imports }: ResourceContext): readonly Fragment[] {
  if (!hasVersion) return [];
  const known = imports.value(VERSION, "isKnown");
  const etag = code`found.etag === undefined ? {} : { etag: found.etag }`;
  const value =
    relations.length === 0
      ? etag
      : code`found.etag === undefined || input.query.include !== undefined ? {} : { etag: found.etag }`;
  return [
    code`const headers: { etag?: string } = ${value};`,
    code`if (${known}(input.headers["if-none-match"], headers.etag)) return { status: 304, headers };`,
  ];
}

function createBody(context: ResourceContext): readonly Fragment[] {
  const { resource } = context;
  const location =
    resource.key.length === 0
      ? []
      : [
          code`location: \`\${url.split("?")[0]}/\${${arrayOf(keyValues(resource))}.map(encodeURIComponent).join("/")}\``,
        ];
  const etag = resource.hasVersion ? [code`...(made.etag === undefined ? {} : { etag: made.etag })`] : [];
  const parts = [...location, ...etag];
  const all = parts.length === 0 ? code`` : code`headers, `;
  return [
    allowed(context, "create"),
    code`const made = await ${moduleOf(resource)}.create(input.body, access);`,
    ...(parts.length === 0 ? [] : [code`const headers = ${objectOf(parts)};`]),
    code`return { status: 201, ${all}body: { data: made.row, meta } };`,
  ];
}

const keyValues = ({ key }: ResourcePlan): readonly Fragment[] =>
  key.map(({ property }) => code`made.row${member(property)}`);

function updateBody(context: ResourceContext): readonly Fragment[] {
  const { resource } = context;
  return [
    allowed(context, "update"),
    code`const found = await ${moduleOf(resource)}.update(input.params, input.body, access${ifMatch(resource)});`,
    code`if (found === undefined) throw ${missing(context)};`,
    ...(resource.hasVersion ? [code`const headers = found.etag === undefined ? {} : { etag: found.etag };`] : []),
    code`return { status: 200, ${headers(resource)}body: { data: found.row, meta } };`,
  ];
}

function deleteBody(context: ResourceContext): readonly Fragment[] {
  return [
    allowed(context, "delete"),
    code`if (!(await ${moduleOf(context.resource)}.remove(input.params, access${ifMatch(context.resource)}))) throw ${missing(context)};`,
    code`return { status: 204 };`,
  ];
}

const ifMatch = ({ hasVersion }: ResourcePlan): Fragment => (hasVersion ? code`, input.headers["if-match"]` : code``);
