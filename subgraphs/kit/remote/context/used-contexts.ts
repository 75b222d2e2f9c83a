/** Remembers which contexts were used, for all processes of a subgraph together. */
export interface UsedContexts {
  /** Uses a context up; false if it was used before. It may be forgotten after `until`. */
  use(id: string, until: Date): Promise<boolean>;
}
