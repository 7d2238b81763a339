import { isJsonObject, type JsonObject } from "../../../kit/index.ts";
import { valueOf } from "../../constraints/index.ts";
import { typeName } from "../types/lookup.ts";
import { child, keyName, nodes, text, type Node } from "../tree.ts";
import { documented, type Documented } from "./documented.ts";
import { mediaObject, parameterOf } from "./request.ts";
import { saidType, type Site, unwrapped } from "./said-type.ts";

/** `interface GetUserResponses { 200: Json<User>; 404: Empty }` as a responses object. */
export function responsesSaid(declaration: Node, site: Site): JsonObject {
  const { tags } = documented(site.scope.module, declaration);
  if (tags.some(({ name }) => name === "undeclared")) return {};
  const members = nodes(child(declaration, "body"), "body");
  return Object.fromEntries(members.map((one) => [keyName(child(one, "key")) ?? "", responseOf(one, site)]));
}

function responseOf(member: Node, site: Site): JsonObject {
  const type = unwrapped(child(child(member, "typeAnnotation"), "typeAnnotation"));
  const types = type?.type === "TSUnionType" ? nodes(type, "types").map(unwrapped) : [type];
  const answers = types.flatMap((one) => (one === undefined ? [] : [answerOf(one)]));
  const doc = documented(site.scope.module, member);
  const content = contentOf(answers, doc, site);
  const headers = headersOf(answers[0]?.headers, site);
  return {
    description: doc.text,
    ...(Object.keys(headers).length > 0 && { headers }),
    ...(Object.keys(content).length > 0 && { content }),
  };
}

interface Answer {
  /** Undefined for an answer without a body. */
  readonly type: string | undefined;
  readonly body: Node | undefined;
  readonly headers: Node | undefined;
}

/** `Json<Body, Headers>`, `Content<"text/csv", Text, Headers>`, `Empty<Headers>`. */
function answerOf(node: Node): Answer {
  const args = nodes(child(node, "typeArguments"), "params");
  switch (typeName(node)) {
    case "Json":
      return { type: "application/json", body: args[0], headers: args[1] };
    case "Content":
      return { type: text(child(args[0], "literal"), "value"), body: args[1], headers: args[2] };
    default:
      return { type: undefined, body: undefined, headers: args[0] };
  }
}

function contentOf(answers: readonly Answer[], { tags }: Documented, site: Site): JsonObject {
  const told = tags.find(({ name }) => name === "contents");
  const contents = told === undefined ? undefined : valueOf(told);
  if (isJsonObject(contents)) return contents;
  const own = answers.length === 1 ? tags : [];
  const typed = answers.flatMap(({ type, body }) =>
    type === undefined ? [] : [[type, mediaObject(saidType(body, site), own)] as const],
  );
  return Object.fromEntries(typed);
}

function headersOf(node: Node | undefined, site: Site): JsonObject {
  const headers = nodes(node, "members").map((member) => {
    const { name, in: _place, ...header } = parameterOf(member, "answer", site);
    return [typeof name === "string" ? name : "", header] as const;
  });
  return Object.fromEntries(headers);
}
