namespace Gateway.GraphQL.Types;

/// <summary>What a schema may be made of beyond the specification.</summary>
public sealed record SchemaBuildOptions
{
    /// <summary>
    /// Whether an <c>extend type</c> or <c>extend interface</c> may repeat a field to put further directives on it and its arguments.
    /// The field must be repeated with the same type and arguments. Default false: a repeated field is a fault.
    /// </summary>
    public bool MergeFieldExtensions { get; init; }
}
