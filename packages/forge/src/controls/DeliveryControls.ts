/** Which deliveries are to be lost. */
export interface DroppedDeliveries {
  /** Only this event; every event when absent. */
  event?: string;
  /** How many; 1 when absent. */
  times?: number;
}

/**
 * What goes wrong with webhooks. A dropped delivery is recorded as GitHub
 * records one that never arrived, and can be redelivered.
 */
export class DeliveryControls {
  #drops: Array<{ event: string | undefined; times: number }> = [];
  #held = false;
  #order: 'queued' | 'reversed' = 'queued';
  #changed: () => void = () => {};

  drop(dropped: DroppedDeliveries = {}): void {
    this.#drops.push({ event: dropped.event, times: dropped.times ?? 1 });
  }

  /** Keeps deliveries back until {@link release}. */
  hold(): void {
    this.#held = true;
  }

  /** Sends what was held, in the order it was queued or the other way round. */
  release(order: 'queued' | 'reversed' = 'queued'): void {
    this.#held = false;
    this.#order = order;
    this.#changed();
  }

  reset(): void {
    this.#drops = [];
    this.release();
  }

  /** @internal */
  onChange(changed: () => void): void {
    this.#changed = changed;
  }

  /** @internal */
  get isHeld(): boolean {
    return this.#held;
  }

  /** The order of the next batch; it holds for one batch. @internal */
  takeOrder(): 'queued' | 'reversed' {
    const order = this.#order;
    this.#order = 'queued';
    return order;
  }

  /** Whether this delivery is lost, counted as such. @internal */
  takeDrop(event: string): boolean {
    const drop = this.#drops.find(
      each => each.event === undefined || each.event === event,
    );
    if (!drop) return false;
    drop.times -= 1;
    this.#drops = this.#drops.filter(each => each.times > 0);
    return true;
  }
}
