/** What a benchmark found, beside the baseline that the same run measured; only the ratio travels between machines. */
export interface Measurement {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** Null where the official programs that would be the baseline are not at hand. */
  readonly baseline: { readonly name: string; readonly value: number } | null;
  readonly others?: readonly { readonly name: string; readonly value: number }[];
}
