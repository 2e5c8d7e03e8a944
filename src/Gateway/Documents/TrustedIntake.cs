using System.Collections.Immutable;
using System.Text;
using Gateway.Caching.Documents;
using Gateway.GraphQL.Errors;
using Gateway.GraphQL.Language;
using Gateway.GraphQL.Planning;
using Gateway.GraphQL.Types;
using Gateway.Http;

namespace Gateway.Documents;

/// <summary>Takes documents that can be asked for and run, and tells of the others what is wrong with them.</summary>
internal sealed class TrustedIntake(Schema? schema, DocumentLimits limits, List<string> faults)
{
    // Judged as when it is asked for; the plans are not kept.
    private readonly PlanCache? _plans = schema is null ? null : new PlanCache(schema, limits, capacity: 0);

    private readonly Dictionary<string, TrustedDocument> _documents = new(StringComparer.Ordinal);

    public IReadOnlyCollection<TrustedDocument> Documents => _documents.Values;

    public void Take(TrustedDocument document)
    {
        if (_documents.TryGetValue(document.Id, out var other))
        {
            if (!other.Utf8.AsSpan().SequenceEqual(document.Utf8))
            {
                faults.Add($"{document.Place}: the id is also that of another document, in {other.Place}.");
            }
        }
        else if (FaultOf(document) is { } fault)
        {
            faults.Add($"{document.Place}: {fault}");
        }
        else
        {
            // Also if it is not valid: then the id is taken all the same.
            _documents.Add(document.Id, document);
            faults.AddRange(ErrorsOf(document.Utf8).Select(error => Tell(document, error)));
        }
    }

    private static string? FaultOf(TrustedDocument document) =>
        document.Id.Length == 0 ? "the id is empty."
        : Encoding.UTF8.GetByteCount(document.Id) > BodyParser.MaxNameBytes ? $"the id is longer than {BodyParser.MaxNameBytes} bytes."
        : DocumentId.IsHash(document.Id) && document.Id != DocumentId.Of(DocumentHash.Of(document.Utf8)) ? "the id is the hash of another text."
        : null;

    private ImmutableArray<GraphQLError> ErrorsOf(byte[] utf8) =>
        _plans is not null ? _plans.Get(utf8).Errors
        : Parser.Parse(utf8, limits.Parser).Error is { } syntax ? [syntax]
        : [];

    private static string Tell(TrustedDocument document, GraphQLError error) => error.Locations is [var first, ..]
        ? $"{document.Place}({first.Line},{first.Column}): {error.Message}"
        : $"{document.Place}: {error.Message}";
}
