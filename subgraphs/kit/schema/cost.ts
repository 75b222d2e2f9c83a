/**
 * What a field costs besides the objects it returns (an object costs 1, times the `first` of every connection
 * around it). Fields are known by name: they mean the same on every record type.
 */
export const FIELD_COST: Readonly<Record<string, number>> = { proof: 20, integrity: 5, fieldHistory: 5 };

/** Cost of an object that a field returns. */
export const OBJECT_COST = 1;
