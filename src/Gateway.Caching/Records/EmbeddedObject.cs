using Gateway.Caching.Keys;

namespace Gateway.Caching.Records;

/// <summary>An object that is part of a record because it has no identity: a page of a connection, a link to the outside, the content of an activity.</summary>
public sealed class EmbeddedObject(string typeName, FieldKey[] keys, FieldValue[] values)
{
    /// <summary>The name of its object type.</summary>
    public string TypeName { get; } = typeName;

    public FieldKey[] Keys { get; } = keys;

    /// <summary>One for each key.</summary>
    public FieldValue[] Values { get; } = values;

    /// <summary>The value of a field; of kind <see cref="FieldValueKind.None"/> if it is not known.</summary>
    public FieldValue this[FieldKey key]
    {
        get
        {
            for (int i = 0; i < Keys.Length; i++)
            {
                if (Keys[i].Equals(key))
                {
                    return Values[i];
                }
            }

            return default;
        }
    }
}
