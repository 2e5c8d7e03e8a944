using Gateway.GraphQL.Execution;
using Gateway.GraphQL.Planning;
using Gateway.GraphQL.Types;
using Gateway.Sandbox.Data;

namespace Gateway.Sandbox.Tests;

/// <summary>Adds one root field to a source that lists the entities in question.</summary>
internal sealed class WholeWorldSource(IFieldSource source, Entity[] entities) : IFieldSource
{
    public SourceValue Resolve(OperationRun run, in SourceValue parent, FieldPlan field) =>
        field.Definition.Name == "everything" ? SourceValue.List(entities) : source.Resolve(run, parent, field);

    public int Count(in SourceValue list) => source.Count(list);

    public SourceValue Item(OperationRun run, in SourceValue list, int index) => source.Item(run, list, index);

    public ObjectType? TypeOf(in SourceValue value, NamedType declared, out string? problem) => source.TypeOf(value, declared, out problem);

    public string? WriteLeaf(in SourceValue leaf, NamedType type, ResponseBuffer output) => source.WriteLeaf(leaf, type, output);
}
