using System.Text.Json;
using Gateway.GraphQL.Execution;
using Gateway.GraphQL.Language;
using Gateway.GraphQL.Language.Syntax;
using Gateway.GraphQL.Planning;
using Gateway.GraphQL.Validation;
using Gateway.GraphQL.Values;

namespace Gateway.Benchmarks;

/// <summary>One document, and each stage it goes through on its own, with all that stage needs made ready.</summary>
internal sealed class Stages : IDisposable
{
    private readonly DocumentSyntax _document;
    private readonly OperationPlan _plan;
    private readonly VariableValues _variables;
    private readonly OperationVariant _variant;
    private readonly JsonElement _data;
    private readonly JsonSource _source = new(Documents.Schema);
    private readonly ResponseBuffer _output = new(1 << 16);

    /// <exception cref="InvalidOperationException">The document is not valid, or its answer has errors.</exception>
    public Stages(string name)
    {
        Source = Documents.Read(name);
        _document = Parse();
        Require(DocumentValidator.Validate(Documents.Schema, _document).IsEmpty, $"{name} is not valid.");
        Require(Compile().TryGetOperation(null, out var plan, out _), $"{name} has no operation.");
        _plan = plan!;
        using var variables = JsonDocument.Parse(Documents.Variables(name));
        var coerced = VariableCoercion.Coerce(_plan.Variables, variables.RootElement, _plan.Source);
        Require(coerced.Ok, $"The variables of {name} do not fit.");
        _variables = coerced.Values!;
        _variant = _plan.Variant(_variables)!;
        _data = SampleData.For(_variant);
        Walk();
        Require(Errors == 0, $"The answer to {name} has errors.");
    }

    public byte[] Source { get; }

    /// <summary>How many errors the last walk met.</summary>
    public int Errors { get; private set; }

    public int Lex()
    {
        var lexer = new Lexer(Source);
        int tokens = 0;
        while (lexer.Next().Kind != TokenKind.EndOfFile)
        {
            tokens++;
        }

        return tokens;
    }

    public DocumentSyntax Parse()
    {
        var parsed = Parser.Parse(Source, ParserLimits.Request);
        return parsed.Document ?? throw new InvalidOperationException(parsed.Error?.Message);
    }

    public int Validate() => DocumentValidator.Validate(Documents.Schema, _document).Length;

    /// <summary>All plans of the document, and the variant that the variables choose.</summary>
    public OperationVariant? CompileVariant()
    {
        Compile().TryGetOperation(null, out var plan, out _);
        return plan!.Variant(_variables);
    }

    public int Walk()
    {
        _output.Truncate(0);
        var run = new OperationRun(Documents.Schema, _plan, _variant, _variables);
        run.Walk(_source, JsonSource.Root(_data), _output);
        Errors = run.Errors.Count;
        return _output.Length;
    }

    public void Dispose() => _output.Dispose();

    private CompiledDocument Compile() => new(Documents.Schema, _document, DocumentLimits.Request.Fields);

    private static void Require(bool condition, string message)
    {
        if (!condition)
        {
            throw new InvalidOperationException(message);
        }
    }
}
