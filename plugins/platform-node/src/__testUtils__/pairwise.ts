/** Values by factor; each row of {@link pairwise} has one of each. */
export type Factors = Record<string, readonly unknown[]>;

/**
 * Rows in which any two values of two factors stand together at least once. Greedy: each row takes, factor by factor,
 * the value that stands beside the most that it has not stood beside yet. The same factors give the same rows.
 */
export function pairwise(factors: Factors): Record<string, unknown>[] {
  const names = Object.keys(factors);
  const key = (left: [number, number], right: [number, number]) =>
    (left[0] < right[0] ? [left, right] : [right, left]).flat().join(':');
  const open = new Set<string>();
  names.forEach((_, first) => {
    for (let second = first + 1; second < names.length; second += 1) {
      factors[names[first]].forEach((__, one) =>
        factors[names[second]].forEach((___, other) => open.add(key([first, one], [second, other]))),
      );
    }
  });
  const rows: Record<string, unknown>[] = [];
  while (open.size > 0) {
    // begins at an open pair, so that every row takes at least one away
    const [first, one, second, other] = [...open][0].split(':').map(Number);
    const chosen = new Map([[first, one], [second, other]]);
    names.forEach((name, factor) => {
      if (chosen.has(factor)) return;
      const gains = factors[name].map((_, index) => [...chosen].filter(pair => open.has(key(pair, [factor, index]))).length);
      chosen.set(factor, gains.indexOf(Math.max(...gains)));
    });
    for (const left of chosen) for (const right of chosen) if (left[0] < right[0]) open.delete(key(left, right));
    rows.push(Object.fromEntries(names.map((name, factor) => [name, factors[name][chosen.get(factor) as number]])));
  }
  return rows;
}
