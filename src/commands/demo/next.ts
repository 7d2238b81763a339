interface Toured {
  readonly spec?: string | undefined;
  readonly keep?: string | undefined;
}

/** Three commands to try after the tour, with what was toured put in. */
export function nextCommands({ spec, keep }: Toured): readonly string[] {
  const specification = spec ?? "openapi.yaml";
  return [
    keep === undefined
      ? "backwright demo --keep my-shop"
      : `backwright scaffold ${specification} --out ${keep}/src/routes/`,
    "backwright db analyze --connection postgres://localhost/mydb",
    "backwright load http://localhost:3000/ --concurrency 10 --duration 10",
  ];
}
