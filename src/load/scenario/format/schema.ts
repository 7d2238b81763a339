import { z } from "zod";
import type { JsonValue } from "../../../kit/index.ts";
import { JSON_KINDS } from "../model.ts";

const time = () => z.union([z.number().nonnegative(), z.string()]);
const status = () => z.union([z.int().min(100).max(599), z.string()]);
const json = (): z.ZodType<JsonValue> => z.json();
const scalar = () => z.union([z.string(), z.number(), z.boolean()]);
const named = <Value extends z.ZodType>(value: Value) => z.record(z.string(), value);

const authSchema = z.union([
  z.literal("none"),
  z.strictObject({
    bearer: z.string().optional().describe("A token: Authorization: Bearer …"),
    basic: z
      .strictObject({ user: z.string(), password: z.string() })
      .optional()
      .describe("User and password: Authorization: Basic …"),
    oauth: z
      .strictObject({
        tokenUrl: z.string().describe("Where the token is fetched"),
        clientId: z.string(),
        clientSecret: z.string(),
        scope: z.string().optional(),
        audience: z.string().optional(),
        credentials: z.enum(["basic", "body"]).optional().describe("How id and secret are sent; default basic"),
      })
      .optional()
      .describe(
        "OAuth 2.0 client credentials (RFC 6749 section 4.4): fetched before the load, renewed before it expires",
      ),
  }),
]);

const checkSchema = z.strictObject({
  name: z.string().optional().describe("How the report calls it"),
  status: status().optional().describe("The status: 200, or a class such as 2xx"),
  latency: time().optional().describe("The answer takes less: 200ms"),
  header: z.string().optional().describe("Looks at this header of the answer"),
  cookie: z.string().optional().describe("Looks at this cookie that the answer sets"),
  json: z.string().optional().describe("Looks at what this JSONPath (RFC 9535) finds"),
  contains: scalar().optional().describe("It contains this text; without header, cookie or json: the body does"),
  matches: z.string().optional().describe("A regular expression finds something in it"),
  equals: json().optional().describe("It is this value"),
  differs: json().optional().describe("It is any other value than this"),
  is: z.enum(JSON_KINDS).optional().describe("It is a value of this kind"),
  exists: z.boolean().optional().describe("It is there; false: it is not"),
  above: z.number().optional().describe("It is a number above this"),
  below: z.number().optional().describe("It is a number below this"),
});

const extractSchema = z.union([
  z.string(),
  z.strictObject({
    json: z.string().optional().describe("JSONPath (RFC 9535) into the body"),
    header: z.string().optional().describe("A header of the answer"),
    cookie: z.string().optional().describe("A cookie that the answer sets"),
    regex: z
      .string()
      .optional()
      .describe(
        "A regular expression on the body, or on what json, header or cookie found; its first group is the value",
      ),
    group: z.union([z.int().nonnegative(), z.string()]).optional().describe("Another group, by number or name"),
    which: z.enum(["first", "last", "random", "all"]).optional().describe("Which of several; default first"),
    default: json().optional().describe("Used when nothing is found, which then is no failed check"),
  }),
]);

const path = (method: string) => z.string().optional().describe(`Sends ${method} to this path: /users/\${id}`);

/** One step: it sends a request, waits, repeats, decides, or sets variables. */
const stepSchema = z.strictObject({
  name: z.string().optional().describe("Requests of one name are counted together; default: method and path"),
  get: path("GET"),
  head: path("HEAD"),
  post: path("POST"),
  put: path("PUT"),
  patch: path("PATCH"),
  delete: path("DELETE"),
  options: path("OPTIONS"),
  request: z.string().optional().describe("Any other method and a path: PURGE /cache"),
  query: named(z.union([scalar(), z.array(scalar())]))
    .optional()
    .describe("Parameters behind the path"),
  headers: named(scalar()).optional(),
  cookies: named(scalar()).optional().describe("Cookies to send besides those that answers have set"),
  json: json().optional().describe("Body, sent as application/json"),
  form: named(z.union([scalar(), z.array(scalar())]))
    .optional()
    .describe("Body, sent as a form"),
  body: z.string().optional().describe("Body as text"),
  file: z.string().optional().describe("Body from a file, whose path starts at this one"),
  auth: authSchema.optional().describe("Instead of the scenario's; none sends no Authorization"),
  expect: z
    .union([status(), z.array(status())])
    .optional()
    .describe("Statuses that are a success: 201, 2xx, or a list; default: every one below 400"),
  checks: z.array(checkSchema).optional().describe("What else must hold of the answer"),
  extract: named(extractSchema)
    .optional()
    .describe("Variables from the answer: $.data.id is a JSONPath; header, regex and cookie are spelled out"),
  bodyLimit: z.int().positive().optional().describe("Bytes of an answer that are looked at; default 1 MiB"),
  think: time().optional().describe("Waits: 500ms, or any time in 1s..3s; beside a request: after its answer"),
  set: named(json()).optional().describe("Sets variables"),
  repeat: z
    .union([z.int().nonnegative(), z.string()])
    .optional()
    .describe("Plays steps so often: 3, 2..5, or ${count}"),
  while: z.string().optional().describe("Beside repeat: another pass only if this holds after the last one"),
  if: z.string().optional().describe("Plays steps when this holds: ${cursor}, ${status} == paid, or 30%"),
  get steps() {
    return z.array(stepSchema).optional().describe("The steps of repeat or if");
  },
  get else() {
    return z.array(stepSchema).optional().describe("The steps when if does not hold");
  },
});

