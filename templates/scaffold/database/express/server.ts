import { createApp } from "./app.js";
import { pool } from "./database/db.js";
import { security } from "./policy.js";
import { handlers } from "./routes/index.js";

const port = Number(process.env["PORT"] ?? 3000);
const server = createApp(handlers, { security }).listen(port, () =>
  console.log(`Listening on http://localhost:${port}`),
);

for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => server.close(() => void pool.end()));
