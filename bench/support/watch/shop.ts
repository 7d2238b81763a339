// A small shop API over pg: a page of orders with their users and items, in three queries. Its pool is what an API has.
import { createServer } from "node:http";
import pg from "pg";

const pool = new pg.Pool({ connectionString: process.argv[2], max: 10 });
// Its proxy may end before it does.
pool.on("error", () => undefined);
let served = 0;

async function page(): Promise<unknown> {
  served += 1;
  const from = (served * 37) % 900;
  const { rows: orders } = await pool.query(
    "select id, user_id, status, total from orders where id > $1 order by id limit 20",
    [from],
  );
  const users = await pool.query("select id, name from users where id = any($1)", [
    orders.map((order) => order.user_id),
  ]);
  const items = await pool.query("select id, order_id, product_id, quantity from items where order_id = any($1)", [
    orders.map((order) => order.id),
  ]);
  return { orders, users: users.rows, items: items.rows };
}

const server = createServer((_request, response) => {
  page().then(
    (body) => response.setHeader("content-type", "application/json").end(JSON.stringify(body)),
    (failure: unknown) => response.writeHead(500).end(String(failure)),
  );
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  console.log(JSON.stringify({ port: typeof address === "object" && address !== null ? address.port : 0 }));
});
process.on("SIGTERM", () => process.exit(0));
