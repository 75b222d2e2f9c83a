import { signingConfig } from '../config.ts';
import { contextHeader, newRequest } from '../signing.ts';

interface Fetch {
  readonly url: string;
  readonly options: { readonly headers?: object; readonly body?: unknown };
  setOptions(options: object): void;
}

interface SubgraphExecution {
  readonly executionRequest: { readonly context?: object };
  setExecutionRequest(request: object): void;
}

const { BENCH_SIGNING = '', BENCH_DOORS = '{}' } = process.env;
const header = contextHeader(signingConfig.parse(JSON.parse(BENCH_SIGNING)));
/** Subgraphs by the address that is asked. */
const doors: Readonly<Record<string, string>> = JSON.parse(BENCH_DOORS);
const requests = new WeakMap<object, ReturnType<typeof newRequest>>();

function requestOf(context: object) {
  const known = requests.get(context) ?? newRequest();
  requests.set(context, known);
  return known;
}

/** Configuration of Hive Gateway, with the hooks its documentation has for headers: the body is signed as it is sent. */
export const gatewayConfig = {
  plugins: () => [
    {
      onSubgraphExecute({ executionRequest, setExecutionRequest }: SubgraphExecution) {
        const { context = {} } = executionRequest;
        setExecutionRequest({ ...executionRequest, extensions: requestOf(context) });
      },
      onFetch({ url, options, setOptions }: Fetch) {
        const subgraph = doors[url];
        if (subgraph === undefined) return;
        setOptions({
          ...options,
          headers: { ...options.headers, ...header(subgraph, String(options.body)) },
        });
      },
    },
  ],
};
