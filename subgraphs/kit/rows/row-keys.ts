import type { Fragment } from '../sql/fragment.ts';

/** Where a row keeps what relations are about; expressions over the row's own columns. */
export interface RowKeys {
  readonly patient: Fragment;
  /** The visit that the row is, or belongs to; absent: the type knows of none. */
  readonly encounter?: Fragment;
  /** Member that keeps the record; absent: the keeper of the person decides. */
  readonly custodian?: Fragment;
  readonly provider?: Fragment;
  /** Absent: an insurer of any of the person's claims. */
  readonly insurer?: Fragment;
  /** Members and subjects that a person's decision names. */
  readonly grantees?: Fragment;
  /** N, R or V. */
  readonly sensitivity?: Fragment;
  /** When the record is of, as text at its own precision (`2011-10`, or an instant in UTC); for a consent's data period. */
  readonly time?: Fragment;
}
