import { collectDefaultMetrics, Registry } from 'prom-client';

/** What Prometheus reads at /metrics; a station adds its own figures to it. */
export const metrics = new Registry();
collectDefaultMetrics({ register: metrics });
