import type { Machine } from "../machine/machine.ts";
import { noteOfFunction } from "../frameworks/notes.ts";
import { lastArgs } from "../frameworks/mounts.ts";
import { isJsonObject } from "../../../kit/index.ts";
import type { FunctionValue, Schema, Value } from "../value.ts";
import { annotationsOf, returnSchema, type Annotated } from "./annotations.ts";
import { fastifyFacts, type FastifyFacts } from "./fastify-schema.ts";
import type { FlatRoute } from "./flatten.ts";
import { factsOfMiddleware, NOTHING, type MiddlewareFacts } from "./middleware.ts";
import type { ParameterFacts, RouteFacts, SecurityFacts, Unresolved } from "./model.ts";
import { templatesOf, type PathTemplate } from "./path.ts";
import { nameOf, nodes } from "../tree.ts";
import { placedRules } from "./express-validator.ts";
import { localFields } from "./passport.ts";
import type { Piece } from "./part.ts";
import { placeOf } from "./place.ts";
import { observe, type Seen } from "./record.ts";
import { refusalStatus } from "./refusal.ts";
import { bodyOf, expanded, parametersOf, partSchema, type Taken } from "./request.ts";
import { responsesOf, type Said } from "./respond.ts";
import { wordsOf } from "./words.ts";

/** A cache of what middleware was seen to do: it stands before many routes. */
export type Observed = Map<Value, Seen>;

/** One route as operations: one per method and per form of its path. */
export function routeFacts(machine: Machine, route: FlatRoute, observed: Observed): readonly RouteFacts[] {
  const gathered = gather(machine, route, observed);
  if (isRefusal(route, gathered) || isPassing(route, gathered)) return [];
  return templatesOf(route.path).flatMap((template) =>
    methodsOf(route).map((method) => operation(machine, { route, template, method, gathered })),
  );
}

/** `router.all(path, methodNotAllowed)` is what answers the methods that are not there. */
const isRefusal = ({ methods }: FlatRoute, { seen }: Gathered): boolean =>
  methods.includes("ALL") && seen?.answers.some(({ status }) => status === 405) === true;

/** `router.route(path).all(prepare)` hands on to the routes behind it. */
const isPassing = ({ methods }: FlatRoute, { seen }: Gathered): boolean =>
  methods.includes("ALL") && seen?.answers.length === 0 && seen.calls.some(({ source }) => source === "@next");

const ALL = ["GET", "POST", "PUT", "PATCH", "DELETE"];
const methodsOf = ({ methods }: FlatRoute): readonly string[] =>
  methods.flatMap((one) => (one === "ALL" ? ALL : [one]));

const NO_READS: Seen["reads"] = new Map();

interface Gathered {
  /** All that stands before the handler, and the handler. */
  readonly values: readonly Value[];
  readonly main: FunctionValue | undefined;
  readonly seen: Seen | undefined;
  readonly before: readonly Seen[];
  readonly middleware: readonly MiddlewareFacts[];
  readonly unresolved: readonly Unresolved[];
}

function gather(machine: Machine, route: FlatRoute, observed: Observed): Gathered {
  const own = route.options === undefined ? [] : hooksOf(route.options);
  const values = [...route.inherited, ...own, ...route.handlers];
  const main = functionsIn(route.handlers.at(-1))[0];
  const before = values.slice(0, -1).flatMap(functionsIn).filter(isMiddleware);
  const look = (one: FunctionValue): Seen => {
    const known = observed.get(one) ?? observe(machine, one, route.framework);
    observed.set(one, known);
    return known;
  };
  // First what stands before: it may put on the request what the handler calls.
  const looked = before.map(look);
  return {
    values,
    main,
    seen: main === undefined ? undefined : look(main),
    before: looked,
    middleware: values.slice(0, main === undefined ? undefined : -1).map(factsOfMiddleware),
    unresolved: main === undefined ? [lostHandler(machine, route)].flat() : [],
  };
}

/** Fastify's hooks of one route. */
const hooksOf = (options: Value): readonly Value[] =>
  ["onRequest", "preValidation", "preHandler"].flatMap((name) => {
    const value = options.kind === "object" ? options.properties.get(name) : undefined;
    if (value === undefined) return [];
    return value.kind === "array" ? value.items : [value];
  });

/** The functions in a handler: itself, or what a package's wrapper was given. */
function functionsIn(value: Value | undefined): readonly FunctionValue[] {
  if (value?.kind === "function") return [value];
  return value?.kind === "external" ? lastArgs(value).flatMap((one) => (one.kind === "function" ? [one] : [])) : [];
}

