import { isDefined } from "../../../kit/index.ts";
import { TOKEN, type Template, type Value } from "../model.ts";
import { textOf } from "../play/values.ts";
import type { Compiler } from "./compiler.ts";
import type { FileAuth } from "./schema.ts";
import { readTemplate, type Expression } from "./expression.ts";
import { setVariable, useVariable, type Scope } from "./scope.ts";
import { aloneIn, holeOf, templateOf, type Spot } from "./values.ts";

export interface Authorized {
  readonly auth: FileAuth | undefined;
  readonly pointer: string;
  /** Said for the whole file or flow: it holds from the first step on for which its values are known. */
  readonly isInherited: boolean;
}

/** The value of the Authorization header, if there is one. */
export function authorizationOf(compiler: Compiler, { auth, pointer, isInherited }: Authorized): Template | undefined {
  const { scope } = compiler;
  if (auth === undefined || auth === "none" || (isInherited && !isKnown(auth, scope))) return undefined;
  const kinds = Object.keys(auth);
  if (kinds.length !== 1) scope.mistakes.error(pointer, "auth: has one of bearer, basic and oauth, or is none");
  if (auth.bearer !== undefined)
    return ["Bearer ", ...templateOf(auth.bearer, "header", { scope, pointer: `${pointer}/bearer` })];
  if (auth.basic !== undefined) {
    const { user, password } = auth.basic;
    const inputs = [
      partOf(user, { scope, pointer: `${pointer}/basic/user` }),
      partOf(password, { scope, pointer: `${pointer}/basic/password` }),
    ];
    return ["Basic ", holeOf(basicValue(inputs), "header", "auth.basic")];
  }
  if (auth.oauth === undefined) return undefined;
  setVariable(scope, TOKEN);
  const variable = useVariable(scope, TOKEN, pointer);
  return ["Bearer ", holeOf({ kind: "variable", variable }, "header", "access token")];
}

/** User and password that are known are encoded now. */
function basicValue(inputs: readonly Value[]): Value {
  const [user, password] = inputs.map((input) => (input.kind === "literal" ? textOf(input.value) : undefined));
  if (user === undefined || password === undefined) return { kind: "call", name: "basic", inputs };
  return { kind: "literal", value: Buffer.from(`${user}:${password}`, "utf8").toString("base64") };
}

/** Plain text, or one value alone: what is encoded as a whole cannot be pieced together. */
function partOf(text: string, spot: Spot): Value {
  const alone = aloneIn(text, spot);
  if (alone !== undefined) return alone.value;
  const read = readTemplate(text);
  const [only = ""] = "problem" in read ? [] : read;
  if ("problem" in read || read.length > 1)
    spot.scope.mistakes.error(spot.pointer, "this is plain text, or one ${…} alone");
  return { kind: "literal", value: typeof only === "string" ? only : "" };
}

/** Whether every variable of this authentication that the file sets has been set. */
function isKnown(auth: Exclude<FileAuth, "none">, { numbers, defined, constants }: Scope): boolean {
  const texts = [auth.bearer, auth.basic?.user, auth.basic?.password].filter(isDefined);
  const names = texts.flatMap((text) => {
    const read = readTemplate(text);
    return "problem" in read
      ? []
      : read.flatMap((piece) => (typeof piece === "string" ? [] : namesIn(piece.expression)));
  });
  return names.every(
    (name) => name.startsWith("env.") || !numbers.has(name) || defined.has(name) || constants.has(name),
  );
}

function namesIn(expression: Expression): readonly string[] {
  if (expression.kind === "name") return [expression.name];
  return expression.kind === "call" ? expression.inputs.flatMap(namesIn) : [];
}
