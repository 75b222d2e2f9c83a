import {
  type Context,
  type Span as OtelSpan,
  ROOT_CONTEXT,
  type SpanContext,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { Resource } from '@opentelemetry/resources';
import { BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-base';
import type { Span } from '../../request/span.ts';
import type { Tracer } from './tracer.ts';

const TRACEPARENT = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;

function parentOf(header: string | undefined): Context {
  const [, traceId, spanId, flags] = TRACEPARENT.exec(header ?? '') ?? [];
  if (!traceId || !spanId || !flags) return ROOT_CONTEXT;
  const context: SpanContext = {
    traceId,
    spanId,
    traceFlags: Number.parseInt(flags, 16),
    isRemote: true,
  };
  return trace.setSpanContext(ROOT_CONTEXT, context);
}

const headerOf = ({ traceId, spanId, traceFlags }: SpanContext): string =>
  `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`;

/**
 * Traces by OpenTelemetry, sent as OTLP/HTTP to `endpoint`; sampler, batches and headers follow the standard's
 * environment variables. Loaded only where it is configured.
 */
export function createTracer(process: string, endpoint: string): Tracer {
  const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/$/, '')}/v1/traces` });
  const provider = new BasicTracerProvider({
    resource: new Resource({ 'service.name': 'caretrail', 'service.instance.id': process }),
    spanProcessors: [new BatchSpanProcessor(exporter)],
  });
  const tracer = provider.getTracer('caretrail');

  const wrap = (span: OtelSpan, parent: Context): Span => {
    const own = trace.setSpan(parent, span);
    return {
      traceparent: headerOf(span.spanContext()),
      child: (name, attributes = {}) => wrap(tracer.startSpan(name, { attributes }, own), own),
      end(failure) {
        if (failure !== undefined) {
          span.setStatus({ code: SpanStatusCode.ERROR });
          span.setAttribute(
            'error.type',
            failure instanceof Error ? failure.constructor.name : typeof failure,
          );
        }
        span.end();
      },
    };
  };
  return {
    begin(name, traceparent) {
      const parent = parentOf(traceparent);
      return wrap(tracer.startSpan(name, { kind: SpanKind.SERVER }, parent), parent);
    },
    close: () => provider.shutdown(),
  };
}
