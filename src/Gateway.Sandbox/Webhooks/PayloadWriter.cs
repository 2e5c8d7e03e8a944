using System.Text.Json;
using Gateway.Sandbox.Data;

namespace Gateway.Sandbox.Webhooks;

/// <summary>Writes entities in the form that webhooks have: flat, with ids beside objects and without nulls.</summary>
internal sealed class PayloadWriter(Snapshot snapshot, Utf8JsonWriter writer)
{
    public void Write(Entity entity, string shape)
    {
        writer.WriteStartObject();
        WriteFields(entity, shape);
        writer.WriteEndObject();
    }

    /// <summary>Writes the fields into an object that is open.</summary>
    public void WriteFields(Entity entity, string shape)
    {
        foreach (string field in PayloadShapes.Of(shape))
        {
            int mark = field.AsSpan().IndexOfAny(":*");
            if (mark < 0)
            {
                WriteLeaf(entity, field);
            }
            else
            {
                WriteObjects(entity, field[..mark], field[(mark + 1)..]);
            }
        }
    }

    /// <summary>Writes a value as JSON; see <see cref="Entity.this[int]"/>.</summary>
    public static void WriteValue(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case string text:
                writer.WriteStringValue(text);
                break;
            case bool truth:
                writer.WriteBooleanValue(truth);
                break;
            case double number:
                writer.WriteNumberValue(number);
                break;
            case RawJson json:
                writer.WriteRawValue(json.Utf8);
                break;
            case Array items:
                writer.WriteStartArray();
                foreach (object? item in items)
                {
                    WriteValue(writer, item is Entity ? null : item);
                }

                writer.WriteEndArray();
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }

    private void WriteLeaf(Entity entity, string field)
    {
        var binding = entity.Shape.Find(field) ?? (field.EndsWith("Id", StringComparison.Ordinal) ? entity.Shape.Find(field[..^2]) : null);
        if (binding is not null && snapshot.Leaf(entity, binding) is { } value)
        {
            writer.WritePropertyName(field);
            if (field is "signalMetadata" or "sourceMetadata")
            {
                // A text of JSON in the API, an object here.
                writer.WriteRawValue((string)value);
            }
            else
            {
                WriteValue(writer, value);
            }
        }
    }

    private void WriteObjects(Entity entity, string field, string shape)
    {
        var binding = entity.Shape.Find(field)!;
        if (binding.Role == FieldRole.Many)
        {
            writer.WriteStartArray(field);
            foreach (var item in snapshot.Collect(entity, binding))
            {
                Write(item, shape);
            }

            writer.WriteEndArray();
        }
        else if (snapshot.Follow(entity, binding) is { } target)
        {
            writer.WritePropertyName(field);
            Write(target, shape);
        }
    }
}
