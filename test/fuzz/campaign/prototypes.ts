/** Prototypes that input must never reach. */
const PROTOTYPES: readonly object[] = [
  Object,
  Array,
  Function,
  String,
  Number,
  Map,
  Set,
  Promise,
  Uint8Array,
  Error,
].map(({ prototype }) => prototype);

const names = (): string =>
  PROTOTYPES.map((prototype) => Reflect.ownKeys(prototype).map(String).join()).join(';');

/** A check that no prototype has got or lost a property since. */
export function prototypeGuard(): () => boolean {
  const before = names();
  return () => names() === before;
}
