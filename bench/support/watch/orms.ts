// The same few questions asked through five object mappers and two bare drivers, as their users write them.
// The mappers are peers: they are looked for below the folder that --orms names, never in this package.
import { createRequire } from "node:module";
import { join } from "node:path";
import type pg from "pg";

export interface User {
  readonly id: number;
}

export interface Order {
  readonly id: number;
  readonly user_id: number;
}

export interface Mapper extends AsyncDisposable {
  /** Its pool of pg, where it stands on one: the hook can be put there. */
  readonly pool?: pg.Pool;
  users(limit: number): Promise<readonly User[]>;
  user(id: number): Promise<unknown>;
  orders(limit: number): Promise<readonly Order[]>;
  ordersOf(userId: number): Promise<readonly Order[]>;
  ordersIn(userIds: readonly number[]): Promise<readonly Order[]>;
  countOrders(userId: number): Promise<unknown>;
  ordersAfter(id: number, limit: number): Promise<readonly Order[]>;
  ordersWith(status: string): Promise<unknown>;
  itemsOf(orderId: number): Promise<unknown>;
  itemsWith(quantity: number): Promise<unknown>;
  products(limit: number): Promise<readonly { readonly id: string }[]>;
  product(id: string): Promise<unknown>;
  /** A unit of work of two queries in a transaction. */
  unitFor(userId: number): Promise<unknown>;
}

export type OpenMapper = (url: string, folder: string) => Promise<Mapper>;

// Peers are loaded by name and have no types here.
export type Peer = ReturnType<typeof JSON.parse>;

const peer = (folder: string, name: string): Peer => createRequire(join(folder, "package.json"))(name);

const sqlMapper = (
  run: (sql: string, values: readonly unknown[]) => Promise<Peer>,
  unit: (work: (run: (sql: string, values: readonly unknown[]) => Promise<Peer>) => Promise<void>) => Promise<void>,
  close: () => Promise<void>,
): Mapper => ({
  users: (limit) => run("select id, name, team_id from users order by id limit $1", [limit]),
  user: (id) => run("select * from users where id = $1", [id]),
  orders: (limit) => run("select * from orders order by id limit $1", [limit]),
  ordersOf: (id) => run("select * from orders where user_id = $1", [id]),
  ordersIn: (ids) => run("select * from orders where user_id = any($1)", [ids]),
  countOrders: (id) => run("select count(*) from orders where user_id = $1", [id]),
  ordersAfter: (id, limit) => run("select * from orders where id > $1 order by id limit $2", [id, limit]),
  ordersWith: (status) => run("select * from orders where status = $1 limit 10", [status]),
  itemsOf: (id) => run("select * from items where order_id = $1", [id]),
  itemsWith: (quantity) => run("select * from items where quantity = $1 limit 10", [quantity]),
  products: (limit) => run("select * from products order by name limit $1", [limit]),
  product: (id) => run("select * from products where id = $1", [id]),
  unitFor: (id) =>
    unit(async (inside) => {
      await inside("select * from orders where user_id = $1", [id]);
      await inside("update users set name = name where id = $1", [id]);
    }),
  [Symbol.asyncDispose]: close,
});

const openPg: OpenMapper = async (url) => {
  const { default: pg } = await import("pg");
  const pool = new pg.Pool({ connectionString: url, max: 4 });
  const run = async (sql: string, values: readonly unknown[]): Promise<Peer> =>
    (await pool.query(sql, [...values])).rows;
  const mapper = sqlMapper(
    run,
    async (work) => {
      const client = await pool.connect();
      await client.query("begin");
      await work((sql, values) => client.query(sql, [...values]));
      await client.query("commit");
      client.release();
    },
    () => pool.end(),
  );
  return { ...mapper, pool };
};

const openPostgresJs: OpenMapper = async (url, folder) => {
  const postgres = peer(folder, "postgres");
  const sql = postgres(url, { max: 4 });
  return sqlMapper(
    (text, values) => sql.unsafe(text, values, { prepare: true }),
    (work) => sql.begin((inside: Peer) => work((text, values) => inside.unsafe(text, values, { prepare: true }))),
    () => sql.end(),
  );
};

const openKnex: OpenMapper = async (url, folder) => {
  const db = peer(folder, "knex")({ client: "pg", connection: url, pool: { min: 0, max: 4 } });
  return {
    users: (limit) => db("users").select("*").orderBy("id").limit(limit),
    user: (id) => db("users").where({ id }).first(),
    orders: (limit) => db("orders").orderBy("id").limit(limit),
    ordersOf: (id) => db("orders").where("user_id", id),
    ordersIn: (ids) => db("orders").whereIn("user_id", ids),
    countOrders: (id) => db("orders").where("user_id", id).count(),
    ordersAfter: (id, limit) => db("orders").where("id", ">", id).orderBy("id").limit(limit),
    ordersWith: (status) => db("orders").where({ status }).limit(10),
    itemsOf: (id) => db("items").where({ order_id: id }),
    itemsWith: (quantity) => db("items").where({ quantity }).limit(10),
    products: (limit) => db("products").orderBy("name").limit(limit),
    product: (id) => db("products").where({ id }).first(),
    unitFor: (id) =>
      db.transaction(async (trx: Peer) => {
        await trx("orders").where("user_id", id);
        await trx("users")
          .where({ id })
          .update({ name: `u${id}` });
      }),
    [Symbol.asyncDispose]: () => db.destroy(),
  };
};

