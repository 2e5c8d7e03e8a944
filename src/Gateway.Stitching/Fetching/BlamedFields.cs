using System.Collections.Concurrent;
using Gateway.Linear;
using Gateway.Stitching.Mapping;

namespace Gateway.Stitching.Fetching;

/// <summary>Fields for which whole documents failed although no query had asked for them: for an hour they are asked for only where a query does.</summary>
/// <remarks>Safe for concurrent use. It knows fields of the schema and not of whom they were asked: a field that fails for one caller is left out for all.</remarks>
/// <param name="time">Ends the hour.</param>
internal sealed class BlamedFields(TimeProvider time)
{
    // Far more than ever fail; beyond that, all is forgotten.
    private const int MaxFields = 1_000;

    private static readonly TimeSpan Memory = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<FieldModel, long> _since = new();

    /// <summary>Whether a field made a document fail within the last hour.</summary>
    public bool Has(FieldModel field) => _since.TryGetValue(field, out long since) && time.GetElapsedTime(since) < Memory;

    /// <summary>Whether a widened document may have failed only because it was widened. The fields that are to blame are remembered, where errors name them.</summary>
    public bool Note(FetchDocument document, IEnumerable<UpstreamError> errors)
    {
        bool isWidenings = false;
        foreach (var error in errors)
        {
            isWidenings |= Note(document, error);
        }

        return isWidenings;
    }

    private bool Note(FetchDocument document, UpstreamError error)
    {
        if (Blame.IsOfValidation(error))
        {
            return true;
        }

        if (error.Path.Length <= 1 || error.IsRateLimited || document.CallOf(error) is not { } call)
        {
            return false;
        }

        bool isKnown = false;
        FieldModel? blamed = null;
        foreach (var field in FieldsOf(call, error))
        {
            isKnown = true;
            blamed = field.IsAsked ? null : field.Model;
            if (field.Model.Shape == FieldShape.Embedded)
            {
                // It comes whole or not at all.
                break;
            }
        }

        if (blamed is not null)
        {
            Add(blamed);
        }

        return !isKnown || blamed is not null;
    }

    private void Add(FieldModel field)
    {
        if (_since.Count >= MaxFields)
        {
            _since.Clear();
        }

        _since[field] = time.GetTimestamp();
    }

    /// <summary>The fields below a call that the path of an error leads through, as far as they are known.</summary>
    private static IEnumerable<FetchField> FieldsOf(FetchCall call, UpstreamError error)
    {
        var selection = call.Selection ?? call.Field!.Below;
        bool isPage = call.IsMany || call.Field?.Model.Shape == FieldShape.Connection;
        foreach (var step in error.Path.Skip(1).Where(step => step.Name is not null))
        {
            if (isPage)
            {
                isPage = step.Name == "edges";
            }
            else if (selection?.FindByResponseName(step.Name!) is { } field)
            {
                yield return field;
                selection = field.Below;
                isPage = field.Model.Shape == FieldShape.Connection;
            }
            else
            {
                yield break;
            }
        }
    }
}
