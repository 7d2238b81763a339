interface Toured {
  readonly spec?: string | undefined;
  readonly keep?: string | undefined;
}

/** Three commands to try after the tour, with what was toured put in. */
export function nextCommands({ spec, keep }: Toured): readonly string[] {
  if (keep !== undefined)
    return [
      `cd ${keep} && npm install`,
      "npm run build && npm start",
      "backwright load http://localhost:3000/ --duration 10",
    ];
  return [
    spec === undefined ? "backwright demo --keep my-shop" : `backwright scaffold ${spec} --out src/routes/`,
    "backwright db analyze --connection postgres://localhost/mydb",
    "backwright load http://localhost:3000/ --concurrency 10 --duration 10",
  ];
}