const openSequelize: OpenMapper = async (url, folder) => {
  const { Sequelize, DataTypes, Op } = peer(folder, "sequelize");
  const sequelize = new Sequelize(url, { logging: false, dialect: "postgres", pool: { max: 4 } });
  const none = { timestamps: false };
  const User = sequelize.define("users", { name: DataTypes.TEXT, team_id: DataTypes.INTEGER }, none);
  const Order = sequelize.define(
    "orders",
    { user_id: DataTypes.INTEGER, status: DataTypes.TEXT, total: DataTypes.DECIMAL },
    none,
  );
  const Item = sequelize.define(
    "items",
    { order_id: DataTypes.INTEGER, product_id: DataTypes.INTEGER, quantity: DataTypes.INTEGER },
    none,
  );
  const Product = sequelize.define(
    "products",
    { id: { type: DataTypes.UUID, primaryKey: true }, name: DataTypes.TEXT, price: DataTypes.DECIMAL },
    none,
  );
  return {
    users: (limit) => User.findAll({ order: ["id"], limit }),
    user: (id) => User.findByPk(id),
    orders: (limit) => Order.findAll({ order: ["id"], limit }),
    ordersOf: (id) => Order.findAll({ where: { user_id: id } }),
    ordersIn: (ids) => Order.findAll({ where: { user_id: { [Op.in]: ids } } }),
    countOrders: (id) => Order.count({ where: { user_id: id } }),
    ordersAfter: (id, limit) => Order.findAll({ where: { id: { [Op.gt]: id } }, order: ["id"], limit }),
    ordersWith: (status) => Order.findAll({ where: { status }, limit: 10 }),
    itemsOf: (id) => Item.findAll({ where: { order_id: id } }),
    itemsWith: (quantity) => Item.findAll({ where: { quantity }, limit: 10 }),
    products: (limit) => Product.findAll({ order: ["name"], limit }),
    product: (id) => Product.findByPk(id),
    unitFor: (id) =>
      sequelize.transaction(async (transaction: Peer) => {
        await Order.findAll({ where: { user_id: id }, transaction });
        await User.update({ name: `u${id}` }, { where: { id }, transaction });
      }),
    [Symbol.asyncDispose]: () => sequelize.close(),
  };
};

const openTypeorm: OpenMapper = async (url, folder) => {
  const { DataSource, EntitySchema, In, MoreThan } = peer(folder, "typeorm");
  const id = { type: "int", primary: true, generated: true };
  const entity = (name: string, columns: object): Peer => new EntitySchema({ name, tableName: name, columns });
  const users = entity("users", { id, name: { type: "text" }, team_id: { type: "int", nullable: true } });
  const orders = entity("orders", {
    id,
    user_id: { type: "int" },
    status: { type: "text" },
    total: { type: "numeric" },
  });
  const items = entity("items", {
    id,
    order_id: { type: "int" },
    product_id: { type: "int" },
    quantity: { type: "int" },
  });
  const products = entity("products", {
    id: { type: "uuid", primary: true },
    name: { type: "text" },
    price: { type: "numeric" },
  });
  const source = new DataSource({
    type: "postgres",
    url,
    entities: [users, orders, items, products],
    poolSize: 4,
    synchronize: false,
  });
  await source.initialize();
  const repository = (one: Peer): Peer => source.getRepository(one);
  return {
    pool: source.driver.master,
    users: (limit) => repository(users).find({ order: { id: "ASC" }, take: limit }),
    user: (one) => repository(users).findOneBy({ id: one }),
    orders: (limit) => repository(orders).find({ order: { id: "ASC" }, take: limit }),
    ordersOf: (one) => repository(orders).findBy({ user_id: one }),
    ordersIn: (ids) => repository(orders).findBy({ user_id: In([...ids]) }),
    countOrders: (one) => repository(orders).countBy({ user_id: one }),
    ordersAfter: (one, take) => repository(orders).find({ where: { id: MoreThan(one) }, order: { id: "ASC" }, take }),
    ordersWith: (status) => repository(orders).find({ where: { status }, take: 10 }),
    itemsOf: (one) => repository(items).findBy({ order_id: one }),
    itemsWith: (quantity) => repository(items).find({ where: { quantity }, take: 10 }),
    products: (limit) => repository(products).find({ order: { name: "ASC" }, take: limit }),
    product: (one) => repository(products).findOneBy({ id: one }),
    unitFor: (one) =>
      source.transaction(async (manager: Peer) => {
        await manager.findBy(orders, { user_id: one });
        await manager.update(users, { id: one }, { name: `u${one}` });
      }),
    [Symbol.asyncDispose]: () => source.destroy(),
  };
};

