import { declaredLibrary, type Declared } from "./declared.ts";
import { bare, child, nameOf, nodes, propertyName, type Node } from "./tree.ts";

export type Library = "prisma" | "typeorm" | "sequelize" | "drizzle" | "knex" | "sql";

/** An expression that sends a statement to a database. */
export interface QueryCall {
  readonly library: Library;
  /** The call that tells: `findMany`, `query`, `knex`. */
  readonly method: string;
}

/** One link of `a.b(x).c(y)`, the last first. */
interface Link {
  readonly method: string;
  readonly receiver: Node | undefined;
  readonly call: Node;
  /** What the file says that a receiver is. */
  readonly said: (receiver: Node | undefined) => Library | undefined;
}

/** The calls of a chain from its end to its root. */
function linksOf(node: Node, declared: Declared): readonly Link[] {
  const links: Link[] = [];
  const said: Link["said"] = (receiver) => declaredLibrary(bare(receiver), declared);
  let at = bare(node);
  while (at !== undefined) {
    if (at.type === "CallExpression") {
      const callee = bare(child(at, "callee"));
      const isMember = callee?.type === "MemberExpression";
      const receiver = isMember ? bare(child(callee, "object")) : undefined;
      links.push({ method: isMember ? propertyName(callee) : nameOf(callee), receiver, call: at, said });
      at = receiver;
    } else if (at.type === "MemberExpression") at = bare(child(at, "object"));
    else return links;
  }
  return links;
}

/** The last name of `this.repositories.users`, or of the call that gave the receiver. */
function receiverName(node: Node | undefined): string {
  if (node === undefined) return "";
  if (node.type === "Identifier") return nameOf(node);
  if (node.type === "MemberExpression") return propertyName(node);
  return node.type === "CallExpression" ? receiverName(bare(child(node, "callee"))) : "";
}

/**
 * What an expression asks of which library, by the names of calls and receivers; undefined for all else.
 *
 * @example
 * // prisma.order.findMany({ where: { userId } }) → { library: "prisma", method: "findMany" }
 */
export function queryCallOf(node: Node, declared: Declared = new Map()): QueryCall | undefined {
  if (node.type === "TaggedTemplateExpression") return taggedQuery(node, declared);
  if (node.type !== "CallExpression") return undefined;
  for (const link of linksOf(node, declared)) {
    const library = libraryOf(link);
    if (library !== undefined) return { library, method: link.method };
  }
  return undefined;
}

/** postgres.js and Prisma's raw queries; other templates only make pieces. */
function taggedQuery(node: Node, declared: Declared): QueryCall | undefined {
  const tag = bare(child(node, "tag"));
  const name = tag?.type === "MemberExpression" ? propertyName(tag) : nameOf(tag);
  if (/^\$(?:queryRaw|executeRaw)$/.test(name)) return { library: "prisma", method: name };
  return name === "sql" || declaredLibrary(tag, declared) === "sql" ? { library: "sql", method: name } : undefined;
}

const READERS: readonly ((link: Link) => Library | undefined)[] = [prisma, drizzle, typeorm, sequelize, knex, plainSql];

function libraryOf(link: Link): Library | undefined {
  for (const reader of READERS) {
    const found = reader(link);
    if (found !== undefined) return found;
  }
  return undefined;
}

const PRISMA_OWN = /^(?:findUnique|findUniqueOrThrow|findFirst|findFirstOrThrow|findMany|groupBy|upsert)$/;
const PRISMA_COMMON = /^(?:create|createMany|update|updateMany|delete|deleteMany|count|aggregate)$/;
const PRISMA_CLIENT = /prisma|^tx$|^orm$/i;

/** `prisma.order.findMany(…)`: a model of a client. */
function prisma({ method, receiver, call, said }: Link): Library | undefined {
  if (/^\$(?:queryRaw|queryRawUnsafe|executeRaw|executeRawUnsafe)$/.test(method)) return "prisma";
  if (receiver?.type !== "MemberExpression") return undefined;
  const client = bare(child(receiver, "object"));
  // `db.query.users.findMany` is Drizzle's.
  if (client?.type === "MemberExpression" && propertyName(client) === "query") return undefined;
  const isClient = said(client) === "prisma" || PRISMA_CLIENT.test(receiverName(client));
  const isNamedAlike = /^(?:db|client|database)$/i.test(receiverName(client));
  if (PRISMA_COMMON.test(method)) return isClient || (isNamedAlike && hasPrismaInput(call)) ? "prisma" : undefined;
  return PRISMA_OWN.test(method) && (isClient || isNamedAlike) ? "prisma" : undefined;
}

/** `{ where: … }`, `{ data: … }`: the words of Prisma's own input. */
const hasPrismaInput = (call: Node): boolean =>
  nodes(bare(nodes(call, "arguments")[0]), "properties").some((one) => /^(?:where|data)$/.test(propertyName(one)));

const DATABASE = /^(?:db|tx|trx|drizzle|database|orm|conn)$/i;

