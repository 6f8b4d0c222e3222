import { type Comparison, median, quantile } from "./statistics.ts";

/** A Markdown table whose columns line up; numbers stand right. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) => Math.max(3, title.length, ...rows.map((row) => (row[column] ?? "").length)));
  const isNumeric = head.map((_, column) => column > 0 && rows.every((row) => /^[\d.–() ×]*$/.test(row[column] ?? "")));
  const pad = (cell: string, column: number) => (isNumeric[column] ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0));
  const line = (cells: readonly string[]) => `| ${head.map((_, column) => pad(cells[column] ?? "", column)).join(" | ")} |`;
  const rule = `| ${widths.map((width, column) => (isNumeric[column] ? `${"-".repeat(width - 1)}:` : "-".repeat(width))).join(" | ")} |`;
  return [line(head), rule, ...rows.map(line)].join("\n");
}

/** A ratio with two significant digits, more where it is above a hundred. */
export const ratio = (value: number): string => (value >= 10 ? value.toFixed(0) : value >= 0.995 ? value.toFixed(1) : value.toFixed(2));

/** Milliseconds for orientation. */
export const milliseconds = (value: number): string => (value >= 100 ? value.toFixed(0) : value.toFixed(1));

/** The median ratio with its spread over the quarters of the run, and the ratio of the 99th percentiles. */
export const comparisonCells = ({ p50, low, high, p99 }: Comparison): string[] => [
  `${ratio(p50)} (${ratio(low)}–${ratio(high)})`,
  ratio(p99),
];

/** The median and the 99th percentile of a series. */
export const seriesCells = (series: readonly number[]): string[] => [milliseconds(median(series)), milliseconds(quantile(series, 0.99))];
