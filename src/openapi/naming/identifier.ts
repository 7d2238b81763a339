/** ECMAScript reserved words, strict mode and TypeScript's, and names that mean something on every object. */
const RESERVED: ReadonlySet<string> = new Set(
  (
    "break case catch class const continue debugger default delete do else enum export extends false finally for " +
    "function if import in instanceof new null return super switch this throw true try typeof var void while with " +
    "implements interface let package private protected public static yield await async arguments eval undefined NaN " +
    "Infinity any unknown never object string number boolean symbol bigint type namespace module declare abstract " +
    "constructor prototype toString toLocaleString valueOf hasOwnProperty isPrototypeOf propertyIsEnumerable " +
    "__proto__ __defineGetter__ __defineSetter__ __lookupGetter__ __lookupSetter__ then globalThis"
  ).split(" "),
);

const IDENTIFIER = /^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u;
const SEPARATORS = /[^\p{ID_Continue}$]+/u;

/** True for a name that cannot be a variable, or would hide a member of every object. */
export function isReserved(name: string): boolean {
  return RESERVED.has(name);
}

/**
 * A name as a valid TypeScript identifier: kept when it is one, else its words joined in camel case.
 * Undefined when nothing of it can stand in an identifier.
 *
 * @example
 * identifierOf("repos/get-content"); // "reposGetContent"
 * identifierOf("delete"); // "deleteOperation"
 */
export function identifierOf(name: string): string | undefined {
  const normal = name.normalize("NFC");
  const joined = IDENTIFIER.test(normal) ? normal : joinWords(normal.split(SEPARATORS).filter((word) => word !== ""));
  if (joined === "") return undefined;
  const started = IDENTIFIER.test(joined) ? joined : `_${joined}`;
  return isReserved(started) ? `${started}Operation` : started;
}

function joinWords(words: readonly string[]): string {
  const [first = "", ...rest] = words;
  return lowerFirst(first) + rest.map(upperFirst).join("");
}

/** `GetUser` becomes `getUser`; `URL` and `2FA` stay. */
const lowerFirst = (word: string): string =>
  /^\p{Lu}\p{Ll}/u.test(word) ? word.charAt(0).toLowerCase() + word.slice(1) : word;
const upperFirst = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
