using System.Collections.Concurrent;
using Gateway.GraphQL.Language;
using Gateway.GraphQL.Types;
using Gateway.GraphQL.Validation;

namespace Gateway.GraphQL.Planning;

/// <summary>Documents found again by their text, so that each is lexed, validated and compiled once. Safe for concurrent use.</summary>
/// <param name="schema">What documents are validated against.</param>
/// <param name="limits">What a document may be.</param>
/// <param name="capacity">Most bytes of document text kept; when it is passed, the cache starts anew.</param>
public sealed class PlanCache(Schema schema, DocumentLimits limits, int capacity)
{
    private readonly Lock _gate = new();
    private volatile ConcurrentDictionary<DocumentText, CompiledDocument> _documents = new();
    private long _bytes;

    /// <summary>The document of that text. Documents with errors are not kept: they cost their sender, not our memory.</summary>
    public CompiledDocument Get(ReadOnlyMemory<byte> utf8)
    {
        var documents = _documents;
        if (documents.TryGetValue(new DocumentText(utf8), out var known))
        {
            return known;
        }

        // The caller's buffer is pooled; the syntax tree and the key outlive it.
        byte[] text = utf8.Length > limits.Parser.Bytes ? [] : utf8.ToArray();
        var compiled = Compile(text.Length == 0 ? utf8 : text);
        if (compiled.Errors.IsEmpty && documents.TryAdd(new DocumentText(text), compiled))
        {
            Account(text.Length);
        }

        return compiled;
    }

    private CompiledDocument Compile(ReadOnlyMemory<byte> utf8)
    {
        var parsed = Parser.Parse(utf8, limits.Parser);
        if (!parsed.Ok)
        {
            return new CompiledDocument([parsed.Error]);
        }

        var errors = DocumentValidator.Validate(schema, parsed.Document);
        return errors.IsEmpty ? new CompiledDocument(schema, parsed.Document, limits.Fields) : new CompiledDocument(errors);
    }

    private void Account(int bytes)
    {
        if (Interlocked.Add(ref _bytes, bytes) <= capacity)
        {
            return;
        }

        lock (_gate)
        {
            if (Interlocked.Read(ref _bytes) > capacity)
            {
                _documents = new ConcurrentDictionary<DocumentText, CompiledDocument>();
                Interlocked.Exchange(ref _bytes, 0);
            }
        }
    }
}
