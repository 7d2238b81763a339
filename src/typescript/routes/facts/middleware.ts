import { propertyOf, pathOf, textOf, truthOf, type ExternalValue, type FunctionValue, type Value } from "../value.ts";
import { lastArgs } from "../frameworks/mounts.ts";
import { isSchemaValue } from "../schemas/read.ts";
import { fieldOf, type FieldRule } from "./express-validator.ts";
import { partsOf, validationsOfArguments, type Validation } from "./validation.ts";
import { passportStatuses } from "./passport.ts";
import { authOf, type Auth } from "./auth.ts";

/** What a piece of middleware says about the routes behind it, without being run. */
export interface MiddlewareFacts {
  readonly validations: readonly Validation[];
  readonly fields: readonly FieldRule[];
  readonly auth: Auth | undefined;
  /** Fields of an upload: name → many. */
  readonly uploads: readonly { readonly name: string; readonly isMany: boolean }[] | undefined;
  readonly statuses: readonly number[];
}

export const NOTHING: MiddlewareFacts = {
  validations: [],
  fields: [],
  auth: undefined,
  uploads: undefined,
  statuses: [],
};

/** Facts from a package's middleware, and from the name and the arguments of the application's own. */
export function factsOfMiddleware(value: Value): MiddlewareFacts {
  if (value.kind === "external") return ofExternal(value);
  if (value.kind !== "function") return NOTHING;
  return ofFunction(value);
}

function ofFunction(value: FunctionValue): MiddlewareFacts {
  const args = value.made?.args ?? [];
  return {
    ...NOTHING,
    validations: validationsOfArguments(args),
    fields: args
      .flatMap((one) => (one.kind === "array" ? one.items : [one]))
      .flatMap((one) => (one.kind === "external" ? fieldOf(one) : [])),
    auth: authOf(value.made?.name ?? value.name, args),
  };
}

const LIMITERS =
  /^(?:express-rate-limit|express-slow-down|rate-limiter-flexible|koa-ratelimit|koa2-ratelimit|@fastify\/rate-limit|fastify-rate-limit)$/;
const AUTHS =
  /passport|jwt|oidc|oauth|auth0|basic-auth|bearer|express-session|clerk|firebase|cognito|casbin|permissions/;
const UPLOADS = /^(?:multer|@koa\/multer|koa-multer|express-fileupload|fastify-multer)$/;

function ofExternal(value: ExternalValue): MiddlewareFacts {
  const { source } = value;
  if (source === "celebrate") return { ...NOTHING, validations: lastArgs(value).flatMap(partsOf), statuses: [400] };
  if (source === "express-validator") return { ...NOTHING, fields: fieldOf(value) };
  if (LIMITERS.test(source)) return { ...NOTHING, statuses: [429] };
  if (UPLOADS.test(source)) return { ...NOTHING, uploads: uploadsOf(value) };
  if (AUTHS.test(source)) return ofAuth(value);
  if (isBodyParser(value)) return { ...NOTHING, statuses: [413] };
  const validations =
    /zod|joi|validat|typebox|ajv|yup/.test(source) && !isSchemaValue(value)
      ? validationsOfArguments(lastArgs(value))
      : [];
  return { ...NOTHING, validations, statuses: validations.length > 0 ? [400] : [] };
}

const AUTH_CALL = /^(?:authenticate|jwt|expressjwt|auth|requiresAuth|requireAuth|default|)$/;

function ofAuth(value: ExternalValue): MiddlewareFacts {
  const last = pathOf(value).split(".").at(-1) ?? "";
  const args = lastArgs(value);
  const strategy = textOf(args[0]);
  if (!AUTH_CALL.test(last) && strategy === undefined) return NOTHING;
  if (last === "initialize" || last === "session" || /express-session/.test(value.source)) return NOTHING;
  const auth = authOf(`auth ${strategy ?? value.source}`, args);
  const isPassing = args.some((one) => truthOf(propertyOf(one, "passthrough")) === true);
  const isOptional = isPassing || args.some((one) => truthOf(propertyOf(one, "credentialsRequired")) === false);
  return { ...NOTHING, auth: auth && { ...auth, isOptional }, statuses: isPassing ? [] : passportStatuses(args) };
}

/** Limits of body parsers are answered with 413 when somebody set one. */
function isBodyParser(value: ExternalValue): boolean {
  const isParser = /^(?:express|body-parser|koa-body|koa-bodyparser|@koa\/bodyparser)$/.test(value.source);
  const [options] = lastArgs(value);
  return isParser && ["limit", "jsonLimit", "formLimit"].some((name) => propertyOf(options, name) !== undefined);
}

/** `upload.single("avatar")`, `upload.fields([{ name: "a" }])`. */
function uploadsOf(value: ExternalValue): MiddlewareFacts["uploads"] {
  const before = value.steps.at(-2);
  const [first] = lastArgs(value);
  const name = textOf(first) ?? "file";
  if (before?.kind !== "member") return undefined;
  if (before.name === "single") return [{ name, isMany: false }];
  if (before.name === "array") return [{ name, isMany: true }];
  if (before.name === "fields" && first?.kind === "array")
    return first.items.map((one) => ({ name: textOf(propertyOf(one, "name")) ?? "file", isMany: true }));
  return before.name === "any" ? [{ name: "files", isMany: true }] : before.name === "none" ? [] : undefined;
}
