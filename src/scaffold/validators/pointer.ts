import { code, joined, literal, templateText, type Fragment } from "../../typescript/index.ts";

/** Where a value stands below the value that a function was given: fixed steps and steps known at run time. */
export type Pointer = readonly (string | Fragment)[];

/** A fixed step below a pointer. */
export function below(pointer: Pointer, key: string): Pointer {
  return [...pointer, `/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`];
}

/** A step that an expression gives. */
export function belowExpression(pointer: Pointer, step: Fragment): Pointer {
  return [...pointer, "/", step];
}

/** The pointer as code: a string, or a template where a step is known at run time only. */
export function pointerCode(pointer: Pointer): Fragment {
  const texts = pointer.filter((step) => typeof step === "string");
  if (texts.length === pointer.length) return literal(texts.join(""));
  const parts = pointer.map((step) => (typeof step === "string" ? templateText(step) : code`\${${step}}`));
  return code`\`${joined(parts, "")}\``;
}
