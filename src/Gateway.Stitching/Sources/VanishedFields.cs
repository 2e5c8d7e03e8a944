using Gateway.GraphQL.Execution;
using Gateway.GraphQL.Types;
using Gateway.Stitching.Drifting;
using Gateway.Stitching.Normalizing;

namespace Gateway.Stitching.Sources;

/// <summary>Answers, for one run, the fields that the upstream does not offer any more.</summary>
/// <param name="run">The run.</param>
/// <param name="vanished">What is known to have vanished; the same for all of the run.</param>
internal sealed class VanishedFields(OperationRun run, Vanished vanished)
{
    private WarningList? _warnings;

    /// <summary>What the caller should know of the answer of the last walk.</summary>
    public WarningList Warnings => _warnings ??= new WarningList();

    /// <summary>Whether there is anything in <see cref="Warnings"/>.</summary>
    public bool HasWarnings => _warnings is { Any: true };

    /// <summary>Begins another walk.</summary>
    public void Clear() => _warnings?.Clear();

    /// <summary>Whether the upstream does not offer a field any more, or not with its arguments.</summary>
    public bool Has(FieldStep step) => !vanished.IsEmpty && vanished.Has(step.Model.Definition, step.Arguments);

    /// <summary>Null with a warning, or an error where null may not be.</summary>
    public SourceValue Answer(FieldDefinition field)
    {
        if (field.Type is NonNullTypeRef)
        {
            return SourceValue.Error(UpstreamFaults.Create(
                $"The upstream does not offer {field.DeclaringType?.Name}.{field.Name} any more, or not with these arguments.", "graphql error"));
        }

        Warnings.Add(run, field);
        return SourceValue.Null;
    }
}
