import { type Cursor, pageOf, pageRequest } from "../cursor.js";
import { type Database, isViolation, placeholders, pool, rowOf, rowsOf, transaction } from "../database.js";
import { HttpError } from "../middleware/errors.js";
import { findOrder, lockOrder, type OrderRow, toSummary, withItems } from "../orders.js";
import { recordPayment } from "../payments.js";
import type { Currency, Handlers, NewOrder, Order } from "../types/api.js";

export const listOrders: Handlers["listOrders"] = async (req) => {
  const page = pageRequest(req.query);
  const { values, put } = placeholders();
  const conditions = ["true"];
  if (req.query.status !== undefined) conditions.push(`status = any(${put(req.query.status)})`);
  if (page.cursor !== undefined) conditions.push(`id < ${page.cursor.map(put).join()}`);
  const rows = await rowsOf<OrderRow>(
    pool,
    `select * from orders where ${conditions.join(" and ")} order by id desc limit ${put(page.limit + 1)}`,
    values,
  );
  const { data, nextCursor } = pageOf(rows, page, { item: (row) => row, cursor: (row) => [row.id] });
  const orders: Order[] = [];
  for (const row of data) orders.push(await withItems(pool, row));
  return { status: 200, body: { data: orders, nextCursor } };
};

export const listCustomerOrders: Handlers["listCustomerOrders"] = async (req) => {
  const { customerId } = req.params;
  await mustBeCustomer(pool, customerId);
  const page = pageRequest(req.query, 2);
  const { values, put } = placeholders();
  const conditions = [`customer_id = ${put(customerId)}`];
  if (page.cursor !== undefined) {
    const [createdAt = 0, id = 0] = page.cursor;
    conditions.push(`(created_at, id) < (to_timestamp(${put(createdAt)} / 1000.0), ${put(id)})`);
  }
  const rows = await rowsOf<OrderRow>(
    pool,
    `select * from orders
     where ${conditions.join(" and ")}
     order by created_at desc, id desc
     limit ${put(page.limit + 1)}`,
    values,
  );
  const cursor = (row: OrderRow): Cursor => [row.created_at.getTime(), row.id];
  return { status: 200, body: pageOf(rows, page, { item: toSummary, cursor }) };
};

export const getOrder: Handlers["getOrder"] = async (req) => {
  const row = await findOrder(pool, req.params.orderId);
  return { status: 200, body: await withItems(pool, row) };
};

export const createOrder: Handlers["createOrder"] = async (req) => {
  const key = req.input.headers["idempotency-key"];
  const earlier = await findByKey(key);
  if (earlier !== undefined) return { status: 200, body: await withItems(pool, earlier) };
  try {
    const order = await transaction((database) => placeOrder(database, key, req.body));
    return { status: 201, body: order, headers: { location: `/orders/${order.id}` } };
  } catch (error) {
    const simultaneous = isViolation(error, "unique") ? await findByKey(key) : undefined;
    if (simultaneous === undefined) throw error;
    return { status: 200, body: await withItems(pool, simultaneous) };
  }
};

export const cancelOrder: Handlers["cancelOrder"] = async (req) => {
  const order = await transaction(async (database) => {
    const row = await lockOrder(database, req.params.orderId);
    if (row.status !== "pending" && row.status !== "paid")
      throw new HttpError(409, "NOT_CANCELLABLE", `Order ${row.id} is ${row.status}.`);
    await rowsOf(database, "update orders set status = 'cancelled' where id = $1", [row.id]);
    await rowsOf(
      database,
      `update products set stock = stock + ordered.quantity
       from (
         select product_id, sum(quantity) as quantity from order_items where order_id = $1 group by product_id
       ) as ordered
       where products.id = ordered.product_id`,
      [row.id],
    );
    return withItems(database, { ...row, status: "cancelled" });
  });
  return { status: 200, body: order };
};

