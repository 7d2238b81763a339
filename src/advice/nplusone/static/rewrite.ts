import type { Library } from "./query-call.ts";

export interface Rewritten {
  readonly library: Library;
  readonly method: string;
  readonly code: string;
  /** `user.id` */
  readonly argument: string;
  /** `users.map((user) => user.id)` */
  readonly keys: string;
}

const WRITES = /^(?:create|update|upsert|save|insert|increment|decrement|findOrCreate)$/;

/**
 * The query as it reads for all keys at once: a start for the change, since its answers have to be told apart by key afterwards.
 *
 * @example
 * const code = "prisma.order.findMany({ where: { userId: user.id } })";
 * batchedCode({ library: "prisma", method: "findMany", code, argument: "user.id", keys: "ids" });
 * // "prisma.order.findMany({ where: { userId: { in: ids } } })"
 */
export function batchedCode({ library, method, code, argument, keys }: Rewritten): string {
  if (library === "sequelize" && /^get[A-Z]/.test(method))
    return `{ include: [${method.slice(3)}] } in the query that reads the list`;
  const at = code.lastIndexOf(argument);
  if (WRITES.test(method) || /\.(?:update|insert)\(/.test(code)) return writing(library);
  if (at < 0) return `${code} // with ${keys} in place of one key`;
  const parts = { before: withName(code.slice(0, at), argument), keys, after: code.slice(at + argument.length) };
  // A list of each is the list of all.
  if (/\bin:\s*$/.test(parts.before)) return `${parts.before}${keys.replace(".map(", ".flatMap(")}${parts.after}`;
  return (method.startsWith("$") ? rawSql : REWRITES[library])(parts);
}

export interface KeySource {
  readonly argument: string;
  /** `users`; empty where the code does not say. */
  readonly over: string;
  /** `user` */
  readonly item: string;
  readonly names: readonly string[];
}

/** An expression for all keys, where the code is plain enough to tell. */
export function keysOf({ argument, over, item, names }: KeySource): string {
  const isOwn = names.includes(/^[\w$]+/.exec(argument)?.[0] ?? "");
  if (!isOwn || !/^[\w$.]+$/.test(over)) return "keys";
  return argument === item ? over : `${over}.map((${item}) => ${argument})`;
}

const writing = (library: Library): string =>
  `one statement for all rows: ${library === "prisma" ? "createMany, updateMany, or $executeRaw with " : ""}INSERT … VALUES or UPDATE … FROM unnest($1, $2)`;

/** `{ orderId }` is short for `{ orderId: orderId }`. */
const withName = (before: string, argument: string): string =>
  /^[\w$]+$/.test(argument) && /\{(?:[^(){}[\]]*,)?\s*$/.test(before) ? `${before}${argument}: ` : before;

interface Parts {
  readonly before: string;
  readonly keys: string;
  readonly after: string;
}

function rawSql({ before, keys, after }: Parts): string {
  if (/=\s*\$\{$/.test(before)) return `${before.replace(/=\s*\$\{$/, "= ANY(${")}${keys}})${after.slice(1)}`;
  return `${before.replace(/=\s*\$(\d+)/, "= ANY($$$1)").replace(/=\s*\?/, "= ANY(?)")}${keys}${after}`;
}

type Rewrite = (parts: Parts) => string;

const REWRITES: Readonly<Record<Library, Rewrite>> = {
  prisma: ({ before, keys, after }) =>
    `${before.replace(/\.find(?:Unique|First)(?:OrThrow)?\(/, ".findMany(")}{ in: ${keys} }${after}`,
  typeorm: ({ before, keys, after }) => {
    if (/=\s*:\w+/.test(before)) return `${before.replace(/=\s*:(\w+)/, "IN (:...$1)")}${keys}${after}`;
    const many = before.replace(/\.findOne(?:OrFail)?\(/, ".find(").replace(/\.findOneBy(?:OrFail)?\(/, ".findBy(");
    return `${many}In(${keys})${after}`;
  },
  sequelize: ({ before, keys, after }) => {
    const isByKey = before.endsWith(".findByPk(");
    const many = before.replace(/\.findByPk\($/, ".findAll({ where: { id: ").replace(".findOne(", ".findAll(");
    return `${many.replace(/=\s*\?/, "in (?)")}${keys}${isByKey ? " } }" : ""}${after}`;
  },
  drizzle: ({ before, keys, after }) => `${before.replace(/\beq\(([^()]*)$/, "inArray($1")}${keys}${after}`,
  knex: ({ before, keys, after }) => {
    if (/=\s*\?/.test(before)) return rawSql({ before, keys, after });
    const isObject = /\.where\(\{\s*["']?[\w.]+["']?:\s*$/.test(before);
    return `${manyKnex(before)}${keys}${isObject ? after.replace(/\s*\}/, "") : after}`;
  },
  sql: rawSql,
};

/** `.where("user_id", x)` and `.where({ user_id: x })` become `.whereIn("user_id", keys)`; Kysely has `"in"`. */
const manyKnex = (before: string): string =>
  before
    .replace(/(\.where\([^(){}]*),\s*["']=["'],\s*$/, '$1, "in", ')
    .replace(/\.where\(\{\s*["']?([\w.]+)["']?:\s*$/, '.whereIn("$1", ')
    .replace(/\.where\(([^(){}]*)$/, (all, given: string) => (given.includes('"in"') ? all : `.whereIn(${given}`));
