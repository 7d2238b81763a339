import { expect, test } from "vitest";
import { jsDoc, print } from "../../src/typescript/index.ts";

test.each([
  ["one line", ["A user."], "/** A user. */"],
  ["nothing to say", [undefined, "  "], ""],
  ["an end that would end the comment", ["x */ stop() /*"], "/** x *\\/ stop() /* */"],
  ["several paragraphs", ["One.\n\nTwo.", "@deprecated"], "/**\n * One.\n *\n * Two.\n * @deprecated\n */"],
  ["line separators", ["a\u2028b"], "/** a b */"],
])("%s", (_, texts, expected) => expect(print(jsDoc(texts))).toBe(expected));
