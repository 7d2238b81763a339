// What only Prisma does: relations loaded with their parents, lookups of one turn gathered into one query, transactions of a list.
// The same generated client as in orms.ts; the labels say which tables an N+1 joins.
import type { Scenario } from "./cases.ts";
import { openClient, type Peer } from "./orms.ts";

export interface PrismaScenario extends Pick<Scenario, "name" | "found"> {
  readonly run: (prisma: Peer) => Promise<unknown>;
}

const usersOf = (prisma: Peer, take: number): Promise<readonly { readonly id: number }[]> =>
  prisma.users.findMany({ orderBy: { id: "asc" }, take });
const ordersOf = (prisma: Peer, take: number): Promise<readonly { readonly user_id: number }[]> =>
  prisma.orders.findMany({ orderBy: { id: "asc" }, take });

export const PRISMA_SCENARIOS: readonly PrismaScenario[] = [
  {
    name: "findFirst for each in one turn",
    found: ["orders>users"],
    run: async (prisma) => {
      const orders = await ordersOf(prisma, 20);
      await Promise.all(orders.map(({ user_id: id }) => prisma.users.findFirst({ where: { id } })));
    },
  },
  {
    name: "raw queries",
    found: ["users>orders"],
    run: async (prisma) => {
      for (const { id } of await usersOf(prisma, 15))
        await prisma.$queryRaw`select id, total from orders where user_id = ${id}`;
    },
  },
  {
    name: "an update for each",
    found: ["users>users"],
    run: async (prisma) => {
      for (const { id } of await usersOf(prisma, 12))
        await prisma.users.update({ where: { id }, data: { name: `u${id}` } });
    },
  },
  {
    name: "one interactive transaction around the loop",
    found: ["users>orders"],
    run: (prisma) =>
      prisma.$transaction(async (tx: Peer) => {
        for (const { id } of await usersOf(tx, 12)) await tx.orders.count({ where: { user_id: id } });
      }),
  },
  {
    name: "a list of queries in one transaction",
    found: ["users>orders"],
    run: async (prisma) => {
      const users = await usersOf(prisma, 12);
      await prisma.$transaction(users.map(({ id }) => prisma.orders.findMany({ where: { user_id: id } })));
    },
  },
  {
    name: "an include inside of the loop",
    found: ["users>orders"],
    run: async (prisma) => {
      for (const { id } of await usersOf(prisma, 10))
        await prisma.orders.findMany({ where: { user_id: id }, include: { items: true } });
    },
  },
  {
    name: "control: include",
    found: [],
    run: (prisma) => prisma.users.findMany({ take: 20, include: { orders: true } }),
  },
  {
    name: "control: include of two levels",
    found: [],
    run: (prisma) => prisma.users.findMany({ take: 20, include: { orders: { include: { items: true } } } }),
  },
  {
    name: "control: the first orders of each, by include",
    found: [],
    run: (prisma) =>
      prisma.users.findMany({ take: 20, include: { orders: { take: 2, orderBy: { id: "asc" } }, _count: true } }),
  },
  {
    name: "control: the parents by include",
    found: [],
    run: (prisma) => prisma.orders.findMany({ take: 40, include: { user: true } }),
  },
  {
    name: "control: findUnique in one turn, which Prisma gathers",
    found: [],
    run: async (prisma) => {
      const orders = await ordersOf(prisma, 30);
      await Promise.all(orders.map(({ user_id: id }) => prisma.users.findUnique({ where: { id } })));
    },
  },
  {
    name: "control: the relation of a findUnique in one turn, as resolvers ask",
    found: [],
    run: async (prisma) => {
      const users = await usersOf(prisma, 20);
      await Promise.all(users.map(({ id }) => prisma.users.findUnique({ where: { id } }).orders()));
    },
  },
  {
    name: "control: pages by cursor",
    found: [],
    run: async (prisma) => {
      let id: number | undefined;
      for (let page = 0; page < 10; page += 1) {
        const place = id === undefined ? {} : { cursor: { id }, skip: 1 };
        const rows: readonly { readonly id: number }[] = await prisma.orders.findMany({
          orderBy: { id: "asc" },
          take: 10,
          ...place,
        });
        id = rows.at(-1)?.id;
      }
    },
  },
  {
    name: "control: a filter on a relation, and rows made at once",
    found: [],
    run: async (prisma) => {
      const users: readonly { readonly id: number }[] = await prisma.users.findMany({
        where: { orders: { some: { status: "open" } } },
        take: 20,
      });
      await prisma.items.createMany({
        data: users.map(({ id }) => ({ order_id: id, product_id: 1, quantity: 99 })),
      });
      await prisma.items.deleteMany({ where: { quantity: 99 } });
    },
  },
];

/** A client of its own for each scenario. */
export async function runPrisma(scenario: PrismaScenario, url: string, folder: string): Promise<void> {
  const prisma = openClient(url, folder);
  try {
    await scenario.run(prisma);
  } finally {
    await prisma.$disconnect();
  }
}
