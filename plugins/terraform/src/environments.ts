/** In the order in which a change travels. */
const order = ['dev', 'stg', 'prod'];

/** Sorts environments as a change travels through them; other places come after them by name. */
export function byEnvironment(left: string, right: string): number {
  const rank = (place: string) => {
    const index = order.indexOf(place);
    return index < 0 ? order.length : index;
  };
  return rank(left) - rank(right) || left.localeCompare(right);
}
