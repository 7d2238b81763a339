// Written without a look at the rules, as services, jobs and resolvers read in projects; the line of a query per key ends with `// n+1`.
import type { StaticCase } from "./cases.ts";
import { marked } from "./marked.ts";

export const MORE_STATIC_CASES: readonly StaticCase[] = [
  // Prisma
  marked(
    "prisma: a service's private method",
    `
export class InvoiceService {
  constructor(private readonly prisma: PrismaClient) {}
  async list(accountIds: string[]) {
    const result = [];
    for (const accountId of accountIds) {
      result.push(await this.totalOf(accountId));
    }
    return result;
  }
  private async totalOf(accountId: string) {
    const sum = await this.prisma.invoice.aggregate({ where: { accountId }, _sum: { amount: true } }); // n+1
    return sum._sum.amount ?? 0;
  }
}`,
  ),
  marked(
    "prisma: Promise.all over entries of a map",
    `
const byRegion = new Map(regions.map((region) => [region.code, region]));
const figures = await Promise.all(
  [...byRegion.entries()].map(async ([code, region]) => {
    const shops = await db.shop.count({ where: { regionCode: code } }); // n+1
    return { name: region.name, shops };
  }),
);`,
  ),
  marked(
    "prisma: forEach with an async callback",
    `
tickets.forEach(async (ticket) => {
  const agent = await prisma.agent.findFirst({ where: { id: ticket.agentId } }); // n+1
  notify(agent, ticket);
});`,
  ),
  marked(
    "prisma: updates one by one",
    `
export async function reorder(cards: readonly Card[]) {
  for (const [position, card] of cards.entries()) {
    await prisma.card.update({ where: { id: card.id }, data: { position } }); // n+1
  }
}`,
  ),
  marked(
    "prisma: for await over a stream of rows",
    `
for await (const line of lines) {
  const known = await prisma.contact.findUnique({ where: { email: line.email } }); // n+1
  if (known === null) missing.push(line.email);
}`,
  ),
  marked(
    "prisma: reduce with an awaited accumulator",
    `
const total = await carts.reduce(async (before, cart) => {
  const sum = await before;
  const coupon = await prisma.coupon.findUnique({ where: { code: cart.coupon } }); // n+1
  return sum + (coupon?.value ?? 0);
}, Promise.resolve(0));`,
  ),
  marked(
    "prisma control: include",
    `
const teams = await prisma.team.findMany({ include: { members: true } });
for (const team of teams) {
  for (const member of team.members) report(team.name, member.name);
}`,
  ),
  marked(
    "prisma control: one query for all, then a map",
    `
async function work() {
const sellers = await prisma.seller.findMany({ where: { id: { in: offers.map((offer) => offer.sellerId) } } });
const sellerById = new Map(sellers.map((seller) => [seller.id, seller]));
return offers.map((offer) => ({ ...offer, seller: sellerById.get(offer.sellerId) }));
}`,
  ),
  marked(
    "prisma control: batches of a list",
    `
const SIZE = 500;
for (let from = 0; from < ids.length; from += SIZE) {
  const batch = ids.slice(from, from + SIZE);
  await prisma.session.deleteMany({ where: { id: { in: batch } } });
}`,
  ),
  marked(
    "prisma control: cursor paging",
    `
let cursor: string | undefined;
do {
  const page = await prisma.event.findMany({ take: 200, orderBy: { id: "asc" }, ...(cursor && { skip: 1, cursor: { id: cursor } }) });
  await archive(page);
  cursor = page.at(-1)?.id;
} while (cursor !== undefined);`,
  ),
  marked(
    "prisma control: retries",
    `
async function work() {
for (let attempt = 1; attempt <= 5; attempt += 1) {
  try {
    return await prisma.wallet.update({ where: { id: walletId }, data: { balance: { decrement: amount } } });
  } catch (failure) {
    if (attempt === 5) throw failure;
  }
}
}`,
  ),
  marked(
    "prisma control: two fixed queries at once",
    `
const [open, closed] = await Promise.all(
  (["open", "closed"] as const).map((status) => prisma.ticket.count({ where: { status } })),
);`,
  ),
  marked(
    "prisma control: statements of one transaction array",
    `
const [count, rows] = await prisma.$transaction([
  prisma.product.count({ where }),
  prisma.product.findMany({ where, take, skip }),
]);`,
  ),
  // TypeORM
  marked(
    "typeorm: repository in a for loop over found entities",
    `
const projects = await this.projectRepository.find({ where: { archived: false } });
for (const project of projects) {
  project.tasks = await this.taskRepository.findBy({ projectId: project.id }); // n+1
}`,
  ),
  marked(
    "typeorm: query builder inside of map",
    `
async function work() {
return Promise.all(
  rooms.map((room) =>
    this.bookings // n+1
      .createQueryBuilder("b")
      .where("b.room_id = :roomId", { roomId: room.id })
      .getMany(),
  ),
);
}`,
  ),
  marked(
    "typeorm: manager.findOne by the item",
    `
for (const row of sheet.rows) {
  const product = await manager.findOne(Product, { where: { sku: row.sku } }); // n+1
  if (!product) errors.push(row.sku);
}`,
  ),
  marked(
    "typeorm: exists in a filter loop",
    `
const fresh: Lead[] = [];
for (const lead of leads) {
  if (!(await leadRepository.existsBy({ phone: lead.phone }))) fresh.push(lead); // n+1
}`,
  ),
  marked(
    "typeorm: nested with a helper function",
    `
const commentsOf = (postId: number) => commentRepo.find({ where: { post: { id: postId } } }); // n+1
export async function feed(authors: Author[]) {
  for (const author of authors) {
    author.posts = await postRepo.find({ where: { authorId: author.id } }); // n+1
    for (const post of author.posts) post.comments = await commentsOf(post.id);
  }
}`,
  ),
  marked(
    "typeorm control: In",
    `
const found = await repo.find({ where: { id: In(orders.map(({ customerId }) => customerId)) } });
for (const customer of found) names.set(customer.id, customer.name);`,
  ),
  marked(
    "typeorm control: save of the whole list",
    `
for (const item of items) item.price = Math.round(item.price * rate);
await itemRepository.save(items, { chunk: 100 });`,
  ),
  marked(
    "typeorm control: pages by skip and take",
    `
for (let page = 0; ; page += 1) {
  const rows = await readingRepository.find({ order: { id: "ASC" }, skip: page * 1000, take: 1000 });
  if (rows.length === 0) break;
  for (const row of rows) writer.write(row);
}`,
  ),
  // Sequelize
  marked(
    "sequelize: findByPk in a loop",
    `
for (const enrolment of enrolments) {
  const course = await Course.findByPk(enrolment.courseId); // n+1
  titles.push(course.title);
}`,
  ),
  marked(
    "sequelize: an association's getter",
    `
const albums = await Album.findAll();
const result = await Promise.all(albums.map(async (album) => ({ title: album.title, tracks: await album.getTracks() }))); // n+1`,
  ),
  marked(
    "sequelize: findOne in while over a queue",
    `
while (queue.length > 0) {
  const node = queue.shift();
  const folder = await Folder.findOne({ where: { id: node.parentId } }); // n+1
  if (folder) queue.push(folder);
}`,
  ),
  marked(
    "sequelize: increment per row",
    `
for (const { gameId, points } of scores) {
  await Game.increment({ points }, { where: { id: gameId } }); // n+1
}`,
  ),
  marked(
    "sequelize control: include and a plain loop",
    `
const albums = await Album.findAll({ include: [Track] });
for (const album of albums) console.log(album.title, album.Tracks.length);`,
  ),
  marked(
    "sequelize control: Op.in",
    `
const chunks = chunk(codes, 200);
for (const part of chunks) {
  const found = await Airport.findAll({ where: { code: { [Op.in]: part } } });
  found.forEach((airport) => airports.set(airport.code, airport));
}`,
  ),
  marked(
    "sequelize control: bulkCreate of chunks",
    `
for (const part of chunk(records, 1000)) await Measurement.bulkCreate(part);`,
  ),
  // Drizzle
  marked(
    "drizzle: select in for of",
    `
for (const playlist of playlists) {
  const songs = await db.select().from(songsTable).where(eq(songsTable.playlistId, playlist.id)); // n+1
  playlist.length = songs.length;
}`,
  ),
  marked(
    "drizzle: relational query in map",
    `
const cards = await Promise.all(
  boards.map((board) => db.query.cards.findMany({ where: eq(cards.boardId, board.id) })), // n+1
);`,
  ),
  marked(
    "drizzle: update per element",
    `
for (const { id, rank } of ranked) {
  await db.update(players).set({ rank }).where(eq(players.id, id)); // n+1
}`,
  ),
  marked(
    "drizzle control: inArray",
    `
const rows = await db.select().from(songsTable).where(inArray(songsTable.playlistId, playlists.map((p) => p.id)));
for (const row of rows) lengths[row.playlistId] += row.length;`,
  ),
  marked(
    "drizzle control: a query before and a plain loop after",
    `
const rows = await db.select().from(players).where(eq(players.teamId, teamId));
for (const row of rows) {
  const shown = format(row);
  out.push(shown);
}`,
  ),
  // Knex and Kysely
  marked(
    "knex: where and first in a loop",
    `
for (const line of order.lines) {
  const stock = await knex("stock").where({ product_id: line.productId }).first(); // n+1
  if (stock.amount < line.quantity) shortages.push(line);
}`,
  ),
  marked(
    "knex: indexed loop",
    `
for (let i = 0; i < vehicles.length; i++) {
  vehicles[i].trips = await trx("trips").where("vehicle_id", vehicles[i].id).orderBy("started_at"); // n+1
}`,
  ),
  marked(
    "knex: raw per element",
    `
for (const tag of tags) {
  const { rows } = await knex.raw("select count(*) from post_tags where tag_id = ?", [tag.id]); // n+1
  tag.count = rows[0].count;
}`,
  ),
  marked(
    "kysely: selectFrom in map",
    `
const withOwner = await Promise.all(
  boats.map(async (boat) => {
    const owner = await db.selectFrom("owners").selectAll().where("id", "=", boat.owner_id).executeTakeFirst(); // n+1
    return { ...boat, owner };
  }),
);`,
  ),
  marked(
    "knex control: whereIn",
    `
const stocks = await knex("stock").whereIn("product_id", order.lines.map((line) => line.productId));
for (const stock of stocks) byProduct.set(stock.product_id, stock);`,
  ),
  marked(
    "knex control: conditions added in a loop, one query",
    `
async function work() {
const query = knex("houses").select("*");
for (const [column, value] of Object.entries(filters)) query.where(column, value);
return await query;
}`,
  ),
  marked(
    "knex control: batchInsert",
    `
for (const table of ["cities", "streets"]) {
  await knex.batchInsert(table, seeds[table], 500);
}`,
  ),
  // pg and postgres.js
  marked(
    "pg: client.query in a loop",
    `
const { rows: patients } = await client.query("select id, name from patients where ward = $1", [ward]);
for (const patient of patients) {
  const { rows } = await client.query("select * from visits where patient_id = $1 order by at desc limit 1", [patient.id]); // n+1
  patient.last = rows[0];
}`,
  ),
  marked(
    "pg: config object with a name",
    `
for (const id of deviceIds) {
  const answer = await pool.query({ name: "device", text: "select * from devices where id = $1", values: [id] }); // n+1
  devices.push(answer.rows[0]);
}`,
  ),
  marked(
    "pg: a data access function in the same file",
    `
function findAddress(client, personId) {
  return client.query("select street, city from addresses where person_id = $1", [personId]); // n+1
}
async function export_(client, people) {
  const lines = [];
  for (const person of people) {
    const { rows } = await findAddress(client, person.id);
    lines.push([person.name, rows[0]?.city].join(";"));
  }
  return lines;
}`,
  ),
  marked(
    "postgres.js: tagged template in for of",
    `
for (const author of authors) {
  author.books = await sql\`select title from books where author_id = \${author.id}\`; // n+1
}`,
  ),
  marked(
    "pg: inserts one at a time",
    `
for (const reading of readings) {
  await pool.query("insert into readings (sensor, value) values ($1, $2)", [reading.sensor, reading.value]); // n+1
}`,
  ),
  marked(
    "pg control: any",
    `
const { rows } = await pool.query("select * from devices where id = any($1)", [deviceIds]);
for (const row of rows) devices.set(row.id, row);`,
  ),
  marked(
    "pg control: chunks with any",
    `
while (rest.length > 0) {
  const some = rest.splice(0, 100);
  await pool.query("delete from sessions where id = any($1::uuid[])", [some]);
}`,
  ),
  marked(
    "pg control: DDL over constants",
    `
for (const table of ["a_log", "b_log"]) await client.query(\`truncate table \${table}\`);`,
  ),
  marked(
    "pg control: polling",
    `
while (!signal.aborted) {
  const { rows } = await pool.query("select id from jobs where state = 'new' order by id limit 10 for update skip locked");
  await run(rows);
  await sleep(1000);
}`,
  ),
  marked(
    "pg control: keyset paging",
    `
let last = 0;
for (;;) {
  const { rows } = await pool.query("select id, body from letters where id > $1 order by id limit 500", [last]);
  if (rows.length === 0) break;
  await index(rows);
  last = rows[rows.length - 1].id;
}`,
  ),
  marked(
    "pg control: an array of a map is no database",
    `
const cache = new Map();
for (const id of ids) {
  const cached = cache.get(id);
  const found = list.find((one) => one.id === id);
  results.push(cached ?? found);
}`,
  ),
  // GraphQL
  marked(
    "graphql: resolver map with a pg pool",
    `
export const resolvers = {
  Query: { authors: () => pool.query("select * from authors").then((r) => r.rows) },
  Author: {
    books: async (author) => (await pool.query("select * from books where author_id = $1", [author.id])).rows, // n+1
  },
};`,
  ),
  marked(
    "graphql: ResolveField of Nest",
    `
@Resolver(() => Recipe)
export class RecipeResolver {
  constructor(private readonly prisma: PrismaService) {}
  @Query(() => [Recipe])
  recipes() {
    return this.prisma.recipe.findMany();
  }
  @ResolveField(() => [Ingredient])
  ingredients(@Parent() recipe: Recipe) {
    return this.prisma.ingredient.findMany({ where: { recipeId: recipe.id } }); // n+1
  }
}`,
  ),
  marked(
    "graphql: a resolver that calls a local function",
    `
const ownerOf = (dog) => knex("owners").where("id", dog.ownerId).first(); // n+1
export const resolvers = { Dog: { owner: (dog) => ownerOf(dog) }, Query: { dogs: () => knex("dogs") } };`,
  ),
  marked(
    "graphql control: data loader in the resolver",
    `
export const resolvers = {
  Query: { authors: () => prisma.author.findMany() },
  Author: { books: (author, _args, { loaders }) => loaders.books.load(author.id) },
};
export const bookLoader = () =>
  new DataLoader(async (ids) => {
    const books = await prisma.book.findMany({ where: { authorId: { in: [...ids] } } });
    return ids.map((id) => books.filter((book) => book.authorId === id));
  });`,
  ),
  marked(
    "graphql control: a query's own argument",
    `
export const resolvers = {
  Query: { author: (_root, { id }) => prisma.author.findUnique({ where: { id } }) },
  Mutation: { rename: (_root, { id, name }) => prisma.author.update({ where: { id }, data: { name } }) },
};`,
  ),
  marked(
    "graphql control: a property of the parent",
    `
export const resolvers = {
  Order: { total: (order) => order.lines.reduce((sum, line) => sum + line.price * line.quantity, 0) },
};`,
  ),
  // More controls
  marked(
    "control: work for each tenant in a transaction of its own",
    `
for (const tenant of tenants) {
  await prisma.$transaction(async (tx) => {
    await tx.usage.deleteMany({ where: { tenantId: tenant.id, at: { lt: limit } } });
    await tx.tenant.update({ where: { id: tenant.id }, data: { cleanedAt: now } });
  });
}`,
  ),
  marked(
    "control: the same lookup in every round",
    `
for (const mail of mails) {
  const settings = await prisma.setting.findFirst({ where: { key: "footer" } });
  await mailer.send(mail, settings.value);
}`,
  ),
  marked(
    "control: requests to another service",
    `
for (const user of users) {
  const response = await fetch(\`https://avatars.internal/\${user.id}\`);
  user.avatar = await response.text();
}`,
  ),
  marked(
    "control: queries built in a loop and sent as one",
    `
const parts = filters.map((filter) => eq(things[filter.column], filter.value));
const found = await db.select().from(things).where(and(...parts));`,
  ),
  marked(
    "control: an array's own find and update",
    `
for (const change of changes) {
  const item = items.find((one) => one.id === change.id);
  item.update(change);
  counters.increment(change.kind);
}`,
  ),
  marked(
    "control: chunks in Promise.all",
    `
async function work() {
const groups = await Promise.all(
  chunk(ids, 100).map((part) => prisma.photo.findMany({ where: { id: { in: part } } })),
);
return groups.flat();
}`,
  ),
  // What the first reading of these cases missed, and its neighbours
  marked(
    "sequelize: getters gathered by Promise.all",
    `
const albums = await Album.findAll();
const tracks = await Promise.all(albums.map((album) => album.getTracks({ order: ["place"] }))); // n+1`,
  ),
  marked(
    "sequelize control: getters of the instance itself",
    `
const albums = await Album.findAll();
for (const album of albums) {
  names.push(album.getDataValue("title"), album.getTitle(), await render(album.getStatus()));
}`,
  ),
  marked(
    "prisma: a client called db, deleting one by one",
    `
for (const draft of drafts) await db.draft.delete({ where: { id: draft.id } }); // n+1`,
  ),
  marked(
    "control: a store called db that is none",
    `
for (const draft of drafts) await db.drafts.delete(draft.id);
for (const count of counts) db.metrics.update(count);`,
  ),
];