const stageSchema = z.strictObject({
  users: z.int().nonnegative().optional().describe("Users at its end"),
  rate: z
    .union([z.number().nonnegative(), z.string()])
    .optional()
    .describe("Iterations a second at its end: 50, or 600/m"),
  over: time().describe("How long it takes to get there; 0 is a jump"),
});

const loadSchema = z.strictObject({
  users: z.int().positive().optional().describe("Closed: users at the same time. With a rate: connections at most"),
  rate: z
    .union([z.number().nonnegative(), z.string()])
    .optional()
    .describe("Open: iterations begun a second, whether or not answers come"),
  stages: z.array(stageSchema).min(1).optional().describe("Levels of users or of the rate, one after another"),
  arrivals: z.enum(["constant", "poisson"]).optional().describe("Of a rate: evenly spaced, or at random"),
  duration: time().optional().describe("How long: 30s, 5m; default: the stages together, else 30s"),
  iterations: z.int().positive().optional().describe("How many iterations in total, over all users"),
  warmUp: time().optional().describe("Loads as long before, without measuring"),
});

const feederSchema = z.union([
  z.string(),
  z.strictObject({
    file: z.string().describe("CSV with a head line, or JSON lines; its path starts at this file"),
    order: z
      .enum(["sequential", "random", "per-user", "unique"])
      .optional()
      .describe("Which row an iteration gets; per-user: each user keeps one; unique: none twice. Default sequential"),
    delimiter: z.string().length(1).optional().describe("Between columns; default a comma"),
  }),
]);

const flowSchema = z.strictObject({
  name: z.string().optional(),
  weight: z.number().positive().optional().describe("Share of the iterations; default 1"),
  think: time().optional().describe("Instead of the default"),
  auth: authSchema.optional().describe("Instead of the file's"),
  steps: z.array(stepSchema).min(1),
});

const defaultsSchema = z.strictObject({
  headers: named(scalar()).optional().describe("Sent with every request"),
  think: time().optional().describe("Time between an answer and the next request: 1s, or 1s..3s"),
  timeout: time().optional().describe("For an answer to be complete; default 10s"),
  connectTimeout: time().optional(),
  handshakeTimeout: time().optional(),
  firstByteTimeout: time().optional(),
  bodyLimit: z.int().positive().optional().describe("Bytes of an answer that are looked at; default 1 MiB"),
});

/** The scenario file, a public format. */
export const scenarioFileSchema = z.strictObject({
  $schema: z.string().optional(),
  name: z.string().optional(),
  target: z.string().optional().describe("Where to: http://localhost:3000; a path in it stands before every path"),
  seed: z.int().optional().describe("Of everything random; default 1"),
  load: loadSchema.optional(),
  variables: named(json()).optional().describe("Values that every iteration begins with"),
  feeders: named(feederSchema)
    .optional()
    .describe("Files of data: ${accounts.email} is a column of the feeder accounts"),
  auth: authSchema.optional(),
  defaults: defaultsSchema.optional(),
  cookies: z.boolean().optional().describe("Cookies that answers set are sent back within an iteration; default true"),
  keepAlive: z.boolean().optional().describe("False: a connection for each request"),
  scenarios: z.array(flowSchema).min(1).optional().describe("Kinds of users"),
  steps: z.array(stepSchema).min(1).optional().describe("The steps of the only kind of user"),
  setup: z.array(stepSchema).optional().describe("Played once before the load; its variables are everybody's"),
  teardown: z.array(stepSchema).optional().describe("Played once after the load"),
  thresholds: z
    .array(z.union([z.string(), named(z.string())]))
    .optional()
    .describe("What must hold: p99 < 200ms, errors < 1%, rate > 100; of one step: {GET /users: p95 < 100ms}"),
});

export type ScenarioFile = z.output<typeof scenarioFileSchema>;
export type FileStep = z.output<typeof stepSchema>;
export type FileFlow = z.output<typeof flowSchema>;
export type FileCheck = z.output<typeof checkSchema>;
export type FileExtract = z.output<typeof extractSchema>;
export type FileAuth = z.output<typeof authSchema>;
export type FileLoad = z.output<typeof loadSchema>;
export type FileFeeder = z.output<typeof feederSchema>;
