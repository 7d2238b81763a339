// Code as people write it with each library, labelled by hand: the lines (1-based) at which a query is sent once per key.
export interface StaticCase {
  readonly name: string;
  readonly code: string;
  /** Empty for controls. */
  readonly lines: readonly number[];
}

const yes = (name: string, code: string, ...lines: readonly number[]): StaticCase => ({
  name,
  code: code.trim(),
  lines,
});
const no = (name: string, code: string): StaticCase => ({ name, code: code.trim(), lines: [] });

export const STATIC_CASES: readonly StaticCase[] = [
  // Prisma
  yes(
    "prisma: for of",
    `
const users = await prisma.user.findMany();
for (const user of users) {
  user.orders = await prisma.order.findMany({ where: { userId: user.id } });
}`,
    3,
  ),
  yes(
    "prisma: map and Promise.all",
    `
const users = await prisma.user.findMany();
await Promise.all(users.map(async (user) => ({ ...user, orders: await prisma.order.findMany({ where: { userId: user.id } }) })));`,
    2,
  ),
  yes(
    "prisma: findUnique awaited in a for loop",
    `
for (const order of orders) {
  const user = await this.prisma.user.findUnique({ where: { id: order.userId } });
  order.user = user;
}`,
    2,
  ),
  yes(
    "prisma: through a local function",
    `
async function itemsOf(orderId: number) {
  return prisma.item.findMany({ where: { orderId } });
}
for (const order of orders) order.items = await itemsOf(order.id);`,
    2,
  ),
  yes(
    "prisma: destructured item",
    `
for (const { id, name } of await prisma.team.findMany()) {
  counts[name] = await prisma.member.count({ where: { teamId: id } });
}`,
    2,
  ),
  yes(
    "prisma: nested two levels",
    `
for (const user of users) {
  const orders = await prisma.order.findMany({ where: { userId: user.id } });
  for (const order of orders) {
    order.items = await prisma.item.findMany({ where: { orderId: order.id } });
  }
}`,
    2,
    4,
  ),
  yes(
    "prisma: resolver of a list's field",
    `
export const resolvers = {
  Query: { users: () => prisma.user.findMany() },
  User: { orders: (parent, _args, { prisma }) => prisma.order.findMany({ where: { userId: parent.id } }) },
};`,
    3,
  ),
  yes(
    "prisma: counted loop by index",
    `
for (let i = 0; i < users.length; i++) {
  const profile = await prisma.profile.findFirst({ where: { userId: users[i].id } });
  users[i].profile = profile;
}`,
    2,
  ),
  yes(
    "prisma: update in a loop",
    `
for (const item of items) {
  await prisma.product.update({ where: { id: item.productId }, data: { stock: { decrement: item.quantity } } });
}`,
    2,
  ),
  yes(
    "prisma: raw query in a loop",
    `
for (const user of users) {
  await prisma.$queryRaw\`select count(*) from orders where user_id = \${user.id}\`;
}`,
    2,
  ),
  yes(
    "prisma: a list per user is still a query per user",
    `
for (const user of users) {
  user.tags = await prisma.tag.findMany({ where: { id: { in: user.tagIds } } });
}`,
    2,
  ),
  no(
    "prisma: in",
    `
const orders = await prisma.order.findMany({ where: { userId: { in: users.map((user) => user.id) } } });
for (const order of orders) byUser.get(order.userId).push(order);`,
  ),
  no(
    "prisma: include",
    `
const users = await prisma.user.findMany({ include: { orders: true } });
for (const user of users) console.log(user.orders.length);`,
  ),
  no(
    "prisma: chunks",
    `
for (const chunk of chunks(ids, 100)) {
  rows.push(...(await prisma.order.findMany({ where: { userId: { in: chunk } } })));
}`,
  ),
  no(
    "prisma: retries",
    `
for (let attempt = 0; attempt < 3; attempt += 1) {
  try { return await prisma.user.findUnique({ where: { id } }); } catch (error) { await sleep(attempt * 100); }
}`,
  ),
  no(
    "prisma: paging by cursor",
    `
let cursor;
while (true) {
  const page = await prisma.order.findMany({ take: 100, skip: cursor ? 1 : 0, cursor });
  if (page.length === 0) break;
  cursor = { id: page[page.length - 1].id };
}`,
  ),
  no(
    "prisma: findUnique gathered in one turn",
    `
const users = await Promise.all(ids.map((id) => prisma.user.findUnique({ where: { id } })));`,
  ),
  no(
    "prisma: a transaction for each tenant",
    `
for (const tenant of tenants) {
  await prisma.$transaction(async (tx) => {
    const due = await tx.invoice.findMany({ where: { tenantId: tenant.id } });
    await tx.run.create({ data: { tenantId: tenant.id, count: due.length } });
  });
}`,
  ),
  no(
    "prisma: constants",
    `
for (const status of ["open", "paid", "shipped"]) {
  totals[status] = await prisma.order.count({ where: { status } });
}`,
  ),
  no(
    "prisma: the same query each time",
    `
for (const user of users) {
  const settings = await prisma.setting.findMany({ where: { scope: "global" } });
  apply(user, settings);
}`,
  ),
  no(
    "prisma: loader in a resolver",
    `
export const resolvers = { User: { orders: (parent, _args, { loaders }) => loaders.ordersByUser.load(parent.id) } };`,
  ),
  no(
    "prisma: createMany of chunks",
    `
for (const batch of batches) await prisma.event.createMany({ data: batch });`,
  ),
  // TypeORM
  yes(
    "typeorm: repository in a loop",
    `
const users = await this.userRepository.find();
for (const user of users) {
  user.orders = await this.orderRepository.find({ where: { userId: user.id } });
}`,
    3,
  ),
  yes(
    "typeorm: findOneBy in map",
    `
const authors = await Promise.all(posts.map((post) => authorRepo.findOneBy({ id: post.authorId })));`,
    1,
  ),
  yes(
    "typeorm: query builder",
    `
for (const shop of shops) {
  const count = await manager.createQueryBuilder(Order, "o").where("o.shopId = :id", { id: shop.id }).getCount();
  shop.count = count;
}`,
    2,
  ),
  yes(
    "typeorm: getRepository",
    `
for (const user of users) {
  const cart = await dataSource.getRepository(Cart).findOne({ where: { user: { id: user.id } } });
  if (cart) carts.push(cart);
}`,
    2,
  ),
  yes(
    "typeorm: method of the class",
    `
class Reports {
  async lines(orderId: number) {
    return this.lineRepository.findBy({ orderId });
  }
  async all(orders: Order[]) {
    for (const order of orders) await this.lines(order.id);
  }
}`,
    3,
  ),
  yes(
    "typeorm: derived constant",
    `
for (const row of rows) {
  const customerId = row.customer_id;
  const customer = await customerRepository.findOneOrFail({ where: { id: customerId } });
  out.push({ ...row, customer });
}`,
    3,
  ),
  yes(
    "typeorm: ResolveField",
    `
@Resolver(() => User)
export class UserResolver {
  @ResolveField(() => [Order])
  async orders(@Parent() user: User) {
    return this.orderRepository.find({ where: { userId: user.id } });
  }
}`,
    5,
  ),
  yes(
    "typeorm: save in a loop",
    `
for (const user of users) {
  user.seen = now;
  await userRepository.save(user);
}`,
    3,
  ),
  no(
    "typeorm: In",
    `
const orders = await orderRepository.find({ where: { userId: In(users.map((user) => user.id)) } });`,
  ),
  no(
    "typeorm: In of chunks",
    `
for (const ids of chunk(allIds, 100)) out.push(...(await orderRepository.findBy({ userId: In(ids) })));`,
  ),
  no(
    "typeorm: relations",
    `
const users = await userRepository.find({ relations: { orders: true } });
users.forEach((user) => user.orders.map((order) => order.total));`,
  ),
  no(
    "typeorm: skip and take",
    `
for (let skip = 0; ; skip += 100) {
  const page = await orderRepository.find({ skip, take: 100 });
  if (page.length === 0) break;
  handle(page);
}`,
  ),
  no(
    "typeorm: retry while",
    `
let attempts = 0;
while (attempts < 5) {
  const user = await userRepository.findOneBy({ id });
  if (user) break;
  attempts += 1;
}`,
  ),
  no(
    "typeorm: save of all",
    `
for (const user of users) user.seen = now;
await userRepository.save(users);`,
  ),
  no(
    "typeorm: whereInIds in builder",
    `
for (const part of chunk(ids, 50)) {
  await orderRepository.createQueryBuilder("o").where("o.id IN (:...part)", { part }).getMany();
}`,
  ),
  // Sequelize
  yes(
    "sequelize: findAll in a loop",
    `
const users = await User.findAll();
for (const user of users) {
  const orders = await Order.findAll({ where: { userId: user.id } });
  user.setDataValue("orders", orders);
}`,
    3,
  ),
  yes(
    "sequelize: findByPk in map",
    `
await Promise.all(orders.map(async (order) => { order.user = await User.findByPk(order.userId); }));`,
    1,
  ),
  yes(
    "sequelize: forEach",
    `
users.forEach(async (user) => {
  const count = await Order.count({ where: { userId: user.id } });
  counts.set(user.id, count);
});`,
    2,
  ),
  yes(
    "sequelize: raw query",
    `
for (const user of users) {
  await sequelize.query("select * from orders where user_id = ?", { replacements: [user.id] });
}`,
    2,
  ),
  yes(
    "sequelize: arrow function in between",
    `
const load = async (id) => Order.findOne({ where: { id } });
for (const line of lines) line.order = await load(line.orderId);`,
    1,
  ),
  yes(
    "sequelize: a queue",
    `
while (queue.length > 0) {
  const id = queue.shift();
  const node = await Category.findOne({ where: { id } });
  queue.push(...node.childIds);
}`,
    3,
  ),
  yes(
    "sequelize: update in for of",
    `
for (const row of rows) await Product.update({ price: row.price }, { where: { sku: row.sku } });`,
    1,
  ),
  no(
    "sequelize: Op.in",
    `
const orders = await Order.findAll({ where: { userId: { [Op.in]: users.map((user) => user.id) } } });`,
  ),
  no(
    "sequelize: list in where, chunked",
    `
for (const part of lodash.chunk(ids, 100)) {
  const found = await Order.findAll({ where: { userId: { [Op.in]: part } } });
  rows.push(...found);
}`,
  ),
  no(
    "sequelize: include",
    `
const users = await User.findAll({ include: [Order] });
for (const user of users) sum += user.orders.length;`,
  ),
  no(
    "sequelize: bulkCreate",
    `
for (const chunk of chunks) await Event.bulkCreate(chunk);`,
  ),
  no(
    "sequelize: offset",
    `
for (let page = 0; page < pages; page++) {
  rows.push(...(await Order.findAll({ limit: 50, offset: page * 50 })));
}`,
  ),
  no(
    "sequelize: transaction for each",
    `
for (const account of accounts) {
  await sequelize.transaction(async (t) => {
    await Ledger.create({ accountId: account.id }, { transaction: t });
    await Account.update({ closed: true }, { where: { id: account.id }, transaction: t });
  });
}`,
  ),
  no(
    "not a model",
    `
for (const key of keys) out.push(Object.create(proto[key]), Array.from(key), cache.find(key));`,
  ),
  // Drizzle
  yes(
    "drizzle: select in a loop",
    `
for (const user of users) {
  const rows = await db.select().from(orders).where(eq(orders.userId, user.id));
  user.orders = rows;
}`,
    2,
  ),
  yes(
    "drizzle: relational query in map",
    `
const full = await Promise.all(list.map((post) => db.query.comments.findMany({ where: eq(comments.postId, post.id) })));`,
    1,
  ),
  yes(
    "drizzle: update",
    `
for (const line of lines) {
  await db.update(products).set({ stock: line.stock }).where(eq(products.id, line.productId));
}`,
    2,
  ),
  yes(
    "drizzle: through a function",
    `
const ordersOf = (userId: number) => db.select().from(orders).where(eq(orders.userId, userId));
for (const { id } of await db.select().from(users)) all.push(...(await ordersOf(id)));`,
    1,
  ),
  yes(
    "drizzle: transaction with the loop inside",
    `
await db.transaction(async (tx) => {
  for (const user of users) await tx.select().from(orders).where(eq(orders.userId, user.id));
});`,
    2,
  ),
  yes(
    "drizzle: resolver",
    `
const resolvers = {
  Author: {
    books: async ({ id }, _args, { db }) => db.select().from(books).where(eq(books.authorId, id)),
  },
};`,
    3,
  ),
  yes(
    "drizzle: execute",
    `
for (const user of users) await db.execute(sql\`select refresh(\${user.id})\`);`,
    1,
  ),
  no(
    "drizzle: inArray",
    `
const rows = await db.select().from(orders).where(inArray(orders.userId, users.map((user) => user.id)));`,
  ),
  no(
    "drizzle: inArray of chunks",
    `
for (const ids of chunk(all, 500)) out.push(...(await db.select().from(orders).where(inArray(orders.userId, ids))));`,
  ),
  no(
    "drizzle: pieces of SQL",
    `
const list = sql.join(ids.map((id) => sql\`\${id}\`), sql\`, \`);
const rows = await db.execute(sql\`select * from orders where id in (\${list})\`);`,
  ),
  no(
    "drizzle: limit and offset",
    `
for (let offset = 0; offset < total; offset += 100) await db.select().from(orders).limit(100).offset(offset);`,
  ),
  no(
    "drizzle: constants by name",
    `
const STATES = ["open", "closed"] as const;
for (const state of STATES) counts[state] = await db.select().from(orders).where(eq(orders.state, state));`,
  ),
  no(
    "drizzle: insert of all",
    `
const rows = users.map((user) => ({ userId: user.id }));
await db.insert(carts).values(rows);`,
  ),
  // Knex
  yes(
    "knex: where in a loop",
    `
const users = await knex("users").select("id");
for (const user of users) {
  user.orders = await knex("orders").where("user_id", user.id);
}`,
    3,
  ),
  yes(
    "knex: object where in map",
    `
await Promise.all(users.map((user) => db("orders").where({ user_id: user.id }).first()));`,
    1,
  ),
  yes(
    "knex: raw",
    `
for (const id of ids) await knex.raw("select * from orders where id = ?", [id]);`,
    1,
  ),
  yes(
    "knex: named callback",
    `
async function loadOrders(userId) {
  return knex("orders").where("user_id", userId);
}
const all = await Promise.all(userIds.map(loadOrders));`,
    2,
  ),
  yes(
    "knex: for await",
    `
for await (const user of knex("users").stream()) {
  await trx("audit").where({ user_id: user.id }).update({ seen: true });
}`,
    2,
  ),
  no(
    "knex: whereIn",
    `
const orders = await knex("orders").whereIn("user_id", users.map((user) => user.id));`,
  ),
  no(
    "knex: whereIn of chunks",
    `
for (const part of chunks) await knex("orders").whereIn("id", part).del();`,
  ),
  no(
    "knex: pages",
    `
for (let page = 1; page <= last; page += 1) rows.push(...(await knex("orders").limit(50).offset((page - 1) * 50)));`,
  ),
  no(
    "knex: batchInsert",
    `
for (const part of parts) await knex.batchInsert("events", part, 100);`,
  ),
  no(
    "knex: a transaction each",
    `
for (const tenant of tenants) {
  await knex.transaction(async (trx) => { await trx("jobs").where({ tenant_id: tenant.id }).update({ done: true }); });
}`,
  ),
  // pg and postgres.js
  yes(
    "pg: for of",
    `
const { rows: users } = await pool.query("select id from users");
for (const user of users) {
  const { rows } = await pool.query("select * from orders where user_id = $1", [user.id]);
  user.orders = rows;
}`,
    3,
  ),
  yes(
    "pg: map",
    `
const details = await Promise.all(ids.map((id) => client.query("select * from orders where id = $1", [id])));`,
    1,
  ),
  yes(
    "pg: two functions deep",
    `
async function one(id) { return pool.query("select * from items where id = $1", [id]); }
async function item(line) { return one(line.itemId); }
for (const line of lines) await item(line);`,
    1,
  ),
  yes(
    "pg: reduce",
    `
await lines.reduce(async (before, line) => {
  await before;
  await client.query("update items set stock = stock - 1 where id = $1", [line.itemId]);
}, Promise.resolve());`,
    3,
  ),
  yes(
    "postgres.js: awaited template",
    `
for (const user of users) {
  user.orders = await sql\`select * from orders where user_id = \${user.id}\`;
}`,
    2,
  ),
  yes(
    "pg-promise: one",
    `
for (const order of orders) order.user = await db.oneOrNone("select * from users where id = $1", order.userId);`,
    1,
  ),
  yes(
    "kysely",
    `
for (const user of users) await db.selectFrom("orders").selectAll().where("user_id", "=", user.id).execute();`,
    1,
  ),
  no(
    "pg: ANY",
    `
const { rows } = await pool.query("select * from orders where user_id = any($1)", [users.map((user) => user.id)]);`,
  ),
  no(
    "pg: ANY of chunks",
    `
for (const part of chunks(ids, 100)) await pool.query("delete from orders where id = any($1)", [part]);`,
  ),
  no(
    "pg: keyset pages",
    `
let last = 0;
for (;;) {
  const { rows } = await pool.query("select * from orders where id > $1 order by id limit 100", [last]);
  if (rows.length === 0) break;
  last = rows.at(-1).id;
}`,
  ),
  no(
    "pg: retry",
    `
for (let attempt = 1; attempt <= 3; attempt++) {
  try { return await client.query("select * from orders where id = $1", [id]); } catch { await wait(attempt); }
}`,
  ),
  no(
    "pg: hosts in turn",
    `
for (const host of hosts) {
  try { return await connectTo(host); } catch { continue; }
}`,
  ),
  no(
    "pg: a worker that takes jobs",
    `
while (running) {
  const { rows: [job] } = await pool.query("update jobs set taken = now() where id = (select id from jobs where taken is null limit 1 for update skip locked) returning *");
  if (!job) break;
  await pool.query("update jobs set done = now() where id = $1", [job.id]);
}`,
  ),
  no(
    "nothing to do with databases",
    `
for (const url of urls) out.push(await fetch(url), await client.get(url), await queue.push(url));`,
  ),
];
