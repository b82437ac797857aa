/** One line of `script/bench`: what was measured, and the same of the peer in the same run. */
export interface Figure {
  /** `<benchmark>.<figure>`, with `@` before the circumstance. */
  name: string;
  ours: number;
  peer: number;
  /** How many times better ours is: above 1 is better, whichever way the unit points. None against a zero. */
  ratio: number | null;
  unit: string;
  /** Pairs measured; `ours` and `peer` are medians over them. */
  n: number;
}

/** The middle value; the mean of the middle two for an even count. */
export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

const round = (value: number) => Number(value.toPrecision(4));

/** Makes a figure from pairs of measurements. */
export function figureOf(
  name: string,
  unit: string,
  pairs: { ours: number; peer: number }[],
  options: { moreIsBetter?: boolean } = {},
): Figure {
  const ours = median(pairs.map(pair => pair.ours));
  const peer = median(pairs.map(pair => pair.peer));
  const ratio = options.moreIsBetter ? ours / peer : peer / ours;
  return {
    name,
    ours: round(ours),
    peer: round(peer),
    ratio: Number.isFinite(ratio) ? round(ratio) : null,
    unit,
    n: pairs.length,
  };
}

/** What a benchmark is given. */
export interface BenchmarkContext {
  /** Checkout that is measured. */
  checkout: string;
  /** Pairs to measure. */
  pairs: number;
  /** Measures the first start too, which installs everything again. */
  cold: boolean;
  report(figure: Figure): void;
  /** Tells a person how far it is. */
  progress(message: string): void;
}

/** One name of `script/bench`. */
export type Benchmark = (context: BenchmarkContext) => Promise<void>;
