import { isJsonObject, type JsonObject, type JsonValue } from "../../../kit/index.ts";
import { valueOf } from "../../constraints/index.ts";
import { child, keyName, nameOf, nodes, type Node } from "../tree.ts";
import type { SourceModule } from "../value.ts";
import { documented } from "./documented.ts";
import { literalJson } from "./route-table.ts";

/** The security schemes: `const schemes = { key: { kind: "apiKey", … } }` of the route table, and the tags of `SecurityHandlers`. */
export function schemesSaid(
  managed: readonly SourceModule[],
  home: SourceModule,
): Readonly<Record<string, JsonObject>> {
  const table = managed.map(schemesTable).find((one) => one !== undefined) ?? {};
  const members = nodes(child(home.scope.types.get("SecurityHandlers"), "body"), "body");
  return Object.fromEntries(
    members.map((member) => {
      const key = keyName(child(member, "key")) ?? "";
      const { tags, text } = documented(home, member);
      const told = tags.find(({ name }) => name === "scheme");
      const scheme = (told === undefined ? undefined : valueOf(told)) ?? ofTable(table[key]);
      return [key, described(isJsonObject(scheme) ? scheme : {}, text)];
    }),
  );
}

const described = (scheme: JsonObject, text: string): JsonObject =>
  text === "" ? scheme : { ...scheme, description: text };

function schemesTable({ body }: SourceModule): JsonObject | undefined {
  const declarations = body.flatMap((node) => nodes(node, "declarations"));
  const found = declarations.find((node: Node) => nameOf(child(node, "id")) === "schemes");
  const json = literalJson(child(found, "init"));
  return isJsonObject(json) ? json : undefined;
}

function ofTable(entry: JsonValue | undefined): JsonObject {
  const { kind, in: place, name, scheme } = isJsonObject(entry) ? entry : {};
  if (kind === "apiKey") return { type: "apiKey", name: name ?? "", in: place ?? "header" };
  return { type: "http", scheme: scheme ?? "bearer" };
}
