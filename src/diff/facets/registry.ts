import { columnDefault } from "./column-default.ts";
import { comment } from "./comment.ts";
import { extensionTie } from "./extension-tie.ts";
import type { Facet } from "./facet.ts";
import { clusteredOn, replicaIdentity } from "./index-choice.ts";
import { inherits } from "./inherits.ts";
import { keptRows } from "./kept-rows.ts";
import { multirangePrivileges } from "./multirange-privileges.ts";
import { ofType } from "./of-type.ts";
import { owner } from "./owner.ts";
import { indexPartition, partition } from "./partition.ts";
import { privileges } from "./privileges.ts";
import { rowSecurity } from "./row-security.ts";
import { securityLabel } from "./security-label.ts";
import { sequenceOwned } from "./sequence-owned.ts";

/** All that is made by itself beside the kinds. */
export const facets: readonly Facet[] = [
  owner,
  columnDefault,
  sequenceOwned,
  inherits,
  ofType,
  partition,
  keptRows,
  indexPartition,
  rowSecurity,
  replicaIdentity,
  clusteredOn,
  comment,
  securityLabel,
  privileges,
  multirangePrivileges,
  extensionTie,
];
