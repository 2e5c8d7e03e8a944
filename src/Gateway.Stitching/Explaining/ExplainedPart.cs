using System.Text.Json;

namespace Gateway.Stitching.Explaining;

/// <summary>Fields of one object that came from one place for one reason.</summary>
/// <param name="entity">Whose values they are.</param>
internal sealed class ExplainedPart(string entity)
{
    private readonly List<string> _fields = [];
    private long _age;

    /// <summary>Adds a field.</summary>
    /// <param name="field">Its name in the response.</param>
    /// <param name="age">In seconds; the greatest is told.</param>
    public void Add(string field, long age)
    {
        _fields.Add(field);
        _age = Math.Max(_age, age);
    }

    /// <summary>Writes its members into an object that has been begun.</summary>
    public void Write(Utf8JsonWriter json, ValueOrigin origin, MissReason? reason)
    {
        json.WriteString("entity"u8, entity);
        json.WriteString("source"u8, JsonNamingPolicy.CamelCase.ConvertName(origin.ToString()));
        if (reason is { } why)
        {
            json.WriteString("reason"u8, JsonNamingPolicy.CamelCase.ConvertName(why.ToString()));
        }

        json.WriteNumber("age"u8, _age);
        json.WriteStartArray("fields"u8);
        _fields.ForEach(json.WriteStringValue);
        json.WriteEndArray();
    }
}
