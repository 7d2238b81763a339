import { md5Uuid } from "./md5-uuid.ts";
import { none, one, type Template } from "./templates.ts";

const LAB = md5Uuid("lab 40");

/** Queries of the laboratories: written, and judged once, before anything was mended by them. */
export const LABORATORY_TEMPLATES: readonly Template[] = [
  // Tenants.
  one("sample by barcode", "select * from samples where lab_id = $1 and barcode = $2", LAB, "B0314187"),
  one(
    "newest samples of a lab",
    "select id, barcode, taken_at from samples where lab_id = $1 order by taken_at desc limit 20",
    LAB,
  ),
  one(
    "page of samples",
    "select id, barcode from samples where lab_id = $1 and (taken_at, id) < ($2, $3) order by taken_at desc, id desc limit 25",
    LAB,
    "2025-06-01",
    5000,
  ),
  one("last sample of a lab", "select max(taken_at) from samples where lab_id = $1", LAB),
  one("states of a lab", "select state, count(*) from samples where lab_id = $1 group by state", LAB),
  one(
    "open samples of a lab",
    "select id, barcode from samples where lab_id = $1 and state = any ($2::sample_state[]) order by taken_at limit 10",
    LAB,
    "{queued,running}",
  ),
  one(
    "unpaid by slug",
    "select i.number, i.amount from labs l join invoices i on i.lab_id = l.id where l.slug = $1 and i.paid_at is null",
    "lab-40",
  ),
  // Constants that few rows have.
  one("running samples", "select id, lab_id, taken_at from samples where state = 'running' order by taken_at limit 50"),
  one(
    "overdue invoices",
    "select id, number, due from invoices where paid_at is null and due < $1 order by due limit 50",
    "2024-01-01",
  ),
  one(
    "next job",
    "select id, arguments from jobs where queue = $1 and locked_by is null and run_at <= $2 order by priority desc, run_at limit 1 for update skip locked",
    "queue3",
    "2026-01-02",
  ),
  one("jobs of a worker", "select id, queue from jobs where locked_by = $1", "worker170"),
  // Self-reference, both ways.
  one("children of a sample", "select id, state from samples where parent_id = $1", 4200),
  one(
    "sample with children",
    "select id, state from samples where id = $1 union all select id, state from samples where parent_id = $1",
    4200,
  ),
  // Expressions.
  one("staff by mail", "select lab_id, number from staff where lower(mail) = $1", "person4711@lab.example"),
  one("invoice by number", "select * from invoices where upper(number) = $1", "INV-4711"),
  one(
    "samples of a day",
    "select id, barcode from samples where (taken_at at time zone 'UTC')::date = $1",
    "2025-11-11",
  ),
  // Documents, arrays, words.
  one("samples with an alarm", `select id from samples where measures @> '{"alarm": "cold"}'`),
  one("samples of an operator", "select id, barcode from samples where measures ->> 'operator' = $1", "op77"),
  one("samples by label", "select id from samples where labels @> array[$1]", "l611"),
  one(
    "samples by a word",
    "select id from samples where to_tsvector('simple', note) @@ plainto_tsquery('simple', $1)",
    "term77",
  ),
  one("staff of a group", "select lab_id, number from staff where roles @> array[$1]", "group77"),
  one("jobs of a sample", "select id from jobs where (arguments ->> 'sample')::int = $1", 777),
  // Ranges.
  one(
    "machine taken",
    "select id from slots where machine_id = $1 and during && tstzrange($2, $3) and not cancelled",
    17,
    "2025-05-01",
    "2025-05-02",
  ),
  one("slots at a moment", "select id, machine_id from slots where during @> $1::timestamptz", "2025-03-03 12:00+00"),
  // The journal.
  one(
    "journal of a subject",
    "select at, action from journal where subject_kind = $1 and subject_id = $2 order by at desc limit 10",
    "sample",
    4321,
  ),
  one(
    "an actor's hour",
    "select action, subject_id from journal where lab_id = $1 and actor = $2 and at >= $3 and at < $4",
    LAB,
    31,
    "2025-05-01",
    "2025-05-20",
  ),
  one("journal by trace", "select at, action from journal where detail ->> 'trace' = $1", "t1717"),
  // Writes.
  one("freeze a sample", "update samples set frozen = true where lab_id = $1 and barcode = $2", LAB, "B0314187"),
  one("forget a worker", "update jobs set locked_by = null, attempts = attempts + 1 where locked_by = $1", "worker170"),
  // Nothing to gain.
  none("sample by id", "select * from samples where id = $1", 4711),
  none("labs of a region", "select * from labs where region = $1", 3),
  none("all samples", "select count(*) from samples"),
  none("frozen ones", "select * from samples where frozen"),
  none("a member", "select * from staff where lab_id = $1 and number = $2", LAB, 12),
  none("journal by action", "select action, count(*) from journal where at >= '2025-10-01' group by action"),
  none("a job again", "update jobs set attempts = attempts + 1 where id = $1", 4711),
  // Was labelled as one that needs none; real execution says otherwise.
  one("all by due", "select * from invoices order by due"),
];
