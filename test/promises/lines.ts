/** What the line does today. `coming` answers with exit code 2 and says what is coming. */
export type State = "works" | "coming";

export interface Promised {
  readonly line: string;
  readonly state: State;
}

const works = (line: string): Promised => ({ line, state: "works" });
const coming = (line: string): Promised => ({ line, state: "coming" });

/** The 35 command lines that Backwright promises, word for word, and their state. */
export const PROMISED: readonly Promised[] = [
  works("api-scaffolder openapi.yaml --framework express --output src/routes/"),
  works("api-scaffolder openapi.yaml --framework express"),
  works("api-scaffolder src/routes/ --generate-spec --output openapi.yaml"),
  works("api-scaffolder src/routes/ --generate-spec"),
  works("api-scaffolder --from-db postgres://localhost/mydb --output src/routes/"),
  coming("api-scaffolder my-api --type rest --stack express-typescript"),
  coming("api-scaffolder graphql-api --type graphql --stack apollo-typescript"),
  coming("api-scaffolder gql-api --type graphql --auth"),
  coming("api-scaffolder simple-api --minimal"),
  works("database-migration-tool --connection $DATABASE_URL --analyze"),
  works("database-migration-tool --connection postgres://localhost/mydb --analyze"),
  works("database-migration-tool --connection postgres://localhost/mydb --compare schema/v2.sql --output migrations/"),
  works("database-migration-tool --connection $DATABASE_URL --suggest-indexes --output migrations/"),
  works(
    "database-migration-tool --connection postgres://localhost/mydb --migrate migrations/20240115_add_user_indexes.sql --dry-run",
  ),
  works("database-migration-tool --connection $DATABASE_URL --migrate migrations/add_indexes.sql --dry-run"),
  works("database-migration-tool --connection $DATABASE_URL --migrate migrations/add_indexes.sql"),
  works("database-migration-tool --connection $DATABASE_URL --migrate file.sql"),
  works('database-migration-tool create "add_user_table"'),
  works('database-migration-tool create "schema_name"'),
  works("database-migration-tool migrate"),
  works("database-migration-tool rollback"),
  works("database-migration-tool rollback --steps 2"),
  works("database-migration-tool status"),
  works("api-load-tester https://api.example.com/users --concurrency 50 --duration 30"),
  works("api-load-tester https://api.example.com/endpoint --concurrency 50"),
  works(
    `api-load-tester https://api.example.com/orders --method POST --header "Authorization: Bearer token123" --body '{"product_id": 1, "quantity": 2}' --concurrency 100 --duration 60`,
  ),
  works(
    `api-load-tester https://api.example.com/users --method POST --body '{"email": "not-an-email"}' --expect-status 400`,
  ),
  works("api-load-tester https://api.example.com/login --concurrency 200 --duration 10 --expect-rate-limit"),
  works(
    "api-load-tester https://api.example.com/v1/users https://api.example.com/v2/users --compare --concurrency 50 --duration 30",
  ),
  works("api-load-tester https://api.example.com/endpoint --compare baseline.json"),
  works("api-load-tester http://localhost:3000/api/users --users 50 --requests 1000"),
  works("api-load-tester http://localhost:3000/api/users --users 100 --requests 1000 --output html --save report.html"),
  works("api-load-tester http://localhost:3000/api/users --method POST --data user.json"),
  works("api-load-tester <endpoint> --users 10 --requests 100"),
  works(
    "backend-decision-engine --team-size 8 --qps-p99 50 --read-write-ratio 20 --tenancy shared-multi-tenant --data-sensitivity pii --pattern modular-monolith --language-preference typescript",
  ),
];
