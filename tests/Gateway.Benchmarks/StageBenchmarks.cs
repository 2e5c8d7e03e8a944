using BenchmarkDotNet.Attributes;
using Gateway.GraphQL.Language.Syntax;
using Gateway.GraphQL.Planning;

namespace Gateway.Benchmarks;

/// <summary>What each stage takes for each of the ten documents.</summary>
[MemoryDiagnoser]
public class StageBenchmarks : IDisposable
{
    private Stages _stages = null!;

    public static IEnumerable<string> Names => Documents.Names;

    [ParamsSource(nameof(Names))]
    public string Document { get; set; } = "";

    [GlobalSetup]
    public void Setup() => _stages = new Stages(Document);

    [GlobalCleanup]
    public void Dispose()
    {
        _stages.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark]
    public int Lex() => _stages.Lex();

    [Benchmark]
    public DocumentSyntax Parse() => _stages.Parse();

    [Benchmark]
    public int Validate() => _stages.Validate();

    [Benchmark]
    public OperationVariant? Compile() => _stages.CompileVariant();

    [Benchmark]
    public int Walk() => _stages.Walk();
}
