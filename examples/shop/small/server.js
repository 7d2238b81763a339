// A shop in one file: node:http and pg. Its faults are on purpose; WELL=1 leaves out the one that is in the code.
import { createServer } from "node:http";
import pg from "pg";

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
const rowsOf = async (text, values = []) => (await pool.query(text, values)).rows;

/** The fault: a statement for the page, and one more for each order on it. */
async function itemsOneByOne(orders) {
  const pages = [];
  for (const order of orders)
    pages.push({
      ...order,
      items: await rowsOf("select line, product, quantity from order_items where order_id = $1 order by line", [
        order.id,
      ]),
    });
  return pages;
}

/** As it should be: one statement for all. */
async function itemsAtOnce(orders) {
  const ids = orders.map((order) => order.id);
  const items = await rowsOf(
    "select order_id, line, product, quantity from order_items where order_id = any($1) order by order_id, line",
    [ids],
  );
  return orders.map((order) => ({ ...order, items: items.filter((item) => item.order_id === order.id) }));
}

const withItems = process.env.WELL === "1" ? itemsAtOnce : itemsOneByOne;

const ROUTES = [
  [/^\/orders$/, async () => withItems(await rowsOf("select * from orders order by id desc limit $1", [20]))],
  [/^\/orders\/(\d+)$/, (id) => rowsOf("select * from orders where id = $1", [id])],
  [/^\/customers\/(\d+)$/, (id) => rowsOf("select * from customers where id = $1", [id])],
  [
    /^\/customers\/(\d+)\/orders$/,
    (id) => rowsOf("select * from orders where customer_id = $1 order by created_at desc limit 10", [id]),
  ],
  [/^\/shipments\/(\w+)$/, (code) => rowsOf("select id, status from orders where tracking_code = $1", [code])],
];

const server = createServer(async (request, response) => {
  const path = new URL(request.url, "http://localhost").pathname;
  for (const [pattern, answer] of ROUTES) {
    const found = pattern.exec(path);
    if (found === null) continue;
    try {
      const body = JSON.stringify(await answer(found[1]));
      response.writeHead(200, { "content-type": "application/json" }).end(body);
    } catch (failure) {
      response.writeHead(500).end(String(failure));
    }
    return;
  }
  response.writeHead(404).end();
});

server.listen(Number(process.env.PORT ?? 3000), process.env.HOST ?? "localhost");

for (const signal of ["SIGINT", "SIGTERM"])
  process.once(signal, () => {
    server.close(() => void pool.end());
    server.closeAllConnections();
  });
