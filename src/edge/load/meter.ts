/** How busy this process is from now on. */
export interface Meter {
  cpuMs(): number;
  /** Share of the time in which this thread's event loop had work, 0 to 1. */
  busy(): number;
}

/** Begins to watch how busy this process is. */
export function newMeter(): Meter {
  const cpu = process.cpuUsage();
  const loop = performance.eventLoopUtilization();
  return {
    cpuMs: () => {
      const { user, system } = process.cpuUsage(cpu);
      return (user + system) / 1_000;
    },
    busy: () => performance.eventLoopUtilization(loop).utilization,
  };
}
