/** The part of fabric-shim behind `fabric-chaincode-node server`; the package ships no types for it. */
declare module 'fabric-shim/lib/contract-spi/bootstrap.js' {
  import type { Contract } from 'fabric-contract-api';

  interface Serializers {
    readonly transaction: string;
    readonly serializers: Readonly<Record<string, unknown>>;
  }

  interface Bootstrap {
    /** Serves the contracts at `opts.address`; resolves when the port is bound. */
    register(
      contracts: readonly (new () => Contract)[],
      serializers: Serializers,
      metadata: object,
      title: string,
      version: string,
      opts: Readonly<Record<string, string | number>>,
      serverMode: boolean,
    ): Promise<void>;
  }

  const bootstrap: Bootstrap;
  export default bootstrap;
}
