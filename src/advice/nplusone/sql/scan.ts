/** Where the value of a placeholder comes from. */
export type Input =
  /** `$n`, counted from 0. */
  | { readonly kind: "bind"; readonly index: number }
  /** A constant in the text itself; strings without their quotes. */
  | { readonly kind: "literal"; readonly text: string }
  /** An IN list of more than one value. */
  | { readonly kind: "list" };

/** A statement with every constant and parameter as `$?`, and every IN list as `($…)`. */
export interface Scanned {
  readonly key: string;
  /** One for each placeholder of the key, in its order. */
  readonly inputs: readonly Input[];
  /** What a comment in the form of sqlcommenter says of the route. */
  readonly route: string | undefined;
}

export const VALUE = "$?";
export const LIST = "$…";

const TOKEN =
  /(?<space>\s+|--[^\n]*)|(?<comment>\/\*[^]*?\*\/)|(?<string>'(?:[^']|'')*'|[eE]'(?:[^'\\]|\\[^]|'')*')|(?<quoted>"(?:[^"]|"")*")|\$(?<bind>\d+)|(?<dollar>\$(?:[A-Za-z_]\w*)?\$)|(?<number>(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)|(?<word>[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*)|(?<mark>::|[(),;.[\]]|(?:(?!--|\/\*)[^\s\w'"$(),;.[\]])+|[^])/gy;

interface Reading {
  key: string;
  inputs: Input[];
  route: string | undefined;
  isSpaced: boolean;
  /** Where the brackets of an IN list opened, while nothing but values stood in it. */
  list: { readonly keyLength: number; readonly inputs: number } | undefined;
  lastWord: string;
}

const fresh = (): Reading => ({
  key: "",
  inputs: [],
  route: undefined,
  isSpaced: false,
  list: undefined,
  lastWord: "",
});

/**
 * The statements of a text, each with its constants taken out. Never fails: what cannot be read stays as it is.
 *
 * @example
 * scanSql("select * from t where a = 'x'  and b in ($1, $2)")[0]?.key; // "select * from t where a = $? and b in ($…)"
 */
export function scanSql(text: string): readonly Scanned[] {
  const done: Scanned[] = [];
  let reading = fresh();
  for (const match of text.matchAll(TOKEN)) {
    const groups = match.groups ?? {};
    if (groups["mark"] === ";") {
      close(reading, done);
      reading = fresh();
    } else readToken(reading, match[0], groups);
    if (groups["dollar"] !== undefined) {
      // The body of a DO block or a function is no text that repeats by key.
      reading.key += text.slice(match.index + match[0].length);
      break;
    }
  }
  close(reading, done);
  return done;
}

function close({ key, inputs, route }: Reading, done: Scanned[]): void {
  if (key !== "") done.push({ key, inputs, route });
}

type Groups = Readonly<Record<string, string | undefined>>;

function readToken(reading: Reading, text: string, groups: Groups): void {
  if (groups["space"] !== undefined) reading.isSpaced = true;
  else if (groups["comment"] !== undefined) readComment(reading, text);
  else if (groups["string"] !== undefined) addInput(reading, { kind: "literal", text: unquoted(text) });
  else if (groups["number"] !== undefined) addInput(reading, { kind: "literal", text });
  else if (groups["bind"] !== undefined) addInput(reading, { kind: "bind", index: Number(groups["bind"]) - 1 });
  else if (groups["mark"] !== undefined) addMark(reading, text);
  else {
    reading.list = undefined;
    reading.lastWord = text;
    add(reading, text);
  }
}

function readComment(reading: Reading, text: string): void {
  reading.isSpaced = true;
  const route = /(?:^|[\s,*])(?:http_)?route='([^']{1,200})'/.exec(text)?.[1];
  if (route !== undefined) reading.route = decoded(route);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const unquoted = (text: string): string => text.slice(text.indexOf("'") + 1, -1).replaceAll("''", "'");

function add(reading: Reading, text: string): void {
  if (reading.isSpaced && reading.key !== "") reading.key += " ";
  reading.isSpaced = false;
  reading.key += text;
}

function addInput(reading: Reading, input: Input): void {
  reading.inputs.push(input);
  add(reading, VALUE);
}

function addMark(reading: Reading, text: string): void {
  if (text === "(" && /^in$/i.test(reading.lastWord)) {
    add(reading, text);
    reading.list = { keyLength: reading.key.length, inputs: reading.inputs.length };
  } else if (text === ")" && reading.list !== undefined) closeList(reading, reading.list);
  else {
    if (text !== ",") reading.list = undefined;
    add(reading, text);
  }
  reading.lastWord = "";
}

function closeList(reading: Reading, { keyLength, inputs }: NonNullable<Reading["list"]>): void {
  const values = reading.inputs.splice(inputs);
  const [first] = values;
  reading.list = undefined;
  if (first !== undefined) {
    reading.inputs.push(values.length === 1 ? first : { kind: "list" });
    reading.key = `${reading.key.slice(0, keyLength)}${LIST}`;
    reading.isSpaced = false;
  }
  add(reading, ")");
}
