using System.Collections.Concurrent;
using Gateway.GraphQL.Errors;
using Gateway.GraphQL.Language;
using Gateway.GraphQL.Types;
using Gateway.GraphQL.Validation;
using Gateway.GraphQL.Validation.Limits;

namespace Gateway.GraphQL.Planning;

/// <summary>Documents found again by their text, so that each is lexed, validated and compiled once. Safe for concurrent use.</summary>
/// <param name="schema">What documents are validated against.</param>
/// <param name="limits">What a document may be.</param>
/// <param name="capacity">About how many bytes of memory the plans may take; those not asked for lately are forgotten.</param>
public sealed class PlanCache(Schema schema, DocumentLimits limits, long capacity)
{
    // Measured: tree, plans and what sources prepare for them take about ninety times the text.
    private const int WeightOfByte = 100;
    private const int WeightOfDocument = 2048;

    private readonly Lock _gate = new();
    private volatile Generation _young = new();
    private volatile Generation _old = new();

    /// <summary>All documents that are known just now, each once.</summary>
    public IReadOnlyCollection<CompiledDocument> Documents =>
        [.. _young.Documents.Values.Concat(_old.Documents.Values).Select(known => known.Document).Distinct()];

    /// <summary>The document of that text if it came before; null if it must be compiled, which takes long.</summary>
    public CompiledDocument? Find(ReadOnlyMemory<byte> utf8)
    {
        var key = new DocumentText(utf8);
        if (_young.Documents.TryGetValue(key, out var known))
        {
            return known.Document;
        }

        if (!_old.Documents.TryGetValue(key, out known))
        {
            return null;
        }

        Keep(known.Text, known.Document);
        return known.Document;
    }

    /// <summary>The document of that text. Documents with errors are not kept: they cost their sender, not our memory.</summary>
    public CompiledDocument Get(ReadOnlyMemory<byte> utf8)
    {
        if (Find(utf8) is { } known)
        {
            return known;
        }

        // The caller's buffer is pooled; the syntax tree and the key outlive it.
        byte[] text = utf8.Length > limits.Parser.Bytes ? [] : utf8.ToArray();
        var compiled = Compile(text.Length == 0 ? utf8 : text);
        if (compiled.Errors.IsEmpty)
        {
            Keep(text, compiled);
        }

        return compiled;
    }

    private CompiledDocument Compile(ReadOnlyMemory<byte> utf8)
    {
        ParseResult parsed;
        using (PlanningSpans.Parse())
        {
            parsed = Parser.Parse(utf8, limits.Parser);
        }

        if (!parsed.Ok)
        {
            return LimitBreach.Of(utf8, limits.Parser, parsed) is { } passed
                ? new CompiledDocument(passed, parsed.Error)
                : new CompiledDocument(DocumentFault.Syntax, parsed.Error);
        }

        if (LimitCheck.Find(parsed.Document, limits.Selections) is { } breach)
        {
            return new CompiledDocument(breach, new GraphQLError($"{breach}."));
        }

        using var span = PlanningSpans.Validate();
        var errors = DocumentValidator.Validate(schema, parsed.Document);
        return errors.IsEmpty
            ? new CompiledDocument(schema, parsed.Document, limits.Fields)
            : new CompiledDocument(DocumentFault.Validation, errors);
    }

    private void Keep(byte[] text, CompiledDocument document)
    {
        var young = _young;
        if (!young.Documents.TryAdd(new DocumentText(text), (text, document))
            || Interlocked.Add(ref young.Weight, WeightOfDocument + ((long)text.Length * WeightOfByte)) <= capacity / 2)
        {
            return;
        }

        lock (_gate)
        {
            if (ReferenceEquals(_young, young))
            {
                _old = young;
                _young = new Generation();
            }
        }
    }

    private sealed class Generation
    {
        public long Weight;

        public ConcurrentDictionary<DocumentText, (byte[] Text, CompiledDocument Document)> Documents { get; } = new();
    }
}
