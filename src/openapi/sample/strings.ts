import { isDefined } from "../../kit/index.ts";
import type { DrawContext } from "./context.ts";
import type { Expansion } from "./expand.ts";
import { textOfFormat } from "./format-texts.ts";
import { textsForPattern } from "./pattern/index.ts";

/** A longer text is nobody's example: what demands one gets none that fits. */
const LONGEST = 100_000;
const CHARACTERS_PER_DRAW = 64;

/** Texts by format, by pattern, by length; the caller asks the schema which of them it accepts. */
export function* strings(expansion: Expansion, context: DrawContext): Generator<string> {
  const { conjuncts } = expansion;
  const minLength = Math.min(LONGEST, Math.max(0, ...conjuncts.map((schema) => schema.minLength ?? 0)));
  const maxLength = Math.min(Infinity, ...conjuncts.map((schema) => schema.maxLength ?? Infinity));
  const { variant, budget } = context;
  budget.left -= Math.floor(minLength / CHARACTERS_PER_DRAW);
  for (const format of conjuncts.map((schema) => schema.format).filter(isDefined)) {
    const text = textOfFormat(format, variant);
    if (text !== undefined) yield text;
  }
  for (const pattern of conjuncts.map((schema) => schema.pattern).filter(isDefined))
    yield* textsForPattern(pattern, { variant, minLength, maxLength });
  if (conjuncts.some((schema) => schema.contentEncoding === "base64")) yield "c2FtcGxl";
  yield* structured(expansion, context);
  yield fitted(plainText(variant), minLength, maxLength);
}

/** The text of a document within the text: `contentMediaType: application/json`. */
function* structured({ conjuncts }: Expansion, context: DrawContext): Generator<string> {
  for (const schema of conjuncts) {
    if (schema.contentSchema === undefined || schema.contentMediaType?.includes("json") !== true) continue;
    const drawn = context.draw(schema.contentSchema, context);
    if (drawn !== undefined) yield JSON.stringify(drawn.value);
  }
}

function plainText(variant: number): string {
  return variant === 0 ? "sample" : `sample ${variant + 1}`;
}

/** The plain text is cut from its end; in variants the end is what tells them apart, so it is kept. */
function fitted(text: string, minLength: number, maxLength: number): string {
  const long = text.length < minLength ? `${"sample ".repeat(Math.ceil(minLength / 7))}${text}` : text;
  const wanted = Math.max(minLength, Math.min(text.length, maxLength));
  const cut = text === "sample" ? long.slice(0, wanted) : long.slice(long.length - wanted);
  return cut.replace(/^ | $/g, "s");
}
