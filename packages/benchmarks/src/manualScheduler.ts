import { coreServices, createServiceFactory, SchedulerService } from '@backstage/backend-plugin-api';

type Task = Parameters<SchedulerService['scheduleTask']>[0];

/** Scheduled tasks of a backend, which run when the benchmark says so and never by themselves. */
export function manualScheduler() {
  const tasks: Task[] = [];
  const scheduleTask = async (task: Task) => {
    tasks.push(task);
  };
  return {
    feature: createServiceFactory({
      service: coreServices.scheduler,
      deps: {},
      factory: (): SchedulerService => ({
        scheduleTask,
        createScheduledTaskRunner: schedule => ({ run: task => scheduleTask({ ...schedule, ...task }) }),
        triggerTask: async () => {},
        cancelTask: async () => {},
        getScheduledTasks: async () => [],
      }),
    }),
    /** Runs the one task whose id matches. */
    async runTask(id: RegExp): Promise<void> {
      const task = tasks.find(each => id.test(each.id));
      if (!task) throw new Error(`No task ${id} among ${tasks.map(each => each.id).join(', ')}`);
      await task.fn(AbortSignal.timeout(3_600_000));
    },
  };
}
