import { propertyType } from "../types/properties.ts";
import { fulfilled } from "../machine/expressions.ts";
import { typeUse, type Machine } from "../machine/machine.ts";
import { schemaOfType } from "../types/schema.ts";
import { typeName } from "../types/lookup.ts";
import { child, nodes } from "../tree.ts";
import type { FunctionValue, Part, Schema, TypeUse } from "../value.ts";
import { PART_NAMES } from "./validation.ts";

/** What the annotations of a handler say of requests and answers. */
export interface Annotated {
  readonly parts: ReadonlyMap<Part, Schema>;
  readonly answer: Schema | undefined;
  readonly answers: ReadonlyMap<string, Schema>;
}

const EXPRESS: readonly (Part | undefined)[] = ["path", undefined, "body", "query"];

/** `(req: Request<P, ResB, ReqB, Q>, res: Response<B>)`, `FastifyRequest<{ Body: User }>`, `fastify.get<{ Body: User }>`. */
export function annotationsOf(
  machine: Machine,
  handler: FunctionValue | undefined,
  types: readonly TypeUse[] = [],
): Annotated {
  const parts = new Map<Part, Schema>();
  const answers = new Map<string, Schema>();
  const parameters = handler === undefined ? [] : nodes(handler.node, "params");
  const [request, response] = parameters.map((one) => handler && typeUse(child(one, "typeAnnotation"), handler.scope));
  for (const type of types) fastifyParts(machine, type, { parts, answers });
  let answer: Schema | undefined;
  if (request !== undefined) {
    const args = argumentsOf(request);
    if (/Fastify/.test(typeName(request.node)))
      for (const type of args) fastifyParts(machine, type, { parts, answers });
    else
      args.forEach((type, index) => {
        const part = EXPRESS[index];
        if (part !== undefined) set(parts, part, schemaOfType(machine, type));
        if (index === 1) answer = schemaOfType(machine, type);
      });
  }
  const [body] = response === undefined || /Fastify/.test(typeName(response.node)) ? [] : argumentsOf(response);
  if (body !== undefined) answer = schemaOfType(machine, body);
  return { parts, answer: answer !== undefined && Object.keys(answer).length > 0 ? answer : undefined, answers };
}

const argumentsOf = ({ node: use, scope, bound }: TypeUse): readonly TypeUse[] =>
  nodes(child(use, "typeArguments"), "params").map((node) =>
    bound === undefined ? { node, scope } : { node, scope, bound },
  );

function set(parts: Map<Part, Schema>, part: Part, schema: Schema): void {
  const isEmpty = Object.keys(schema).length === 0 || (schema["type"] === "object" && Object.keys(schema).length === 1);
  if (!isEmpty) parts.set(part, schema);
}

interface Into {
  readonly parts: Map<Part, Schema>;
  readonly answers: Map<string, Schema>;
}

/** Fastify's `{ Body: …; Querystring: …; Params: …; Headers: …; Reply: … }`. */
function fastifyParts(machine: Machine, type: TypeUse, { parts, answers }: Into): void {
  for (const name of ["Body", "Querystring", "Params", "Headers"]) {
    const found = propertyType(machine, type, name);
    const part = PART_NAMES.get(name.toLowerCase());
    if (found !== undefined && part !== undefined) set(parts, part, schemaOfType(machine, found));
  }
  const reply = propertyType(machine, type, "Reply");
  if (reply !== undefined) answers.set("200", schemaOfType(machine, reply));
}

/** The type that a method says that it returns, without its promise. */
export function returnSchema(machine: Machine, handler: FunctionValue): Schema | undefined {
  const type = typeUse(child(handler.node, "returnType"), handler.scope);
  if (type === undefined) return undefined;
  const inner = fulfilled(type);
  if (/^TS(?:Void|Undefined|Never)Keyword$/.test(inner.node.type)) return undefined;
  return schemaOfType(machine, inner);
}