/** Error handlers take four arguments and are not in the way of a request; so do checks of a parameter, which begin with the request. */
const isMiddleware = ({ node }: FunctionValue): boolean => {
  const [first, ...more] = nodes(node, "params");
  return more.length < 3 || /^_*(?:req|request)$/.test(nameOf(first));
};

function lostHandler(machine: Machine, route: FlatRoute): readonly Unresolved[] {
  const last = route.handlers.at(-1);
  if (last === undefined || last.kind === "external" || last.kind === "native") return [];
  return [{ code: "route-handler-unresolved", what: last.kind, place: placeOf(machine, route.spot) }];
}

interface Work {
  readonly route: FlatRoute;
  readonly template: PathTemplate;
  readonly method: string;
  readonly gathered: Gathered;
}

function operation(machine: Machine, work: Work): RouteFacts {
  const { route, template, method, gathered } = work;
  const { main } = gathered;
  const annotated = annotationsOf(machine, main, route.types);
  const declared = fastifyFacts(machine, route.options);
  const all = takenBy(machine, gathered, new Map([...annotated.parts, ...declared.parts]));
  const parameters = template.parameters.map(({ name }) => name);
  const taken = { ...all, fields: placedRules(all.fields, { method, parameters }) };
  const body = bodyOf(machine, taken, method);
  const words = wordsOf(route.note ?? (main === undefined ? undefined : noteOfFunction(main)));
  return {
    method,
    path: template.path,
    framework: route.framework,
    place: placeOf(machine, route.spot),
    operationId: declared.operationId ?? nameOfHandler(main),
    summary: declared.summary ?? words.summary,
    description: declared.description ?? words.description,
    tags: declared.tags,
    deprecated: declared.deprecated || words.deprecated,
    parameters: [
      ...pathParameters(machine, template, taken),
      ...(["query", "header", "cookie"] as const).flatMap((part) => parametersOf(machine, taken, part)),
    ],
    body,
    responses: responsesOf(machine, saidBy(machine, work, { annotated, declared, hasBody: body !== undefined })),
    security: declared.security ?? securityOf(gathered),
    unresolved: [...gathered.unresolved, ...pathTrouble(machine, route, template)],
    isAssumed: route.isAssumed,
  };
}

interface Declared {
  readonly annotated: Annotated;
  readonly declared: FastifyFacts;
  readonly hasBody: boolean;
}

/** What the handler and all that stands before it answer. */
function saidBy(machine: Machine, { route, gathered }: Work, { annotated, declared, hasBody }: Declared): Said {
  const { main, seen, before, middleware } = gathered;
  const refusals = before
    .flatMap((one) => one.answers)
    .filter(({ status = 0, isLate }) => status >= 300 && status < 500 && !(status === 404 && isLate === true));
  const answers = [...refusals, ...(seen?.answers ?? [])];
  const refused = declared.refusal === undefined ? undefined : refusalStatus(machine, route.failure);
  const isRefused = answers.some(({ status }) => status === 401 || status === 403);
  return {
    answers,
    returned: seen?.returned ?? [],
    annotated: { ...annotated, answers: new Map([...annotated.answers, ...declared.answers]) },
    returnType: route.framework === "fastify" && main !== undefined ? returnSchema(machine, main) : undefined,
    statuses: [
      ...middleware.flatMap(({ statuses }) => statuses).filter((status) => status !== 413 || hasBody),
      ...declared.statuses.map((status) => (status === declared.refusal ? (refused ?? status) : status)),
      ...(hasChecks(gathered) ? [400] : []),
      ...(securityOf(gathered).some(({ isOptional, confidence }) => !isOptional && confidence === "guessed") &&
      !isRefused
        ? [401]
        : []),
    ],
    defaultStatus: route.handlers.at(-1)?.kind === "native" ? 301 : 200,
    alwaysAnswers: route.framework === "fastify",
  };
}

const nameOfHandler = (main: FunctionValue | undefined): string | undefined => {
  // What wraps a handler is not its name: `asyncHandler(list)`.
  const wrapped = main?.made?.args.find((one) => one.kind === "function");
  const name = (wrapped?.kind === "function" ? wrapped : main)?.name ?? "";
  return /^[A-Za-z_$][\w$]*$/.test(name) && !/^(?:handler|default|fn|anonymous|handle)$/.test(name) ? name : undefined;
};

/** A check answers 400 unless it is seen to answer otherwise. */
const hasChecks = ({ middleware, before }: Gathered): boolean =>
  !before.some(({ answers }) => answers.some(({ status }) => status === 400 || status === 422)) &&
  (middleware.some(({ validations, fields }) => validations.length + fields.length > 0) ||
    before.some(({ validations }) => validations.length > 0));

