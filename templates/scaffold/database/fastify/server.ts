import { createApp } from "./app.js";
import { pool } from "./database/db.js";
import { security } from "./policy.js";
import { handlers } from "./routes/index.js";

const app = createApp(handlers, { security, logger: true });
app.addHook("onClose", () => pool.end());
app.listen({ port: Number(process.env["PORT"] ?? 3000) }, (failure) => {
  if (failure !== null) throw failure;
});

for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => void app.close());
