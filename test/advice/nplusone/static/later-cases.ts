// A third set, written after the rules and run once before anything was mended: loops that generators, recursion, helpers and classes
// hide, and controls that look like them. The line of a query per key ends with `// n+1`.
import type { StaticCase } from "./cases.ts";
import { marked } from "./marked.ts";

export const LATER_STATIC_CASES: readonly StaticCase[] = [
  marked(
    "prisma: a generator that loads as it yields",
    `
async function* berths(harbours: readonly Harbour[]) {
  for (const harbour of harbours) {
    yield { harbour, berths: await prisma.berth.findMany({ where: { harbourId: harbour.id } }) }; // n+1
  }
}`,
  ),
  marked(
    "prisma: a tree by recursion over children",
    `
async function loadBranch(unit: Unit): Promise<Branch> {
  const children = await prisma.unit.findMany({ where: { parentId: unit.id } }); // n+1
  const branches = [];
  for (const child of children) branches.push(await loadBranch(child));
  return { unit, branches };
}`,
  ),
  marked(
    "prisma: promises collected, then awaited together",
    `
const pending: Promise<number>[] = [];
for (const kiln of kilns) {
  pending.push(prisma.firing.count({ where: { kilnId: kiln.id, failed: false } })); // n+1
}
const counts = await Promise.all(pending);`,
  ),
  marked(
    "prisma: Promise.allSettled over keys of an object",
    `
const outcome = await Promise.allSettled(
  Object.keys(pricesBySku).map((sku) =>
    prisma.part.update({ where: { sku }, data: { price: pricesBySku[sku] } }), // n+1
  ),
);`,
  ),
  marked(
    "prisma control: awaited include, then two nested loops",
    `
const routes = await prisma.route.findMany({ include: { stops: { include: { station: true } } } });
for (const route of routes) {
  for (const stop of route.stops) timetable.push([route.code, stop.station.name, stop.at]);
}`,
  ),
  marked(
    "prisma control: a loader fills once for all, a loop reads from it",
    `
async function withTutors(courses: Course[]) {
  const tutors = await prisma.tutor.findMany({ where: { id: { in: [...new Set(courses.map((c) => c.tutorId))] } } });
  const byId = Object.fromEntries(tutors.map((tutor) => [tutor.id, tutor]));
  for (const course of courses) course.tutor = byId[course.tutorId];
  return courses;
}`,
  ),
  marked(
    "typeorm: a class method called with this in a for loop",
    `
@Injectable()
export class RotaService {
  constructor(@InjectRepository(Shift) private readonly shifts: Repository<Shift>) {}

  async overview(nurses: Nurse[]) {
    const rota: Record<string, Shift[]> = {};
    for (const nurse of nurses) rota[nurse.badge] = await this.upcoming(nurse);
    return rota;
  }

  private upcoming(nurse: Nurse) {
    return this.shifts.find({ where: { nurse: { id: nurse.id }, startsAt: MoreThan(new Date()) } }); // n+1
  }
}`,
  ),
  marked(
    "typeorm: getRepository of a source, in a while loop over a stack",
    `
const stack = [root.id];
while (stack.length) {
  const id = stack.pop()!;
  const subfolders = await dataSource.getRepository(Folder).find({ where: { parent: { id } } }); // n+1
  stack.push(...subfolders.map((folder) => folder.id));
}`,
  ),
  marked(
    "typeorm: save of each in forEach",
    `
await Promise.all(
  readings.map(async (reading) => {
    const meter = new Meter();
    meter.serial = reading.serial;
    await this.meterRepository.save(meter); // n+1
  }),
);`,
  ),
  marked(
    "typeorm: lookups guarded by a condition",
    `
for (const parcel of parcels) {
  if (!parcel.depotId) continue;
  const depot = await depotRepo.findOneBy({ id: parcel.depotId }); // n+1
  if (depot?.closed) parcel.hold = true;
}`,
  ),
  marked(
    "typeorm control: a lookup for what a map does not hold yet",
    `
const known = new Map<string, Depot>();
for (const parcel of parcels) {
  let depot = known.get(parcel.depotId);
  if (depot === undefined) {
    depot = await depotRepo.findOneByOrFail({ id: parcel.depotId });
    known.set(parcel.depotId, depot);
  }
  parcel.depot = depot;
}`,
  ),
  marked(
    "typeorm control: one transaction for each round, from the source",
    `
for (const payout of payouts) {
  await dataSource.transaction(async (manager) => {
    const account = await manager.findOneByOrFail(Account, { id: payout.accountId });
    account.balance -= payout.amount;
    await manager.save(account);
  });
}`,
  ),
  marked(
    "sequelize: count in a reduce",
    `
const totals = await teams.reduce(async (earlier, team) => {
  const sums = await earlier;
  sums[team.name] = await Match.count({ where: { winnerId: team.id } }); // n+1
  return sums;
}, Promise.resolve({}));`,
  ),
  marked(
    "sequelize: models behind an object",
    `
module.exports = async function enrich(bookings) {
  for (const booking of bookings) {
    const guest = await models.Guest.findByPk(booking.guestId, { attributes: ["name"] }); // n+1
    booking.guestName = guest && guest.name;
  }
  return bookings;
};`,
  ),
  marked(
    "sequelize: an indexed loop backwards",
    `
for (let at = invoices.length - 1; at >= 0; at--) {
  const invoice = invoices[at];
  invoice.lines = await InvoiceLine.findAll({ where: { invoiceId: invoice.id } }); // n+1
}`,
  ),
  marked(
    "sequelize control: pages by offset until nothing comes",
    `
let offset = 0;
let page = [];
do {
  page = await Letter.findAll({ order: [["id", "ASC"]], offset, limit: 250 });
  await index(page);
  offset += page.length;
} while (page.length > 0);`,
  ),
  marked(
    "sequelize control: saving instances is not asked here, a loop over two words is a constant",
    `
for (const state of ["draft", "final"]) {
  const found = await Report.findAll({ where: { state } });
  sections.push({ state, size: found.length });
}`,
  ),
  marked(
    "drizzle: a helper defined as a constant arrow, called within map",
    `
const latestOf = async (sensorId: string) => {
  const [row] = await db.select().from(readings).where(eq(readings.sensorId, sensorId)).orderBy(desc(readings.at)).limit(1); // n+1
  return row;
};
export const overview = (sensors: Sensor[]) => Promise.all(sensors.map(async ({ id, label }) => ({ label, last: await latestOf(id) })));`,
  ),
  marked(
    "drizzle: insert of one row per element",
    `
for (const [at, title] of titles.entries()) {
  await db.insert(chapters).values({ bookId, title, position: at }); // n+1
}`,
  ),
  marked(
    "drizzle control: one insert of all rows that a map makes",
    `
await db.insert(chapters).values(titles.map((title, position) => ({ bookId, title, position })));
for (const title of titles) log.info(title);`,
  ),
  marked(
    "drizzle control: slices",
    `
for (let from = 0; from < keys.length; from += 400) {
  const part = keys.slice(from, from + 400);
  rows.push(...(await db.select().from(parts).where(inArray(parts.key, part))));
}`,
  ),
  marked(
    "knex: a loop over rows of a query, awaited in place",
    `
for (const crew of await knex("crews").where({ season }).select("id", "name")) {
  const [{ count }] = await knex("members").where("crew_id", crew.id).count(); // n+1
  console.log(crew.name, count);
}`,
  ),
  marked(
    "knex: then in place of await",
    `
const withHeats = races.map((race) =>
  knex("heats").where({ race_id: race.id }).then((heats) => ({ ...race, heats })), // n+1
);
export default () => Promise.all(withHeats);`,
  ),
  marked(
    "knex control: an in list made by a subquery of the list",
    `
const ids = crews.map((crew) => crew.id);
const members = await knex("members").whereIn("crew_id", ids).groupBy("crew_id").select("crew_id").count();
crews.forEach((crew) => { crew.size = Number(members.find((one) => one.crew_id === crew.id)?.count ?? 0); });`,
  ),
  marked(
    "knex control: retries until a lock is free",
    `
for (let attempt = 0; attempt < 8; attempt++) {
  const [lease] = await knex("leases").where({ name, holder: null }).update({ holder }).returning("*");
  if (lease) return lease;
  await delay(100 * attempt);
}`,
  ),
  marked(
    "pg: two levels, the inner through a function declared below",
    `
export async function museum(rooms) {
  for (const room of rooms) {
    const { rows: works } = await pool.query("select id, title from works where room_id = $1", [room.id]); // n+1
    room.works = await Promise.all(works.map((work) => describe(work)));
  }
}
async function describe({ id, title }) {
  const { rows } = await pool.query("select name from artists a join credits c on c.artist_id = a.id where c.work_id = $1", [id]); // n+1
  return { title, artists: rows.map((row) => row.name) };
}`,
  ),
  marked(
    "pg: a data access object whose method is called in a loop",
    `
class Ledger {
  constructor(pool) { this.pool = pool; }
  async balanceOf(account) {
    const { rows } = await this.pool.query("select sum(amount) from entries where account = $1", [account]); // n+1
    return Number(rows[0].sum);
  }
  async statement(accounts) {
    const lines = [];
    for (const account of accounts) lines.push([account, await this.balanceOf(account)]);
    return lines;
  }
}`,
  ),
  marked(
    "pg: for in over an object of quantities",
    `
for (const sku in wanted) {
  const { rows } = await client.query("select stock from parts where sku = $1", [sku]); // n+1
  if (rows[0].stock < wanted[sku]) short.push(sku);
}`,
  ),
  marked(
    "pg: a template literal with the key in the text",
    `
for (const branch of branches) {
  const result = await db.query(\`select count(*) from loans where branch_id = \${branch.id}\`); // n+1
  branch.loans = Number(result.rows[0].count);
}`,
  ),
  marked(
    "pg control: unnest of all rows, in chunks from a generator",
    `
function* chunked(all, size) {
  for (let at = 0; at < all.length; at += size) yield all.slice(at, at + size);
}
for (const part of chunked(samples, 1000)) {
  await pool.query("insert into samples (probe, value) select * from unnest($1::int[], $2::float8[])", [
    part.map((one) => one.probe),
    part.map((one) => one.value),
  ]);
}`,
  ),
  marked(
    "pg control: a worker that takes one job after the other",
    `
for (;;) {
  const { rows: [job] } = await pool.query("update jobs set taken_at = now() where id = (select id from jobs where taken_at is null order by id limit 1 for update skip locked) returning *");
  if (job === undefined) break;
  await perform(job);
}`,
  ),
  marked(
    "pg control: keyset pages through a local function",
    `
const pageAfter = (last) => pool.query("select id, body from notes where id > $1 order by id limit 100", [last]);
let last = 0;
while (true) {
  const { rows } = await pageAfter(last);
  if (rows.length === 0) break;
  last = rows.at(-1).id;
  await send(rows);
}`,
  ),
  marked(
    "graphql: a class with FieldResolver and a repository",
    `
@Resolver(Vineyard)
export class VineyardResolver {
  constructor(private readonly wineRepository: Repository<Wine>) {}
  @FieldResolver(() => [Wine])
  async wines(@Root() vineyard: Vineyard) {
    return this.wineRepository.findBy({ vineyardId: vineyard.id }); // n+1
  }
}`,
  ),
  marked(
    "graphql: a field's resolver through a service function",
    `
async function ratingOf(dishId) {
  const [row] = await sql\`select avg(stars) as stars from reviews where dish_id = \${dishId}\`; // n+1
  return row.stars;
}
export const resolvers = { Query: { dishes: () => sql\`select * from dishes\` }, Dish: { rating: (dish) => ratingOf(dish.id) } };`,
  ),
  marked(
    "graphql control: a loader made per request, batched by ANY",
    `
export const createLoaders = (pool) => ({
  ratings: new DataLoader(async (dishIds) => {
    const { rows } = await pool.query("select dish_id, avg(stars) as stars from reviews where dish_id = ANY($1) group by 1", [dishIds]);
    return dishIds.map((id) => rows.find((row) => row.dish_id === id)?.stars ?? null);
  }),
});
export const resolvers = { Dish: { rating: (dish, _args, { loaders }) => loaders.ratings.load(dish.id) } };`,
  ),
  // Written after what these had missed was mended, and run once more
  marked(
    "prisma: a client under another name",
    `
import { PrismaClient } from "@prisma/client";
const store = new PrismaClient();
export async function exportAll(writer) {
  const looms = await store.loom.findMany();
  for (const loom of looms) {
    const bolts = await store.bolt.findMany({ where: { loomId: loom.id } }); // n+1
    writer.row(loom.name, bolts.length);
  }
}`,
  ),
  marked(
    "prisma control: a memo in a function of its own",
    `
const seen: Record<string, Promise<Rate>> = {};
const rateOf = (currency: string) => (seen[currency] ??= prisma.rate.findFirstOrThrow({ where: { currency } }));
export async function convert(lines: Line[]) {
  for (const line of lines) line.euro = line.amount * (await rateOf(line.currency)).factor;
}`,
  ),
  marked(
    "prisma control: the first page of each of two tabs, then a loop",
    `
const [mine, others] = await Promise.all([
  prisma.task.findMany({ where: { ownerId }, take: 20 }),
  prisma.task.findMany({ where: { ownerId: { not: ownerId } }, take: 20 }),
]);
for (const task of [...mine, ...others]) render(task.title);`,
  ),
  marked(
    "typeorm: a field of a declared type, and an array of the same name beside it",
    `
class Depot {
  private readonly vans: Repository<Van>;
  async load(routes: Route[]) {
    const vans = await this.vans.find();
    for (const route of routes) {
      const van = vans.find((one) => one.id === route.vanId);
      route.history = await this.vans.findBy({ routeId: route.id }); // n+1
      route.van = van;
    }
  }
}`,
  ),
  marked(
    "typeorm: rows made and saved with a manager",
    `
for (const row of rows) {
  const pupil = manager.create(Pupil, {});
  pupil.name = row.name;
  await manager.save(pupil); // n+1
}`,
  ),
  marked(
    "typeorm control: rows gathered, then saved at once",
    `
const pupils = [];
for (const row of rows) {
  const pupil = new Pupil();
  pupil.name = row.name;
  pupils.push(pupil);
}
await manager.save(pupils);`,
  ),
  marked(
    "sequelize: a model that define made, in lower case",
    `
const ferry = sequelize.define("ferry", { name: DataTypes.TEXT });
const crossing = sequelize.define("crossing", { ferryId: DataTypes.INTEGER });
for (const one of await ferry.findAll()) {
  console.log(one.name, await crossing.count({ where: { ferryId: one.id } })); // n+1
}`,
  ),
  marked(
    "drizzle: a database that is handed in by its type",
    `
export async function audit(store: NodePgDatabase, shelves: Shelf[]) {
  for (const shelf of shelves) {
    const [row] = await store.select({ n: count() }).from(books).where(eq(books.shelfId, shelf.id)); // n+1
    shelf.size = row.n;
  }
}`,
  ),
  marked(
    "knex: a connection that knex made, under another name",
    `
const store = knex({ client: "pg", connection });
for (const choir of await store("choirs")) {
  choir.singers = await store("singers").where({ choir_id: choir.id }); // n+1
}`,
  ),
  marked(
    "pg: a way out for those that are known is no memory when nothing is remembered",
    `
for (const seat of seats) {
  if (booked.has(seat.id)) continue;
  const { rows } = await pool.query("select price from prices where seat_id = $1", [seat.id]); // n+1
  offer(seat, rows[0].price);
}`,
  ),
  marked(
    "pg control: what is known is kept, and a way out comes before the query",
    `
async function cityOf(zip, client, cities = cityByZip) {
  if (cities.has(zip)) return cities.get(zip);
  const { rows } = await client.query("select name from cities where zip = $1", [zip]);
  cities.set(zip, rows[0]?.name);
  return rows[0]?.name;
}
for (const address of addresses) address.city = await cityOf(address.zip, client);`,
  ),
  marked(
    "postgres.js: a connection under another name",
    `
const store = postgres(process.env.DATABASE_URL);
for (const mill of mills) mill.output = await store\`select sum(tons) from output where mill_id = \${mill.id}\`; // n+1`,
  ),
  marked(
    "postgres.js control: rows in one insert",
    `
const store = postgres(process.env.DATABASE_URL);
for (const part of parts(records, 500)) await store\`insert into records \${store(part)}\`;`,
  ),
  marked(
    "control: a client of GraphQL, and a search index",
    `
for (const hero of heroes) {
  const { data } = await client.query({ query: HERO, variables: { id: hero.id } });
  const hits = await index.search({ term: hero.name });
  hero.more = [data, hits];
}`,
  ),
  marked(
    "control: hot rows of one shop, asked for by a constant key",
    `
for (const visit of visits) {
  const shop = await prisma.shop.findUniqueOrThrow({ where: { id: SHOP_ID } });
  if (shop.isOpen) admit(visit);
}`,
  ),
];
