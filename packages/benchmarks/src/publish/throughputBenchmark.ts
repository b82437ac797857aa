import { BenchmarkContext } from '../figure';
export async function throughputBenchmark(_: BenchmarkContext): Promise<void> {}
