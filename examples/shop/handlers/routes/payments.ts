import { pool, rowsOf, transaction } from "../database.js";
import { HttpError } from "../middleware/errors.js";
import { findOrder, lockOrder } from "../orders.js";
import { type PaymentRow, recordPayment, toPayment } from "../payments.js";
import type { Handlers } from "../types/api.js";

export const listPayments: Handlers["listPayments"] = async (req) => {
  const { id } = await findOrder(pool, req.params.orderId);
  const rows = await rowsOf<PaymentRow>(pool, "select * from payments where order_id = $1 order by id", [id]);
  return { status: 200, body: rows.map(toPayment) };
};

export const createPayment: Handlers["createPayment"] = async (req) => {
  const { amount } = req.body;
  const row = await transaction(async (database) => {
    const order = await lockOrder(database, req.params.orderId);
    if (order.status !== "pending") throw new HttpError(409, "NOT_PENDING", `Order ${order.id} is ${order.status}.`);
    if (order.currency !== amount.currency)
      throw new HttpError(409, "WRONG_CURRENCY", `Order ${order.id} is paid in ${order.currency}.`);
    return recordPayment(database, order, req.body);
  });
  return { status: 201, body: toPayment(row) };
};
