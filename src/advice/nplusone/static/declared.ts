import type { Library } from "./query-call.ts";
import { bare, boundNames, child, descendants, isFunction, nameOf, nodes, propertyName, type Node } from "./tree.ts";

/** What a file says that names stand for: `shifts: Repository<Shift>`, `const store = new Pool()`. Fields have `this.` before them. */
export type Declared = ReadonlyMap<string, Library>;

const TYPES: Readonly<Record<string, Library>> = {
  Repository: "typeorm",
  TreeRepository: "typeorm",
  EntityManager: "typeorm",
  PrismaClient: "prisma",
  PrismaService: "prisma",
  ModelStatic: "sequelize",
  Knex: "knex",
  NodePgDatabase: "drizzle",
  PostgresJsDatabase: "drizzle",
  Pool: "sql",
  PoolClient: "sql",
};

const MAKERS: Readonly<Record<string, Library>> = {
  getRepository: "typeorm",
  getTreeRepository: "typeorm",
  knex: "knex",
  drizzle: "drizzle",
  postgres: "sql",
};

/** A name that another place in the file gives something else is nobody's. */
export function declaredIn(program: Node): Declared {
  const found = new Map<string, Library | undefined>();
  for (const { name, library } of bindings(program))
    found.set(name, found.has(name) && found.get(name) !== library ? undefined : library);
  const told = [...found].flatMap(([name, library]) => (library === undefined ? [] : [[name, library] as const]));
  return new Map(told.filter(([name]) => name !== "" && name !== "this."));
}

interface Binding {
  readonly name: string;
  readonly library: Library | undefined;
}

function* bindings(program: Node): Generator<Binding> {
  for (const node of descendants(program)) {
    if (node.type === "PropertyDefinition") yield field(node, propertyName(node));
    if (node.type === "TSParameterProperty") yield* parameterField(node);
    if (node.type === "VariableDeclarator") yield* variable(node);
    if (isFunction(node)) yield* nodes(node, "params").flatMap(parameter);
  }
}

const field = (node: Node, name: string): Binding => ({
  name: `this.${name}`,
  library: typedAs(node) ?? madeBy(child(node, "value")),
});

function parameterField(node: Node): readonly Binding[] {
  const inner = child(node, "parameter");
  return inner === undefined ? [] : [{ name: `this.${nameOf(inner)}`, library: typedAs(inner) }];
}

function variable(node: Node): readonly Binding[] {
  const id = child(node, "id");
  const library = typedAs(id) ?? madeBy(child(node, "init"));
  return boundNames(id).map((name) => ({ name, library: id?.type === "Identifier" ? library : undefined }));
}

const parameter = (node: Node): readonly Binding[] =>
  boundNames(node).map((name) => ({ name, library: node.type === "Identifier" ? typedAs(node) : undefined }));

/** `Repository<Shift>`, `pg.Pool` */
function typedAs(node: Node | undefined): Library | undefined {
  const type = child(child(node, "typeAnnotation"), "typeAnnotation");
  const name = child(type, "typeName");
  return TYPES[nameOf(name?.type === "TSQualifiedName" ? child(name, "right") : name)];
}

/** `new PrismaClient()`, `knex({ … })`, `source.getRepository(Shift)`, `sequelize.define("shift", …)`. */
function madeBy(value: Node | undefined): Library | undefined {
  const made = bare(value);
  if (made?.type !== "NewExpression" && made?.type !== "CallExpression") return undefined;
  const callee = bare(child(made, "callee"));
  const name = callee?.type === "MemberExpression" ? propertyName(callee) : nameOf(callee);
  if (made.type === "NewExpression") return TYPES[name];
  const [first] = nodes(made, "arguments");
  return name === "define" && typeof first?.["value"] === "string" ? "sequelize" : MAKERS[name];
}

/** The library that a file declares a receiver to be of. */
export function declaredLibrary(receiver: Node | undefined, declared: Declared): Library | undefined {
  if (receiver?.type === "Identifier") return declared.get(nameOf(receiver));
  const isOwn = receiver?.type === "MemberExpression" && child(receiver, "object")?.type === "ThisExpression";
  return isOwn ? declared.get(`this.${propertyName(receiver)}`) : undefined;
}
