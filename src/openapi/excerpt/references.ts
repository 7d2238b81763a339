/** What a piece of a document names outside itself. */
export interface Named {
  /** `#/components/schemas/User` */
  readonly references: ReadonlySet<string>;
  /** It may be the base of schemas that name it, and may name schemas without their reference. */
  readonly hasDiscriminator: boolean;
}

const REFERENCE = /\$ref["']?\s*:\s*["']?([^\s"',}\]]+)/g;
const LOCAL = /^#\/(?:components\/[A-Za-z0-9_.-]+|definitions|parameters|responses)\/[A-Za-z0-9_.-]+(?=\/|$)/;
/** Keywords that move what references mean, or refer in another way. */
const ODD =
  /\$(?:dynamicRef|recursiveRef|id|anchor|dynamicAnchor|recursiveAnchor|self|schema)\b|operationRef|externalValue/;

/** The components that a text refers to; undefined where it refers to anything else. */
export function namedIn(text: string): Named | undefined {
  if (ODD.test(text)) return undefined;
  const references = new Set<string>();
  let count = 0;
  for (const [, reference = ""] of text.matchAll(REFERENCE)) {
    const local = LOCAL.exec(reference)?.[0];
    if (local === undefined) return undefined;
    references.add(local);
    count += 1;
  }
  // A reference in another layout is not understood.
  if (count !== text.split("$ref").length - 1) return undefined;
  return { references, hasDiscriminator: text.includes("discriminator") };
}
