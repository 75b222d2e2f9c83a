/** Trusted Types (W3C), as far as the explorer uses it; absent in browsers that do not know it. */
declare var trustedTypes:
  | {
      createPolicy(
        name: string,
        rules: { createScriptURL: (address: string) => string },
      ): { createScriptURL(address: string): string };
    }
  | undefined;
