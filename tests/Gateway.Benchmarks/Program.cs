using BenchmarkDotNet.Running;
using Gateway.Benchmarks;

if (args is ["quick", "cache"])
{
    await QuickTable.WriteCacheAsync(Console.Out);
}
else if (args is ["quick", .. var names])
{
    QuickTable.Write(Console.Out, names);
}
else
{
    BenchmarkSwitcher.FromAssembly(typeof(StageBenchmarks).Assembly).Run(args);
}