const openDrizzle: OpenMapper = async (url, folder) => {
  const core = peer(folder, "drizzle-orm/pg-core");
  const { eq, gt, inArray, asc } = peer(folder, "drizzle-orm");
  const { Pool } = peer(folder, "pg");
  const pool = new Pool({ connectionString: url, max: 4 });
  const db = peer(folder, "drizzle-orm/node-postgres").drizzle(pool);
  const { pgTable, serial, text, integer, numeric, uuid } = core;
  const users = pgTable("users", { id: serial().primaryKey(), name: text(), team_id: integer() });
  const orders = pgTable("orders", { id: serial().primaryKey(), user_id: integer(), status: text(), total: numeric() });
  const items = pgTable("items", {
    id: serial().primaryKey(),
    order_id: integer(),
    product_id: integer(),
    quantity: integer(),
  });
  const products = pgTable("products", { id: uuid().primaryKey(), name: text(), price: numeric() });
  return {
    pool,
    users: (limit) => db.select().from(users).orderBy(asc(users.id)).limit(limit),
    user: (id) => db.select().from(users).where(eq(users.id, id)).limit(1),
    orders: (limit) => db.select().from(orders).orderBy(asc(orders.id)).limit(limit),
    ordersOf: (id) => db.select().from(orders).where(eq(orders.user_id, id)),
    ordersIn: (ids) =>
      db
        .select()
        .from(orders)
        .where(inArray(orders.user_id, [...ids])),
    countOrders: (id) => db.$count(orders, eq(orders.user_id, id)),
    ordersAfter: (id, limit) => db.select().from(orders).where(gt(orders.id, id)).orderBy(asc(orders.id)).limit(limit),
    ordersWith: (status) => db.select().from(orders).where(eq(orders.status, status)).limit(10),
    itemsOf: (id) => db.select().from(items).where(eq(items.order_id, id)),
    itemsWith: (quantity) => db.select().from(items).where(eq(items.quantity, quantity)).limit(10),
    products: (limit) => db.select().from(products).orderBy(asc(products.name)).limit(limit),
    product: (id) => db.select().from(products).where(eq(products.id, id)),
    unitFor: (id) =>
      db.transaction(async (tx: Peer) => {
        await tx.select().from(orders).where(eq(orders.user_id, id));
        await tx
          .update(users)
          .set({ name: `u${id}` })
          .where(eq(users.id, id));
      }),
    [Symbol.asyncDispose]: () => pool.end(),
  };
};

/** The client is one that `prisma generate` made below the folder: its compiler of queries is WebAssembly, and fetches no program. */
export function openClient(url: string, folder: string): Peer {
  const { PrismaClient } = peer(folder, "./generated");
  const { PrismaPg } = peer(folder, "@prisma/adapter-pg");
  return new PrismaClient({ adapter: new PrismaPg({ connectionString: url, max: 4 }) });
}

const openPrisma: OpenMapper = async (url, folder) => {
  const prisma = openClient(url, folder);
  return {
    users: (take) => prisma.users.findMany({ orderBy: { id: "asc" }, take }),
    user: (id) => prisma.users.findUnique({ where: { id } }),
    orders: (take) => prisma.orders.findMany({ orderBy: { id: "asc" }, take }),
    ordersOf: (id) => prisma.orders.findMany({ where: { user_id: id } }),
    ordersIn: (ids) => prisma.orders.findMany({ where: { user_id: { in: [...ids] } } }),
    countOrders: (id) => prisma.orders.count({ where: { user_id: id } }),
    ordersAfter: (id, take) => prisma.orders.findMany({ where: { id: { gt: id } }, orderBy: { id: "asc" }, take }),
    ordersWith: (status) => prisma.orders.findMany({ where: { status }, take: 10 }),
    itemsOf: (id) => prisma.items.findMany({ where: { order_id: id } }),
    itemsWith: (quantity) => prisma.items.findMany({ where: { quantity }, take: 10 }),
    products: (take) => prisma.products.findMany({ orderBy: { name: "asc" }, take }),
    product: (id) => prisma.products.findUnique({ where: { id } }),
    unitFor: (id) =>
      prisma.$transaction(async (tx: Peer) => {
        await tx.orders.findMany({ where: { user_id: id } });
        await tx.users.update({ where: { id }, data: { name: `u${id}` } });
      }),
    [Symbol.asyncDispose]: () => prisma.$disconnect(),
  };
};

export const MAPPERS: ReadonlyMap<string, OpenMapper> = new Map([
  ["pg", openPg],
  ["postgres.js", openPostgresJs],
  ["knex", openKnex],
  ["sequelize", openSequelize],
  ["typeorm", openTypeorm],
  ["drizzle", openDrizzle],
  ["prisma", openPrisma],
]);
