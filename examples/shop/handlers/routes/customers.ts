import { pageOf, pageRequest } from "../cursor.js";
import { isViolation, placeholders, pool, rowOf, rowsOf, type Value } from "../database.js";
import { HttpError } from "../middleware/errors.js";
import type { Address, Customer, CustomerData, Handlers } from "../types/api.js";

interface CustomerRow {
  readonly id: number;
  readonly email: string;
  readonly name: string;
  readonly country: string;
  readonly phone: string | null;
  readonly address: Address | null;
  readonly created_at: Date;
}

export const listCustomers: Handlers["listCustomers"] = async (req) => {
  const { email, country } = req.query;
  const page = pageRequest(req.query);
  const { values, put } = placeholders();
  const conditions = ["true"];
  if (email !== undefined) conditions.push(`email = ${put(email.toLowerCase())}`);
  if (country !== undefined) conditions.push(`country = ${put(country)}`);
  if (page.cursor !== undefined) conditions.push(`id > ${page.cursor.map(put).join()}`);
  const rows = await rowsOf<CustomerRow>(
    pool,
    `select * from customers where ${conditions.join(" and ")} order by id limit ${put(page.limit + 1)}`,
    values,
  );
  return { status: 200, body: pageOf(rows, page, { item: toCustomer, cursor: (row) => [row.id] }) };
};

export const createCustomer: Handlers["createCustomer"] = async (req) => {
  const row = await write(
    `insert into customers (email, name, country, phone, address) values ($1, $2, $3, $4, $5) returning *`,
    columnsOf(req.body),
  );
  if (row === undefined) throw new Error("The database has not answered with the new customer.");
  return { status: 201, body: toCustomer(row), headers: { location: `/customers/${row.id}` } };
};

export const getCustomer: Handlers["getCustomer"] = async (req) => {
  const { customerId } = req.params;
  const row = await rowOf<CustomerRow>(pool, "select * from customers where id = $1", [customerId]);
  return { status: 200, body: toCustomer(present(row, customerId)) };
};

export const replaceCustomer: Handlers["replaceCustomer"] = async (req) => {
  const { customerId } = req.params;
  const row = await write(
    `update customers set email = $1, name = $2, country = $3, phone = $4, address = $5 where id = $6 returning *`,
    [...columnsOf(req.body), customerId],
  );
  return { status: 200, body: toCustomer(present(row, customerId)) };
};

export const deleteCustomer: Handlers["deleteCustomer"] = async (req) => {
  const { customerId } = req.params;
  try {
    present(await rowOf(pool, "delete from customers where id = $1 returning id", [customerId]), customerId);
    return { status: 204 };
  } catch (error) {
    if (!isViolation(error, "foreignKey")) throw error;
    throw new HttpError(409, "CUSTOMER_HAS_ORDERS", `Customer ${customerId} has orders and has to be kept.`);
  }
};

async function write(text: string, values: readonly Value[]): Promise<CustomerRow | undefined> {
  try {
    return await rowOf<CustomerRow>(pool, text, values);
  } catch (error) {
    if (!isViolation(error, "unique")) throw error;
    throw new HttpError(409, "EMAIL_TAKEN", `There is a customer with the address ${values[0]} already.`);
  }
}

function columnsOf({ email, name, country, phone = null, address = null }: CustomerData): readonly Value[] {
  return [email.toLowerCase(), name, country, phone, address === null ? null : JSON.stringify(address)];
}

function present<Row>(row: Row | undefined, id: number): Row {
  if (row === undefined) throw new HttpError(404, "NOT_FOUND", `There is no customer ${id}.`);
  return row;
}

function toCustomer(row: CustomerRow): Customer {
  return {
    id: row.id,
    email: row.email,
    name: row.name,
    country: row.country,
    phone: row.phone,
    address: row.address,
    createdAt: row.created_at.toISOString(),
  };
}