/** An order that an earlier request with the same idempotency key has made. */
function findByKey(key: string): Promise<OrderRow | undefined> {
  return rowOf<OrderRow>(pool, "select * from orders where idempotency_key = $1", [key]);
}

async function placeOrder(database: Database, key: string, order: NewOrder): Promise<Order> {
  await mustBeCustomer(database, order.customerId);
  const lines = await takeFromStock(database, order.items);
  const total = lines.reduce((sum, line) => sum + line.quantity * line.unitAmount, 0);
  const row = await rowOf<OrderRow>(
    database,
    `insert into orders (customer_id, total_amount, currency, shipping_address, note, idempotency_key)
     values ($1, $2, $3, $4, $5, $6)
     returning *`,
    [order.customerId, total, oneCurrency(lines), JSON.stringify(order.shippingAddress), order.note ?? null, key],
  );
  if (row === undefined) throw new Error("The database has not answered with the new order.");
  await rowsOf(
    database,
    `insert into order_items (order_id, line, product_id, quantity, unit_amount)
     select $1, line, product_id, quantity, unit_amount
     from unnest($2::bigint[], $3::smallint[], $4::integer[]) with ordinality
       as ordered (product_id, quantity, unit_amount, line)`,
    [
      row.id,
      lines.map((line) => line.productId),
      lines.map((line) => line.quantity),
      lines.map((line) => line.unitAmount),
    ],
  );
  if (order.payment.method !== "card") return withItems(database, row);
  await recordPayment(database, row, { amount: { amount: total, currency: row.currency }, payment: order.payment });
  return withItems(database, await findOrder(database, row.id));
}

interface Line {
  readonly productId: number;
  readonly quantity: number;
  readonly unitAmount: number;
  readonly currency: Currency;
}

interface StockRow {
  readonly id: number;
  readonly stock: number;
  readonly price_amount: number;
  readonly currency: Currency;
}

/** Locks the products in the order of their numbers, so that two orders never wait for each other. */
async function takeFromStock(database: Database, items: NewOrder["items"]): Promise<readonly Line[]> {
  const wanted = new Map<number, number>();
  for (const { productId, quantity } of items) wanted.set(productId, (wanted.get(productId) ?? 0) + quantity);
  const rows = await rowsOf<StockRow>(
    database,
    `select id, stock, price_amount, currency from products
     where id = any($1) and status = 'active'
     order by id
     for update`,
    [[...wanted.keys()]],
  );
  const products = new Map(rows.map((row) => [row.id, row]));
  for (const [productId, quantity] of wanted) {
    const product = products.get(productId);
    if (product === undefined) throw new HttpError(404, "NOT_FOUND", `There is no product ${productId}.`);
    if (product.stock < quantity)
      throw new HttpError(409, "OUT_OF_STOCK", `Only ${product.stock} pieces of product ${productId} are left.`);
  }
  await rowsOf(
    database,
    `update products set stock = stock - taken.quantity
     from unnest($1::bigint[], $2::integer[]) as taken (product_id, quantity)
     where products.id = taken.product_id`,
    [[...wanted.keys()], [...wanted.values()]],
  );
  return items.flatMap(({ productId, quantity }) => {
    const product = products.get(productId);
    if (product === undefined) return [];
    return [{ productId, quantity, unitAmount: product.price_amount, currency: product.currency }];
  });
}

function oneCurrency(lines: readonly Line[]): Currency {
  const [first = "EUR", ...others] = new Set(lines.map((line) => line.currency));
  if (others.length > 0)
    throw new HttpError(409, "MIXED_CURRENCIES", "The products are sold in different currencies; order them apart.");
  return first;
}

async function mustBeCustomer(database: Database, id: number): Promise<void> {
  const row = await rowOf(database, "select id from customers where id = $1", [id]);
  if (row === undefined) throw new HttpError(404, "NOT_FOUND", `There is no customer ${id}.`);
}
