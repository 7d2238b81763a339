/** One grant of an access control list, as aclexplode shows it. */
export interface Privilege {
  /** Role name; `PUBLIC` is null. */
  readonly grantee: string | null;
  readonly grantor: string;
  /** `SELECT`, `USAGE`, … */
  readonly privilege: string;
  readonly grantable: boolean;
}
