// What is asked, and what must be found: `parent>child` by table. Controls must stay silent.
import type { Mapper } from "./orms.ts";

export interface Scenario {
  readonly name: string;
  readonly found: readonly string[];
  readonly run: (mapper: Mapper) => Promise<void>;
}

const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** The same numbers each time. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff;
    return state / 0x8000_0000;
  };
}

const ids = (rows: readonly { readonly id: number }[]): readonly number[] => rows.map(({ id }) => id);

export const SCENARIOS: readonly Scenario[] = [
  {
    name: "a loop",
    found: ["users>orders"],
    run: async (mapper) => {
      for (const id of ids(await mapper.users(20))) await mapper.ordersOf(id);
    },
  },
  {
    name: "map and Promise.all over a pool",
    found: ["users>orders"],
    run: async (mapper) => {
      await Promise.all(ids(await mapper.users(20)).map((id) => mapper.ordersOf(id)));
    },
  },
  {
    name: "two levels",
    found: ["users>orders", "orders>items"],
    run: async (mapper) => {
      for (const id of ids(await mapper.users(10)))
        for (const order of ids(await mapper.ordersOf(id))) await mapper.itemsOf(order);
    },
  },
  {
    name: "the other end, with repeated keys",
    found: ["orders>users"],
    run: async (mapper) => {
      for (const order of await mapper.orders(30)) await mapper.user(order.user_id);
    },
  },
  {
    name: "uuid keys",
    found: ["products>products"],
    run: async (mapper) => {
      for (const { id } of await mapper.products(12)) await mapper.product(id);
    },
  },
  {
    name: "counts",
    found: ["users>orders"],
    run: async (mapper) => {
      for (const id of ids(await mapper.users(15))) await mapper.countOrders(id);
    },
  },
  {
    name: "resolvers, a turn later",
    found: ["users>orders"],
    run: async (mapper) => {
      const users = await mapper.users(16);
      await pause();
      await Promise.all(
        ids(users).map(async (id) => {
          await pause();
          return mapper.countOrders(id);
        }),
      );
    },
  },
  {
    name: "with other queries in between",
    found: ["users>orders"],
    run: async (mapper) => {
      for (const id of ids(await mapper.users(12))) {
        await mapper.ordersWith("open");
        await mapper.ordersOf(id);
      }
    },
  },
  {
    name: "some of the rows only",
    found: ["users>orders"],
    run: async (mapper) => {
      for (const id of ids(await mapper.users(30))) if (id % 3 === 0) await mapper.ordersOf(id);
    },
  },
  {
    name: "control: one query for all",
    found: [],
    run: async (mapper) => {
      await mapper.ordersIn(ids(await mapper.users(20)));
    },
  },
  {
    name: "control: chunks",
    found: [],
    run: async (mapper) => {
      const all = ids(await mapper.users(50));
      for (let at = 0; at < all.length; at += 7) await mapper.ordersIn(all.slice(at, at + 7));
    },
  },
  {
    name: "control: retries",
    found: [],
    run: async (mapper) => {
      const [first = 1] = ids(await mapper.users(20));
      for (let attempt = 0; attempt < 12; attempt += 1) await mapper.ordersOf(first);
    },
  },
  {
    name: "control: pages",
    found: [],
    run: async (mapper) => {
      let last = 0;
      for (let page = 0; page < 12; page += 1) last = (await mapper.ordersAfter(last, 10)).at(-1)?.id ?? last;
    },
  },
  {
    name: "control: hot lookups",
    found: [],
    run: async (mapper) => {
      const random = dice(7);
      for (let round = 0; round < 5; round += 1) {
        await mapper.users(20);
        for (let count = 0; count < 40; count += 1) await mapper.user(1 + Math.floor(random() ** 2 * 50));
      }
    },
  },
  {
    name: "control: constants",
    found: [],
    run: async (mapper) => {
      await mapper.users(20);
      for (const status of ["open", "paid", "packed", "sent", "back", "lost", "closed"])
        await mapper.ordersWith(status);
    },
  },
  {
    name: "control: constants that equal keys",
    found: [],
    run: async (mapper) => {
      await mapper.users(20);
      for (let quantity = 1; quantity <= 9; quantity += 1) await mapper.itemsWith(quantity);
    },
  },
  {
    name: "control: a transaction for each",
    found: [],
    run: async (mapper) => {
      for (const id of ids(await mapper.users(12))) await mapper.unitFor(id);
    },
  },
  {
    name: "control: fewer than the threshold",
    found: [],
    run: async (mapper) => {
      for (const id of ids(await mapper.users(4))) await mapper.ordersOf(id);
    },
  },
];

export const SCHEMA = `
create table users (id serial primary key, name text not null, team_id int);
create table orders (id serial primary key, user_id int not null references users, status text not null, total numeric not null);
create table items (id serial primary key, order_id int not null references orders, product_id int not null, quantity int not null);
create table products (id uuid primary key, name text not null, price numeric not null);
insert into users (name, team_id) select 'user ' || n, 1 + n % 5 from generate_series(1, 200) n;
insert into orders (user_id, status, total) select 1 + (n * 7) % 200, (array['open','paid','sent'])[1 + n % 3], n from generate_series(1, 1000) n;
insert into items (order_id, product_id, quantity) select 1 + (n * 13) % 1000, n % 50, 1 + n % 9 from generate_series(1, 3000) n;
insert into products select gen_random_uuid(), 'product ' || n, n from generate_series(1, 100) n;
create index on orders (user_id);
create index on items (order_id);
analyze;
`;