function takenBy(machine: Machine, { seen, before, middleware, values }: Gathered, typed: Taken["typed"]): Taken {
  const all = [...middleware, NOTHING];
  const seenChecks = [...before, ...(seen === undefined ? [] : [seen])].flatMap(({ validations }) => validations);
  // The same schema is seen in the middleware's code and in its arguments: the code says more about where it is used.
  const guessed = all.flatMap(({ validations }) => validations);
  const validations =
    seenChecks.length > 0
      ? [...seenChecks, ...guessed.filter((one) => !seenChecks.some(({ part }) => part === one.part))]
      : guessed;
  return {
    validations,
    fields: all.flatMap(({ fields }) => fields),
    typed,
    reads: new Map([...(seen?.reads ?? NO_READS), ...values.flatMap((one) => credentials(machine, one))]),
    uploads: all.map(({ uploads }) => uploads).find((one) => one !== undefined) ?? streamedFiles(seen),
    contentType: undefined,
  };
}

/** What a strategy reads of the body. */
const credentials = (machine: Machine, value: Value): readonly (readonly [string, { piece: Piece; type: string }])[] =>
  value.kind === "external"
    ? localFields(machine, value).map((path) => [
        `body:${path.join("\u0000")}`,
        { piece: { part: "body", path }, type: "string" },
      ])
    : [];

/** @fastify/multipart: `await request.file()`, `request.files()`, `request.saveRequestFiles()`. */
function streamedFiles(seen: Seen | undefined): Taken["uploads"] {
  const names = seen?.calls.flatMap(({ source, steps: [member, call] }) =>
    source === "@request" && member?.kind === "member" && call?.kind === "call" ? [member.name] : [],
  );
  const name = names?.find((one) => /^(?:file|files|parts|saveRequestFiles)$/.test(one));
  return name === undefined ? undefined : [{ name: name === "file" ? "file" : "files", isMany: name !== "file" }];
}

function securityOf({ middleware, seen, before }: Gathered): readonly SecurityFacts[] {
  const found = middleware.flatMap(({ auth }) => (auth === undefined ? [] : [auth]));
  const last = found.at(-1);
  const reads = readsIn(seen === undefined ? before : [...before, seen]);
  if (last === undefined) return readsCredentials(before);
  const key = reads
    .map((one) => /^header:(x-[\w-]*(?:key|token)[\w-]*)$/i.exec(one)?.[1])
    .find((one) => one !== undefined);
  const scheme =
    last.scheme === "bearerAuth" && key !== undefined && !reads.includes("header:authorization")
      ? "apiKeyAuth"
      : last.scheme;
  const scopes = [...new Set(found.flatMap((one) => one.scopes))];
  return [
    {
      scheme,
      scopes,
      isOptional: found.every((one) => one.isOptional),
      confidence: last.isGuess ? "guessed" : "declared",
    },
  ];
}

const readsIn = (seen: readonly Seen[]): readonly string[] => seen.flatMap(({ reads }) => Array.from(reads.keys()));

/** A middleware without a telling name that reads credentials and refuses. */
function readsCredentials(before: readonly Seen[]): readonly SecurityFacts[] {
  const reads = readsIn(before.filter(({ answers }) => answers.some(({ status }) => status === 401)));
  if (reads.includes("header:authorization"))
    return [{ scheme: "bearerAuth", scopes: [], isOptional: false, confidence: "seen" }];
  return reads.some((one) => /^header:x-[\w-]*key/.test(one))
    ? [{ scheme: "apiKeyAuth", scopes: [], isOptional: false, confidence: "seen" }]
    : [];
}

function pathParameters(machine: Machine, { parameters }: PathTemplate, taken: Taken): readonly ParameterFacts[] {
  const known = partSchema(machine, taken, "path");
  const { properties } = known === undefined ? {} : expanded(machine, known.schema);
  return parameters.map(({ name, schema }) => {
    const own: Schema = isJsonObject(properties) && isJsonObject(properties[name]) ? properties[name] : {};
    return {
      name,
      in: "path",
      required: true,
      schema: Object.keys(own).length > 0 ? own : schema,
      confidence: known?.confidence ?? "seen",
    };
  });
}

function pathTrouble(machine: Machine, route: FlatRoute, template: PathTemplate): readonly Unresolved[] {
  const place = placeOf(machine, route.spot);
  const mounted = route.reasons.includes("not-mounted")
    ? [{ code: "route-not-mounted", what: template.path, place }]
    : [];
  const rest = route.reasons.filter((one) => one !== "not-mounted");
  return [
    ...mounted,
    ...(rest.length > 0 || template.isUnresolved
      ? [{ code: "route-path-unresolved", what: rest[0] ?? "path", place }]
      : []),
  ];
}
