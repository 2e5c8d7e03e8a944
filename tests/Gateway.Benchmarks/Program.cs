using System.Globalization;
using BenchmarkDotNet.Running;
using Gateway.Benchmarks;

if (args is ["quick", "cache"])
{
    await QuickTable.WriteCacheAsync(Console.Out);
}
else if (args is ["million", .. var count])
{
    await MillionEntities.WriteAsync(Console.Out, count is [var text] ? int.Parse(text, CultureInfo.InvariantCulture) : 1_000_000);
}
else if (args is ["quick", .. var names])
{
    QuickTable.Write(Console.Out, names);
}
else
{
    BenchmarkSwitcher.FromAssembly(typeof(StageBenchmarks).Assembly).Run(args);
}
