import { array, constant, native, numberOf, textOf, unknown, type ConstantValue, type Value } from "../value.ts";

type Method = (text: string, args: readonly Value[]) => Value;

const METHODS: ReadonlyMap<string, Method> = new Map<string, Method>([
  ["toLowerCase", (text) => constant(text.toLowerCase())],
  ["toUpperCase", (text) => constant(text.toUpperCase())],
  ["trim", (text) => constant(text.trim())],
  ["toString", (text) => constant(text)],
  ["concat", (text, args) => known(args, (...more) => text + more.join(""))],
  ["startsWith", (text, args) => known(args, (start = "") => text.startsWith(start))],
  ["endsWith", (text, args) => known(args, (end = "") => text.endsWith(end))],
  ["includes", (text, args) => known(args, (part = "") => text.includes(part))],
  ["indexOf", (text, args) => known(args, (part = "") => text.indexOf(part))],
  ["slice", (text, args) => constant(text.slice(numberOf(args[0]) ?? 0, numberOf(args[1])))],
  ["substring", (text, args) => constant(text.substring(numberOf(args[0]) ?? 0, numberOf(args[1])))],
  ["split", (text, args) => splitText(text, args)],
  ["replace", (text, args) => replaced(text, args, false)],
  ["replaceAll", (text, args) => replaced(text, args, true)],
]);

/** A member of a text that is known. */
export function stringMember(owner: ConstantValue, name: string): Value {
  const { value } = owner;
  if (typeof value !== "string") return unknown;
  if (name === "length") return constant(value.length);
  const method = METHODS.get(name);
  if (method === undefined) return native(() => unknown);
  return native((args) => {
    const result = method(value, args);
    return owner.isAssumed === true && result.kind === "constant" ? { ...result, isAssumed: true } : result;
  });
}

function known(args: readonly Value[], make: (...texts: readonly string[]) => string | boolean | number): Value {
  const texts = args.map(textOf).filter((one) => one !== undefined);
  return texts.length === args.length ? constant(make(...texts)) : unknown;
}

function splitText(text: string, [separator]: readonly Value[]): Value {
  const by = textOf(separator) ?? patternOf(separator, text);
  return by === undefined ? unknown : array(text.split(by, 1_000).map(constant));
}

/** A pattern that is short and has no groups, on a text that is short: such a one cannot take long. */
function patternOf(separator: Value | undefined, text: string): RegExp | undefined {
  const source = separator?.kind === "pattern" ? separator.source : undefined;
  const isPlain =
    source !== undefined && /^(?:\\[swd./|-]|[\w ,;:/@=&-]|\[[^\]\\]{1,9}\])[+*]?(?:[\w ,;:/]|\\s\*?)?$/.test(source);
  return isPlain && text.length <= 200 ? new RegExp(source) : undefined;
}

// A pattern of a stranger is not run: it could take for ever. Only the ends of names, as loaders use them, are understood.
function replaced(text: string, [what, by]: readonly Value[], all: boolean): Value {
  const to = textOf(by);
  if (to === undefined) return unknown;
  const from = textOf(what);
  if (from !== undefined) return constant(all ? text.replaceAll(from, () => to) : text.replace(from, () => to));
  const source = what?.kind === "pattern" ? what.source : undefined;
  if (source === undefined || !/^\\?[\w.(){}|\\/:\-$^+?[\]]{1,60}$/.test(source) || /[+*{]/.test(source))
    return unknown;
  return constant(text.replace(new RegExp(source), () => to));
}
