import { type Database, rowOf, rowsOf } from "./database.js";
import type { OrderRow } from "./orders.js";
import type { Currency, NewPayment, Payment, PaymentMethod } from "./types/api.js";

export interface PaymentRow {
  readonly id: number;
  readonly order_id: number;
  readonly amount: number;
  readonly currency: Currency;
  readonly method: PaymentMethod;
  readonly created_at: Date;
}

/** Enters a payment; an order that is paid in full by it is `paid`. The token of a card is not kept. */
export async function recordPayment(database: Database, order: OrderRow, { amount, payment }: NewPayment) {
  const { token: _, ...method } = { token: undefined, ...payment };
  const row = await rowOf<PaymentRow>(
    database,
    "insert into payments (order_id, amount, currency, method) values ($1, $2, $3, $4) returning *",
    [order.id, amount.amount, amount.currency, JSON.stringify(method)],
  );
  if (row === undefined) throw new Error("The database has not answered with the new payment.");
  await rowsOf(
    database,
    `update orders set status = 'paid'
     where id = $1 and status = 'pending'
       and total_amount <= (select sum(payments.amount) from payments where payments.order_id = orders.id)`,
    [order.id],
  );
  return row;
}

export function toPayment(row: PaymentRow): Payment {
  return {
    id: row.id,
    orderId: row.order_id,
    amount: { amount: row.amount, currency: row.currency },
    payment: row.method,
    createdAt: row.created_at.toISOString(),
  };
}
