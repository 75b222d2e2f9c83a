/** How inputs are built, so that a changed one is still close to a real one. */
export type Shape = 'protobuf' | 'der' | 'json' | 'bytes';

/** A reader of bytes that come from outside, as the fuzzer meets it. */
export interface Decoder {
  readonly shape: Shape;
  /** Real inputs, which are taken as they are. */
  readonly seeds: readonly Uint8Array[];
  /** Reads an input, as far as the product goes on with what it takes. */
  decode(input: Uint8Array): unknown;
  /** Whether an error is the typed one that is promised for what is not taken. */
  refuses(error: unknown): boolean;
  /** Gives back what was opened. */
  close?(): Promise<void>;
}

/** What every file in `decoders` offers. */
export interface DecoderModule {
  open(): Decoder | Promise<Decoder>;
}
