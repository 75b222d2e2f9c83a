/** Where a value was written: Fabric's version of a key. */
export interface Version {
  readonly block: number;
  readonly transaction: number;
}

export const sameVersion = (a: Version | null, b: Version | null): boolean =>
  a === b || (a !== null && b !== null && a.block === b.block && a.transaction === b.transaction);