function drizzle({ method, receiver, call, said }: Link): Library | undefined {
  if (/^(?:findFirst|findMany)$/.test(method) && receiver?.type === "MemberExpression") {
    const relation = bare(child(receiver, "object"));
    if (relation?.type === "MemberExpression" && propertyName(relation) === "query") return "drizzle";
  }
  if (receiver === undefined) return undefined;
  const library = said(receiver);
  if (library === undefined ? !DATABASE.test(receiverName(receiver)) : library !== "drizzle") return undefined;
  if (/^(?:select|selectDistinct|\$count)$/.test(method)) return "drizzle";
  // `db.insert(orders)` takes a table; a string would be Knex's.
  if (/^(?:insert|update|delete)$/.test(method))
    return bare(nodes(call, "arguments")[0])?.type === "Identifier" ? "drizzle" : undefined;
  return method === "execute" ? "drizzle" : undefined;
}

const REPOSITORY = /(?:repo|repository|manager|datasource)$/i;
const TYPEORM =
  /^(?:find|findOne|findOneBy|findBy|findAndCount|findAndCountBy|findOneOrFail|findOneByOrFail|findByIds|count|countBy|exists?|existsBy|save|update|insert|upsert|delete|remove|softDelete|increment|decrement|query)$/;
const BUILT = /^(?:getMany|getOne|getOneOrFail|getRawMany|getRawOne|getCount|getManyAndCount|getExists)$/;

function typeorm({ method, receiver, said }: Link): Library | undefined {
  if (BUILT.test(method)) return "typeorm";
  if (!TYPEORM.test(method) || receiver === undefined) return undefined;
  return said(receiver) === "typeorm" || REPOSITORY.test(receiverName(receiver)) ? "typeorm" : undefined;
}

const MODEL =
  /^(?:find|findOne|findOneBy|findBy|findAll|findByPk|findById|findAndCountAll|findOrCreate|findOneOrFail|count|create|update|destroy|upsert|increment|decrement|sum|max|min)$/;
const BUILT_IN =
  /^(?:Object|Array|Promise|Math|JSON|Reflect|Map|Set|Number|String|Date|Symbol|Buffer|BigInt|Proxy|Intl|URL)$/;

/** Models are classes, and so written with a capital. */
function sequelize({ method, receiver, said }: Link): Library | undefined {
  if (receiver === undefined) return undefined;
  const name = receiverName(receiver);
  if (method === "query" && /^sequelize$/i.test(name)) return "sequelize";
  const isModel = said(receiver) === "sequelize" || isCapital(receiver);
  return isModel && MODEL.test(method) ? "sequelize" : undefined;
}

function isCapital(receiver: Node): boolean {
  const name = receiverName(receiver);
  return receiver.type !== "CallExpression" && /^[A-Z]\w*[a-z]\w*$/.test(name) && !BUILT_IN.test(name);
}

const KNEX = /^(?:knex|db|trx|tx|database|k)$/i;

/** `knex("orders")…`, `knex.select(…)`, `knex.raw(…)`. */
function knex({ method, receiver, call, said }: Link): Library | undefined {
  const isOfText = isText(nodes(call, "arguments")[0]);
  if (receiver === undefined) {
    const isKnex = KNEX.test(method) || said(child(call, "callee")) === "knex";
    return isKnex && isOfText ? "knex" : undefined;
  }
  const name = receiverName(receiver);
  if (receiver.type === "MemberExpression" && /^(?:knex|trx)$/i.test(method) && isOfText) return "knex";
  if (/^(?:selectFrom|updateTable|deleteFrom|insertInto)$/.test(method) && DATABASE.test(name)) return "knex";
  if (said(receiver) !== "knex" && !/^(?:knex|trx)$/i.test(name)) return undefined;
  return /^(?:select|from|raw|table|first|insert)$/.test(method) ? "knex" : undefined;
}

const isText = (node: Node | undefined): boolean =>
  node?.type === "TemplateLiteral" || (node?.type === "Literal" && typeof node["value"] === "string");

const CONNECTION = /(?:client|pool|^db|conn|connection|^pg|^tx|^trx|database|session)$/i;

function plainSql({ method, receiver, call, said }: Link): Library | undefined {
  if (receiver === undefined) return undefined;
  const name = receiverName(receiver);
  if (method === "query")
    return (CONNECTION.test(name) || said(receiver) === "sql") && isStatement(call) ? "sql" : undefined;
  return /^(?:one|oneOrNone|many|manyOrNone|any|none)$/.test(method) && /^(?:db|t|tx|task|database)$/i.test(name)
    ? "sql"
    : undefined;
}

/** Clients of other protocols have a `query` too: `client.query({ query: HERO, variables })`. */
function isStatement(call: Node): boolean {
  const [first] = nodes(call, "arguments");
  if (first?.type !== "ObjectExpression") return true;
  const parts = nodes(first, "properties");
  return parts.some((part) => part.type === "SpreadElement" || propertyName(part) === "text");
}
