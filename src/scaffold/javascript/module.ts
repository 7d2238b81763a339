import { isDoc, docComment, linesOf } from "./doc.ts";
import { editsOf } from "./collect.ts";
import { edited, type Edit } from "./edit.ts";
import { laidOut } from "./layout.ts";
import { indentAt, sourceOf, type Source } from "./source.ts";

/**
 * A module of TypeScript as JavaScript: types stand in JSDoc comments, checked as strictly by `tsc --checkJs`. It knows the syntax that
 * generated code has: no enums, namespaces, decorators or parameter properties.
 *
 * @example
 * javascriptOf("export const half = (of: number): number => of / 2;\n");
 */
export function javascriptOf(text: string): string {
  const source = sourceOf(text, "ts");
  const edits = editsOf(source);
  return laidOut(edited(text, [...edits, ...harmlessDocs(source, edits)]));
}

/** Comments without types of ours: what looks like a tag in them is made a word. */
function harmlessDocs(source: Source, edits: readonly Edit[]): readonly Edit[] {
  const others = source.comments.filter((comment) => isDoc(comment) && comment.value.includes("@"));
  const rest = others.filter(({ start, end }) => !edits.some((edit) => edit.start <= start && edit.end >= end));
  return rest.map((comment) => {
    const text = docComment(linesOf(comment), indentAt(source.text, comment.start) ?? "");
    return { start: comment.start, end: comment.end, text };
  });
}

const TYPES = new Set(["TSInterfaceDeclaration", "TSTypeAliasDeclaration"]);

/** A module that is nothing at run time. */
export function typesOnly(text: string): boolean {
  const { body } = sourceOf(text, "ts").program;
  return (
    body.length > 0 &&
    body.every((node) => {
      if (node.type === "ImportDeclaration") return node.importKind === "type";
      if (node.type === "ExportAllDeclaration") return node.exportKind === "type";
      if (node.type !== "ExportNamedDeclaration") return TYPES.has(node.type);
      return node.exportKind === "type" || (node.declaration !== null && TYPES.has(node.declaration.type));
    })
  );
}
