const bounds = [0.005, 0.01, 0.05, 0.1, 0.5, 1, 5];

/**
 * Request counters in Prometheus' text form; `slo.yaml` is written on them.
 *
 * @param {string} service
 */
export function createMetrics(service) {
  const counts = new Map();
  const buckets = bounds.map(() => 0);
  let total = 0;
  let seconds = 0;
  return {
    /**
     * @param {number} status HTTP status code
     * @param {number} duration in seconds
     */
    observe(status, duration) {
      counts.set(status, (counts.get(status) ?? 0) + 1);
      total += 1;
      seconds += duration;
      bounds.forEach((bound, index) => {
        if (duration <= bound) buckets[index] += 1;
      });
    },
    text() {
      const name = 'http_request_duration_seconds';
      return [
        '# TYPE http_requests_total counter',
        ...[...counts].map(
          ([status, count]) =>
            `http_requests_total{service="${service}",code="${status}"} ${count}`,
        ),
        `# TYPE ${name} histogram`,
        ...bounds.map(
          (bound, index) =>
            `${name}_bucket{service="${service}",le="${bound}"} ${buckets[index]}`,
        ),
        `${name}_bucket{service="${service}",le="+Inf"} ${total}`,
        `${name}_sum{service="${service}"} ${seconds}`,
        `${name}_count{service="${service}"} ${total}`,
        '',
      ].join('\n');
    },
  };
}
