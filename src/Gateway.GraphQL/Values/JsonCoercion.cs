using System.Globalization;
using System.Text.Json;
using Gateway.GraphQL.Types;

namespace Gateway.GraphQL.Values;

/// <summary>Coerces one JSON value to an input type and writes it as canonical JSON; what does not fit is told and written as null.</summary>
/// <remarks>https://spec.graphql.org/September2025/#sec-Scalars.Input-Coercion and the sections of each kind of type.</remarks>
internal sealed class JsonCoercion(string variable, List<string> problems)
{
    // Each problem shows its value; a list of a million misfits must not become a gigabyte of text.
    private const int MaxProblems = 100;

    // The name of a field, or the index of an item where there is none.
    private readonly List<(string? Field, int Index)> _path = [];

    // Nothing of what is written is used once there is a problem.
    private bool IsEnough => problems.Count == MaxProblems;

    public void Write(Utf8JsonWriter writer, JsonElement value, TypeRef type)
    {
        if (type is NonNullTypeRef nonNull)
        {
            if (value.ValueKind == JsonValueKind.Null)
            {
                Fail(writer, value, $"Expected non-nullable type \"{type}\" not to be null.");
                return;
            }

            type = nonNull.Inner;
        }

        if (value.ValueKind == JsonValueKind.Null)
        {
            writer.WriteNullValue();
        }
        else if (type is ListTypeRef list)
        {
            WriteList(writer, value, list);
        }
        else
        {
            WriteNamed(writer, value, type.Named);
        }
    }

    private void WriteList(Utf8JsonWriter writer, JsonElement value, ListTypeRef list)
    {
        writer.WriteStartArray();
        if (value.ValueKind == JsonValueKind.Array)
        {
            int index = 0;
            foreach (var item in value.EnumerateArray())
            {
                if (IsEnough)
                {
                    break;
                }

                _path.Add((null, index++));
                Write(writer, item, list.Item);
                _path.RemoveAt(_path.Count - 1);
            }
        }
        else
        {
            Write(writer, value, list.Item);
        }

        writer.WriteEndArray();
    }

    private void WriteNamed(Utf8JsonWriter writer, JsonElement value, NamedType type)
    {
        switch (type)
        {
            case InputObjectType input:
                WriteObject(writer, value, input);
                break;
            case EnumType choice:
                WriteEnum(writer, value, choice);
                break;
            case ScalarType scalar when ScalarCoercion.Write(writer, value, scalar.Kind) is { } problem:
                Fail(writer, value, problem);
                break;
        }
    }

    private void WriteEnum(Utf8JsonWriter writer, JsonElement value, EnumType choice)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            Fail(writer, value, $"Enum \"{choice.Name}\" cannot represent non-string value: {JsonInspection.Show(value)}.{Hint(JsonInspection.Show(value), choice)}");
        }
        else if (choice.Value(value.GetString()!) is { } known)
        {
            writer.WriteStringValue(known.Name);
        }
        else
        {
            string name = value.GetString()!;
            Fail(writer, value, $"Value \"{name}\" does not exist in \"{choice.Name}\" enum.{Hint(name, choice)}");
        }
    }

    private void WriteObject(Utf8JsonWriter writer, JsonElement value, InputObjectType input)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            Fail(writer, value, $"Expected type \"{input.Name}\" to be an object.");
            return;
        }

        var given = new SortedProperties(value);
        writer.WriteStartObject();
        foreach (var field in input.SortedFields)
        {
            if (given.TryGet(field.Name, out var fieldValue))
            {
                writer.WritePropertyName(field.Name);
                _path.Add((field.Name, 0));
                Write(writer, fieldValue, field.Type);
                _path.RemoveAt(_path.Count - 1);
            }
            else if (field.DefaultValue is not null)
            {
                writer.WritePropertyName(field.Name);
                LiteralCoercion.Write(writer, field.DefaultValue, field.Type, VariableValues.Empty);
            }
            else if (field.IsRequired)
            {
                Tell(value, $"Field \"{field.Name}\" of required type \"{field.Type}\" was not provided.");
            }
        }

        writer.WriteEndObject();
        foreach (var (name, _) in given.Items)
        {
            if (IsEnough)
            {
                return;
            }

            if (input.Field(name) is not null)
            {
                continue;
            }

            string hint = Suggestions.DidYouMean(Suggestions.Near(name, input.Fields.Select(field => field.Name)));
            Tell(value, $"Field \"{name}\" is not defined by type \"{input.Name}\".{hint}");
        }

        if (input.IsOneOf)
        {
            CheckOneOf(value, given, input);
        }
    }

    private void CheckOneOf(JsonElement value, in SortedProperties given, InputObjectType input)
    {
        var known = given.Items.ToArray().Where(field => input.Field(field.Key) is not null).Take(2).ToList();
        if (known.Count != 1)
        {
            Tell(value, $"Exactly one key must be specified for OneOf type \"{input.Name}\".");
        }
        else if (known[0].Value.ValueKind == JsonValueKind.Null)
        {
            _path.Add((known[0].Key, 0));
            Tell(known[0].Value, $"Field \"{known[0].Key}\" must be non-null.");
            _path.RemoveAt(_path.Count - 1);
        }
    }

    private static string Hint(string text, EnumType choice) =>
        Suggestions.DidYouMean(Suggestions.Near(text, choice.Values.Select(known => known.Name)), "the enum value");

    private void Fail(Utf8JsonWriter writer, JsonElement value, string problem)
    {
        Tell(value, problem);
        writer.WriteNullValue();
    }

    private void Tell(JsonElement value, string problem)
    {
        if (IsEnough)
        {
            return;
        }

        string at = _path.Count == 0 ? "" : $" at \"{variable}{string.Concat(_path.Select(Show))}\"";
        problems.Add($"Variable \"${variable}\" got invalid value {JsonInspection.Show(value)}{at}; {problem}");
    }

    private static string Show((string? Field, int Index) step) =>
        step.Field is null ? string.Create(CultureInfo.InvariantCulture, $"[{step.Index}]") : $".{step.Field}";
}
