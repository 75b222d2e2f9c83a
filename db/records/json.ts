/** A value that can be committed: no fractions (decimals are strings), no `undefined`, no dates. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [member: string]: Json };
