import { pool, rowOf, rowsOf } from "../database.js";
import { HttpError } from "../middleware/errors.js";
import { type OrderRow, toSummary } from "../orders.js";
import type { Carrier, Handlers, OrderStatus, Shipment, ShipmentResult } from "../types/api.js";

export const getFulfilmentQueue: Handlers["getFulfilmentQueue"] = async (req) => {
  const rows = await rowsOf<OrderRow>(pool, "select * from orders where status = 'paid' order by created_at limit $1", [
    req.query.limit,
  ]);
  return { status: 200, body: rows.map(toSummary) };
};

export const createShipments: Handlers["createShipments"] = async (req) => {
  const shipments = req.body;
  const shipped = await rowsOf<{ id: number }>(
    pool,
    `update orders set status = 'shipped', carrier = shipment.carrier, tracking_code = shipment.code
     from unnest($1::bigint[], $2::text[], $3::text[]) as shipment (order_id, carrier, code)
     where orders.id = shipment.order_id and orders.status = 'paid'
     returning orders.id`,
    [
      shipments.map((shipment) => shipment.orderId),
      shipments.map((shipment) => shipment.carrier),
      shipments.map((shipment) => shipment.trackingCode),
    ],
  );
  const done = new Set(shipped.map((row) => row.id));
  const reasons = await reasonsFor(shipments.filter((shipment) => !done.has(shipment.orderId)));
  const body = shipments.map(({ orderId }): ShipmentResult => {
    if (done.has(orderId)) return { orderId, shipped: true };
    return { orderId, shipped: false, reason: reasons.get(orderId) ?? "There is no such order." };
  });
  return { status: 200, body };
};

export const trackShipment: Handlers["trackShipment"] = async (req) => {
  const { trackingCode } = req.params;
  const row = await rowOf<{ id: number; status: OrderStatus; carrier: Carrier }>(
    pool,
    "select id, status, carrier from orders where tracking_code = $1",
    [trackingCode],
  );
  if (row === undefined) throw new HttpError(404, "NOT_FOUND", `There is no shipment ${trackingCode}.`);
  return { status: 200, body: { orderId: row.id, status: row.status, carrier: row.carrier, trackingCode } };
};

async function reasonsFor(refused: readonly Shipment[]): Promise<ReadonlyMap<number, string>> {
  if (refused.length === 0) return new Map();
  const rows = await rowsOf<{ id: number; status: OrderStatus }>(
    pool,
    "select id, status from orders where id = any($1)",
    [refused.map((shipment) => shipment.orderId)],
  );
  return new Map(rows.map((row) => [row.id, `The order is ${row.status}.`]));
}
