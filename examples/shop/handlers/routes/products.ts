import { type Cursor, pageOf, pageRequest } from "../cursor.js";
import { isViolation, placeholders, pool, rowOf, rowsOf } from "../database.js";
import { HttpError } from "../middleware/errors.js";
import type { Currency, Handlers, Product, ProductStatus } from "../types/api.js";

interface ProductRow {
  readonly id: number;
  readonly sku: string;
  readonly name: string;
  readonly description: string | null;
  readonly category_id: number;
  readonly price_amount: number;
  readonly currency: Currency;
  readonly stock: number;
  readonly tags: string[];
  readonly status: ProductStatus;
  readonly version: number;
  readonly created_at: Date;
  readonly updated_at: Date;
}

interface Sort {
  readonly keys: readonly (keyof ProductRow & ("id" | "price_amount"))[];
  readonly direction: "asc" | "desc";
}

const SORTS: Readonly<Record<"newest" | "price" | "-price", Sort>> = {
  newest: { keys: ["id"], direction: "desc" },
  price: { keys: ["price_amount", "id"], direction: "asc" },
  "-price": { keys: ["price_amount", "id"], direction: "desc" },
};

export const listProducts: Handlers["listProducts"] = async (req) => {
  const { filter = {}, tags = [] } = req.query;
  const { keys, direction } = SORTS[req.query.sort];
  const page = pageRequest(req.query, keys.length);
  const { values, put } = placeholders();
  const conditions = ["status = 'active'"];
  if (filter.category !== undefined) conditions.push(`category_id in (${categoryAndBelow(put(filter.category))})`);
  if (filter.minPrice !== undefined) conditions.push(`price_amount >= ${put(filter.minPrice)}`);
  if (filter.maxPrice !== undefined) conditions.push(`price_amount <= ${put(filter.maxPrice)}`);
  if (filter.available !== undefined) conditions.push(filter.available ? "stock > 0" : "stock = 0");
  if (tags.length > 0) conditions.push(`tags @> ${put(tags)}`);
  if (page.cursor !== undefined)
    conditions.push(`(${keys.join(", ")}) ${direction === "asc" ? ">" : "<"} (${page.cursor.map(put).join(", ")})`);
  const rows = await rowsOf<ProductRow>(
    pool,
    `select * from products
     where ${conditions.join(" and ")}
     order by ${keys.map((key) => `${key} ${direction}`).join(", ")}
     limit ${put(page.limit + 1)}`,
    values,
  );
  const cursor = (row: ProductRow): Cursor => keys.map((key) => row[key]);
  return { status: 200, body: pageOf(rows, page, { item: toProduct, cursor }) };
};

export const createProduct: Handlers["createProduct"] = async (req) => {
  const { sku, name, description = null, categoryId, price, stock, tags } = req.body;
  try {
    const row = await rowOf<ProductRow>(
      pool,
      `insert into products (sku, name, description, category_id, price_amount, currency, stock, tags)
       values ($1, $2, $3, $4, $5, $6, $7, $8)
       returning *`,
      [sku, name, description, categoryId, price.amount, price.currency, stock, tags],
    );
    const product = present(row, sku);
    const headers = { location: `/products/${product.id}`, etag: entityTag(product) };
    return { status: 201, body: toProduct(product), headers };
  } catch (error) {
    if (isViolation(error, "unique")) throw new HttpError(409, "SKU_TAKEN", `There is a product ${sku} already.`);
    if (isViolation(error, "foreignKey"))
      throw new HttpError(409, "NO_CATEGORY", `There is no category ${categoryId}.`);
    throw error;
  }
};

export const getProduct: Handlers["getProduct"] = async (req) => {
  const row = await findProduct(req.params.productId);
  const headers = { etag: entityTag(row) };
  if (req.input.headers["if-none-match"] === headers.etag) return { status: 304, headers };
  return { status: 200, body: toProduct(row), headers };
};

export const updateProduct: Handlers["updateProduct"] = async (req) => {
  const { productId } = req.params;
  const { name, description, categoryId, price, stock, status, tags } = req.body;
  const { values, put } = placeholders();
  const changes = ["version = version + 1", "updated_at = now()"];
  if (name !== undefined) changes.push(`name = ${put(name)}`);
  if (description !== undefined) changes.push(`description = ${put(description)}`);
  if (categoryId !== undefined) changes.push(`category_id = ${put(categoryId)}`);
  if (price !== undefined) changes.push(`price_amount = ${put(price.amount)}`, `currency = ${put(price.currency)}`);
  if (stock !== undefined) changes.push(`stock = ${put(stock)}`);
  if (status !== undefined) changes.push(`status = ${put(status)}`);
  if (tags !== undefined) changes.push(`tags = ${put(tags)}`);
  const version = Number(req.input.headers["if-match"].slice(1, -1));
  const row = await rowOf<ProductRow>(
    pool,
    `update products set ${changes.join(", ")} where id = ${put(productId)} and version = ${put(version)} returning *`,
    values,
  );
  if (row !== undefined) return { status: 200, body: toProduct(row), headers: { etag: entityTag(row) } };
  const current = await findProduct(productId);
  throw new HttpError(412, "VERSION_MISMATCH", `The product is at version ${current.version} by now.`);
};

export const deleteProduct: Handlers["deleteProduct"] = async (req) => {
  const { productId } = req.params;
  try {
    present(await rowOf(pool, "delete from products where id = $1 returning id", [productId]), productId);
    return { status: 204 };
  } catch (error) {
    if (!isViolation(error, "foreignKey")) throw error;
    throw new HttpError(409, "PRODUCT_ORDERED", `Product ${productId} has been ordered; archive it instead.`);
  }
};

export const getProductSales: Handlers["getProductSales"] = async (req) => {
  const { productId } = req.params;
  await findProduct(productId);
  const months = await rowsOf<{ month: string; pieces: number; amount: number; currency: Currency }>(
    pool,
    `select to_char(orders.created_at, 'YYYY-MM') as month, orders.currency,
       sum(order_items.quantity) as pieces, sum(order_items.quantity * order_items.unit_amount) as amount
     from order_items
     join orders on orders.id = order_items.order_id
     where order_items.product_id = $1
     group by month, orders.currency
     order by month desc
     limit $2`,
    [productId, req.query.months],
  );
  return {
    status: 200,
    body: {
      productId,
      months: months.map(({ month, pieces, amount, currency }) => ({ month, pieces, revenue: { amount, currency } })),
    },
  };
};

/** The product's row, or 404. */
async function findProduct(id: number): Promise<ProductRow> {
  return present(await rowOf<ProductRow>(pool, "select * from products where id = $1", [id]), id);
}

function present<Row>(row: Row | undefined, name: string | number): Row {
  if (row === undefined) throw new HttpError(404, "NOT_FOUND", `There is no product ${name}.`);
  return row;
}

function categoryAndBelow(slug: string): string {
  return `select below.id from categories below left join categories top on top.id = below.parent_id
    where ${slug} in (below.slug, top.slug)`;
}

function entityTag({ version }: ProductRow): string {
  return `"${version}"`;
}

function toProduct(row: ProductRow): Product {
  return {
    id: row.id,
    sku: row.sku,
    name: row.name,
    description: row.description,
    categoryId: row.category_id,
    price: { amount: row.price_amount, currency: row.currency },
    stock: row.stock,
    tags: row.tags,
    status: row.status,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  };
}
