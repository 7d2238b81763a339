import { errors } from "../kit/index.ts";
import { fragmentOf, textFragment, type Fragment } from "./fragment.ts";
import { literal } from "./literal.ts";

const IDENTIFIER = /^[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*$/u;
const ASCII_IDENTIFIER = /^[A-Za-z_$][\w$]*$/;
// Nearly every name is one of those, and the classes of Unicode are slow.
const hasForm = (name: string): boolean => ASCII_IDENTIFIER.test(name) || IDENTIFIER.test(name);

// Words that cannot name a binding in a strict module.
const KEYWORDS: ReadonlySet<string> = new Set(
  (
    "arguments await break case catch class const continue debugger default delete do else enum eval export extends false " +
    "finally for function if implements import in instanceof interface let new null package private protected public return " +
    "static super switch this throw true try typeof undefined var void while with yield"
  ).split(" "),
);

/** True for a name that can stand as a binding in a strict module. */
export function isIdentifier(name: string): boolean {
  return hasForm(name) && !KEYWORDS.has(name);
}

/** A name as code. Whoever calls has made it safe: anything else is a bug, never code. */
export function ident(name: string): Fragment {
  if (!isIdentifier(name)) throw errors.command.bug({ problem: `${JSON.stringify(name)} is no identifier` });
  return textFragment(name);
}

/** `.name`, or `["name"]` where the name is no identifier. */
export function member(name: string): Fragment {
  return hasForm(name) ? textFragment(`.${name}`) : quoted(name);
}

/** `["name"]` whatever the name is: for objects with an index signature. */
export function quoted(name: string): Fragment {
  return fragmentOf([...textFragment("[").parts, ...literal(name).parts, ...textFragment("]").parts]);
}

/** A property's name in an object or a type: bare where it can be. */
export function propertyName(name: string): Fragment {
  return hasForm(name) ? textFragment(name) : literal(name);
}

/** The same with a question mark behind it when the property may be absent. */
export function optionalName(name: string, optional: boolean): Fragment {
  return optional ? fragmentOf([...propertyName(name).parts, ...textFragment("?").parts]) : propertyName(name);
}
