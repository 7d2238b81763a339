import { type Database, rowOf, rowsOf } from "./database.js";
import { HttpError } from "./middleware/errors.js";
import type { Address, Currency, Order, OrderItem, OrderStatus, OrderSummary } from "./types/api.js";

export interface OrderRow {
  readonly id: number;
  readonly customer_id: number;
  readonly status: OrderStatus;
  readonly total_amount: number;
  readonly currency: Currency;
  readonly shipping_address: Address;
  readonly note: string | null;
  readonly created_at: Date;
}

interface OrderItemRow {
  readonly line: number;
  readonly product_id: number;
  readonly quantity: number;
  readonly unit_amount: number;
}

/** The order's row, or 404. */
export async function findOrder(database: Database, id: number): Promise<OrderRow> {
  const row = await rowOf<OrderRow>(database, "select * from orders where id = $1", [id]);
  if (row === undefined) throw new HttpError(404, "NOT_FOUND", `There is no order ${id}.`);
  return row;
}

/** The same, kept from changing until the transaction ends. */
export async function lockOrder(database: Database, id: number): Promise<OrderRow> {
  await rowOf(database, "select id from orders where id = $1 for update", [id]);
  return findOrder(database, id);
}

export async function withItems(database: Database, row: OrderRow): Promise<Order> {
  const rows = await rowsOf<OrderItemRow>(
    database,
    "select line, product_id, quantity, unit_amount from order_items where order_id = $1 order by line",
    [row.id],
  );
  const items = rows.map((item) => toItem(item, row.currency));
  return { ...toSummary(row), items, shippingAddress: row.shipping_address, note: row.note };
}

export function toSummary(row: OrderRow): OrderSummary {
  return {
    id: row.id,
    customerId: row.customer_id,
    status: row.status,
    total: { amount: row.total_amount, currency: row.currency },
    createdAt: row.created_at.toISOString(),
  };
}

function toItem(row: OrderItemRow, currency: Currency): OrderItem {
  return {
    line: row.line,
    productId: row.product_id,
    quantity: row.quantity,
    unitPrice: { amount: row.unit_amount, currency },
  };
}
