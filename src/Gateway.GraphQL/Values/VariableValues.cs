namespace Gateway.GraphQL.Values;

/// <summary>The coerced variables of one request, each as canonical JSON.</summary>
public sealed class VariableValues
{
    private readonly Dictionary<string, ReadOnlyMemory<byte>> _values;

    internal VariableValues(Dictionary<string, ReadOnlyMemory<byte>> values) => _values = values;

    public static VariableValues Empty { get; } = new([]);

    /// <summary>Values that are canonical JSON of the right type already.</summary>
    public static VariableValues Of(Dictionary<string, ReadOnlyMemory<byte>> values) => new(values);

    /// <summary>Whether the variable has a value, which may be the JSON <c>null</c>.</summary>
    public bool TryGet(string name, out ReadOnlyMemory<byte> json) => _values.TryGetValue(name, out json);

    /// <summary>Whether the variable has the value <c>null</c>.</summary>
    public bool IsNull(string name) => _values.TryGetValue(name, out var json) && json.Span.SequenceEqual("null"u8);

    /// <summary>Whether the variable has the value <c>true</c>.</summary>
    public bool IsTrue(string name) => _values.TryGetValue(name, out var json) && json.Span.SequenceEqual("true"u8);
}
