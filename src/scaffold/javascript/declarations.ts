import type { TSInterfaceDeclaration, TSSignature, TSTypeAliasDeclaration } from "oxc-parser";
import { docAbove, docComment, linesOf } from "./doc.ts";
import type { Edit } from "./edit.ts";
import type { Source } from "./source.ts";
import { templateTags, typeText, wideTypeText } from "./type-text.ts";

const WIDTH = 110;

/** A declared type as a `@typedef` in its place; `at` is where its statement begins. */
export function typedefOf(
  source: Source,
  node: TSInterfaceDeclaration | TSTypeAliasDeclaration,
  at: number,
): readonly Edit[] {
  const doc = docAbove(source, at);
  const lines = [...(doc === undefined ? [] : linesOf(doc)), ...templateTags(source, node.typeParameters)];
  const tags = node.type === "TSInterfaceDeclaration" ? interfaceTags(source, node) : aliasTags(source, node);
  return [{ start: doc?.start ?? at, end: node.end, text: docComment([...lines, ...tags], "") }];
}

function aliasTags(source: Source, { id, typeAnnotation }: TSTypeAliasDeclaration): readonly string[] {
  return [`@typedef {${wideTypeText(source, typeAnnotation, WIDTH)}} ${id.name}`];
}

function interfaceTags(source: Source, node: TSInterfaceDeclaration): readonly string[] {
  const properties = node.body.body.map((member) => propertyTag(source, member));
  const known = properties.filter((tag) => tag !== undefined);
  const isPlain = node.extends.length === 0 && known.length === properties.length;
  if (isPlain && known.length > 0) return [`@typedef {object} ${node.id.name}`, ...known];
  const bases = node.extends.map((base) => typeText(source, base));
  const own = known.length === 0 && properties.length === 0 ? [] : [typeText(source, node.body)];
  return [`@typedef {${[...bases, ...own].join(" & ")}} ${node.id.name}`];
}

/** A member as `@property`; undefined where that cannot say it. */
function propertyTag(source: Source, member: TSSignature): string | undefined {
  if (member.type !== "TSPropertySignature" && member.type !== "TSMethodSignature") return undefined;
  if (member.key.type !== "Identifier" || member.computed) return undefined;
  const type = memberType(source, member);
  if (type === undefined) return undefined;
  const name = member.optional ? `[${member.key.name}]` : member.key.name;
  const doc = docAbove(source, member.start);
  const words = doc === undefined ? "" : ` - ${linesOf(doc).join(" ")}`;
  return `@property {${type}} ${name}${words}`;
}

type Member = Extract<TSSignature, { readonly type: "TSPropertySignature" | "TSMethodSignature" }>;

function memberType(source: Source, member: Member): string | undefined {
  if (member.type === "TSPropertySignature") {
    return member.typeAnnotation === null ? undefined : typeText(source, member.typeAnnotation.typeAnnotation);
  }
  const { returnType, key, kind } = member;
  if (kind !== "method" || returnType === null) return undefined;
  const head = source.text.indexOf(member.typeParameters === null ? "(" : "<", key.end);
  const taken = typeText(source, { start: head, end: returnType.start });
  return `${taken} => ${typeText(source, returnType.typeAnnotation)}`;
}
