import { pool, rowOf, rowsOf } from "../database.js";
import { HttpError } from "../middleware/errors.js";
import type { Cart, Currency, Handlers } from "../types/api.js";

interface CartRow {
  readonly product_id: number;
  readonly name: string;
  readonly quantity: number;
  readonly price_amount: number;
  readonly currency: Currency;
}

export const getCart: Handlers["getCart"] = async (req) => {
  return { status: 200, body: await readCart(req.cookies.session) };
};

export const putCartItem: Handlers["putCartItem"] = async (req) => {
  const { session } = req.cookies;
  const { productId } = req.params;
  const { quantity } = req.body;
  const product = await rowOf(pool, "select id from products where id = $1 and status = 'active'", [productId]);
  if (product === undefined) throw new HttpError(404, "NOT_FOUND", `There is no product ${productId}.`);
  if (quantity === 0) await removeItem(session, productId);
  else await setQuantity(session, productId, quantity);
  return { status: 200, body: await readCart(session) };
};

async function removeItem(session: string, productId: number): Promise<void> {
  await rowsOf(pool, "delete from cart_items where session_id = $1 and product_id = $2", [session, productId]);
}

async function setQuantity(session: string, productId: number, quantity: number): Promise<void> {
  await rowsOf(
    pool,
    `insert into cart_items (session_id, product_id, quantity) values ($1, $2, $3)
     on conflict (session_id, product_id) do update set quantity = excluded.quantity`,
    [session, productId, quantity],
  );
}

async function readCart(session: string): Promise<Cart> {
  const rows = await rowsOf<CartRow>(
    pool,
    `select product_id, name, quantity, price_amount, currency
     from cart_items
     join products on products.id = cart_items.product_id
     where session_id = $1
     order by name`,
    [session],
  );
  const items = rows.map((row) => ({
    productId: row.product_id,
    name: row.name,
    quantity: row.quantity,
    price: { amount: row.price_amount, currency: row.currency },
  }));
  const amount = items.reduce((sum, item) => sum + item.quantity * item.price.amount, 0);
  return { items, total: { amount, currency: rows[0]?.currency ?? "EUR" } };
}
