/** Why a field was taken out for this caller (`errors[].extensions` of the hub). */
export interface Refusal {
  /** One of the hub's denial codes, for instance `FORBIDDEN_PURPOSE`. */
  readonly code: string;
  /** Name of the policy that refused. */
  readonly policy: string | null;
  /** The hub's own sentence; the explorer says it in the reader's language by `code`. */
  readonly reason: string;
  /** What would open it: `role:registrar`, `purpose:TREAT`, `scope:…`, `step-up`, `case`. */
  readonly requires: readonly string[];
}

type Path = readonly (string | number)[];

const withoutIndexes = (path: Path): string => path.filter((step) => typeof step === 'string').join('.');

/** The refusals of one answer, found by path. */
export class Refusals {
  readonly #exact = new Map<string, Refusal>();
  /** Refused for every row: the hub gives such a path without list indexes. */
  readonly #everywhere = new Map<string, Refusal>();

  constructor(found: readonly { readonly path: Path; readonly refusal: Refusal }[]) {
    for (const { path, refusal } of found) {
      const indexed = path.some((step) => typeof step === 'number');
      if (indexed) this.#exact.set(path.join('.'), refusal);
      else this.#everywhere.set(path.join('.'), refusal);
    }
  }

  at(path: Path): Refusal | null {
    return this.#exact.get(path.join('.')) ?? this.#everywhere.get(withoutIndexes(path)) ?? null;
  }
}
