import { Metrics, MetricUnit } from "@aws-lambda-powertools/metrics";

const metrics = new Metrics({ singleMetric: false });

/** Counts something in CloudWatch's embedded format: no API call, one log line when `flushCounts` runs. */
export const count = (name: string, value = 1): void => {
  metrics.addMetric(name, MetricUnit.Count, value);
};

/** Writes what was counted in this invocation. */
export const flushCounts = (): void => {
  metrics.publishStoredMetrics();
};
