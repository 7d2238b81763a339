import { pageOf, pageRequest } from "../cursor.js";
import { isViolation, placeholders, pool, rowOf, rowsOf } from "../database.js";
import { HttpError } from "../middleware/errors.js";
import type { Handlers, Review } from "../types/api.js";

interface ReviewRow {
  readonly id: number;
  readonly product_id: number;
  readonly customer_id: number;
  readonly rating: number;
  readonly title: string;
  readonly body: string | null;
  readonly created_at: Date;
}

export const listReviews: Handlers["listReviews"] = async (req) => {
  const { productId } = req.params;
  await mustExist("products", productId);
  const page = pageRequest(req.query);
  const { values, put } = placeholders();
  const conditions = [`product_id = ${put(productId)}`];
  if (req.query.rating !== undefined) conditions.push(`rating = any(${put(req.query.rating)})`);
  if (page.cursor !== undefined) conditions.push(`id < ${page.cursor.map(put).join()}`);
  const rows = await rowsOf<ReviewRow>(
    pool,
    `select * from reviews where ${conditions.join(" and ")} order by id desc limit ${put(page.limit + 1)}`,
    values,
  );
  return { status: 200, body: pageOf(rows, page, { item: toReview, cursor: (row) => [row.id] }) };
};

export const createReview: Handlers["createReview"] = async (req) => {
  const { productId } = req.params;
  const { customerId, rating, title, body = null } = req.body;
  await mustExist("products", productId);
  await mustExist("customers", customerId);
  try {
    const [row] = await rowsOf<ReviewRow>(
      pool,
      `insert into reviews (product_id, customer_id, rating, title, body)
       values ($1, $2, $3, $4, $5)
       returning *`,
      [productId, customerId, rating, title, body],
    );
    if (row === undefined) throw new Error("The database has not answered with the new review.");
    return { status: 201, body: toReview(row) };
  } catch (error) {
    if (!isViolation(error, "unique")) throw error;
    throw new HttpError(409, "REVIEWED", `Customer ${customerId} has reviewed product ${productId} already.`);
  }
};

async function mustExist(table: "products" | "customers", id: number): Promise<void> {
  const row = await rowOf(pool, `select id from ${table} where id = $1`, [id]);
  if (row === undefined) throw new HttpError(404, "NOT_FOUND", `There is no ${table.slice(0, -1)} ${id}.`);
}

function toReview(row: ReviewRow): Review {
  return {
    id: row.id,
    productId: row.product_id,
    customerId: row.customer_id,
    rating: row.rating,
    title: row.title,
    body: row.body,
    createdAt: row.created_at.toISOString(),
  };
}
