import { DeliveryControls } from './DeliveryControls';
import { FaultPlan } from './FaultPlan';
import { LimitSettings, Limits } from './Limits';
import { RequestLog } from './RequestLog';
import { SimulatedClock } from './SimulatedClock';

/**
 * Everything that a test can switch on a running forge. All of it is off until
 * somebody asks, and none of it survives a restart.
 *
 * @public
 */
export class Controls {
  /** Milliseconds that every API and git request waits before it is worked on. */
  latencyMilliseconds = 0;
  readonly clock = new SimulatedClock();
  readonly log = new RequestLog();
  readonly faults = new FaultPlan();
  readonly limits = new Limits(this.clock);
  readonly deliveries = new DeliveryControls();

  /** Enforces GitHub's published limits, or the given ones. */
  enforceLimits(settings: Partial<LimitSettings> = {}): void {
    this.limits.enforce(settings);
  }

  /** Back to how a forge starts: no latency, limits, faults or held deliveries. */
  reset(): void {
    this.latencyMilliseconds = 0;
    this.clock.reset();
    this.log.reset();
    this.faults.clear();
    this.limits.relax();
    this.deliveries.reset();
  }
}
