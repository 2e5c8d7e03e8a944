using Gateway.GraphQL.Execution;
using Gateway.GraphQL.Planning;
using Gateway.GraphQL.Types;

namespace Gateway.GraphQL.Tests.Execution;

/// <summary>JSON data of which some fields are not there until a later walk.</summary>
/// <param name="source">All of it.</param>
/// <param name="isLate">Whether a field of that response name is lacking in a walk, counted from 0.</param>
internal sealed class LateSource(JsonSource source, Func<string, int, bool> isLate) : IFieldSource
{
    /// <summary>Which walk it is.</summary>
    public int Walk { get; set; }

    public SourceValue Resolve(OperationRun run, in SourceValue parent, FieldPlan field) =>
        isLate(field.ResponseName, Walk) ? SourceValue.Missing : source.Resolve(run, parent, field);

    public int Count(in SourceValue list) => source.Count(list);

    public SourceValue Item(OperationRun run, in SourceValue list, int index) => source.Item(run, list, index);

    public ObjectType? TypeOf(in SourceValue value, NamedType declared, out string? problem) => source.TypeOf(value, declared, out problem);

    public string? WriteLeaf(in SourceValue leaf, NamedType type, ResponseBuffer output) => source.WriteLeaf(leaf, type, output);
}
