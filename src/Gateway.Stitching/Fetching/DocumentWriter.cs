using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Gateway.GraphQL.Language.Syntax;
using Gateway.GraphQL.Types;
using Gateway.Stitching.Drifting;
using Gateway.Stitching.Mapping;

namespace Gateway.Stitching.Fetching;

/// <summary>Writes the document that brings a batch, and its variables.</summary>
/// <param name="model">The schema's model.</param>
internal sealed class DocumentWriter(GatewayModel model)
{
    private readonly Vanished _vanished = model.Drift.Vanished;
    private readonly StringBuilder _calls = new();
    private readonly StringBuilder _fragments = new();
    private readonly StringBuilder _declarations = new();
    private readonly Dictionary<(string Type, string Json), string> _variables = [];
    private readonly List<FetchCall> _written = [];
    private int _aliases;
    private int _fragmentCount;

    /// <summary>What kind of operation is written. Default a query.</summary>
    public OperationKind Kind { get; init; } = OperationKind.Query;

    public void Write(FetchGroup group)
    {
        if (group.Lookup is not { } lookup)
        {
            var field = group.Selection.Fields[0];
            string alias = NextAlias();
            _written.Add(new FetchCall(alias, group.Needs, null, false));
            WriteField(_calls, field, alias);
            return;
        }

        string fragment = string.Create(CultureInfo.InvariantCulture, $"f{_fragmentCount++}");
        _fragments.Append(" fragment ").Append(fragment).Append(" on ").Append(group.Selection.Type.Name);
        WriteSelection(_fragments, group.Selection);
        if (group.IsMany)
        {
            string alias = NextAlias();
            _written.Add(new FetchCall(alias, group.Needs, group.Selection, true));
            WriteCall(alias, lookup, lookup.ForKeys([.. group.Needs.Select(need => need.Key.Entity.Id)]));
            _calls.Append("{nodes{...").Append(fragment).Append("}}");
            return;
        }

        foreach (var need in group.Needs)
        {
            string alias = NextAlias();
            _written.Add(new FetchCall(alias, [need], group.Selection, false));
            WriteCall(alias, lookup, lookup.ForKey(need.Key.Entity.Id));
            _calls.Append("{...").Append(fragment).Append('}');
        }
    }

    public FetchDocument ToDocument(bool isWidened)
    {
        string kind = Kind == OperationKind.Mutation ? "mutation" : "query";
        string head = _declarations.Length == 0 ? kind : $"{kind}({_declarations})";
        var body = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(body))
        {
            writer.WriteStartObject();
            writer.WriteString("query", $"{head}{{{_calls}}}{_fragments}");
            writer.WriteStartObject("variables");
            foreach (var ((_, json), name) in _variables)
            {
                writer.WritePropertyName(name);
                writer.WriteRawValue(json, skipInputValidation: true);
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return new FetchDocument(body.WrittenMemory, _written, isWidened);
    }

    private void WriteCall(string alias, Lookup lookup, ReadOnlyMemory<byte> arguments)
    {
        _calls.Append(' ').Append(alias).Append(':').Append(lookup.Field.Name);
        WriteArguments(_calls, lookup.Field, arguments);
    }

    private void WriteSelection(StringBuilder text, FetchSelection selection)
    {
        text.Append('{');
        if (selection.Model is null)
        {
            WriteMembers(text, selection);
        }
        else
        {
            WriteFields(text, selection, null);
        }

        text.Append('}');
    }

    private void WriteFields(StringBuilder text, FetchSelection selection, MemberNames? names)
    {
        bool isEmpty = true;
        if (selection.Model!.IsEntity && !selection.Fields.Any(field => field.Model.Definition.Name == "id"))
        {
            text.Append(" id");
            isEmpty = false;
        }

        foreach (var field in selection.Fields)
        {
            if (_vanished.Has(field.Model.Definition, field.Arguments))
            {
                continue;
            }

            WriteField(text, field, field.HasArguments ? NextAlias() : names?.Of(field.Model.Definition) ?? field.Model.Definition.Name);
            isEmpty = false;
        }

        if (isEmpty)
        {
            text.Append(" __typename");
        }
    }

    private void WriteMembers(StringBuilder text, FetchSelection selection)
    {
        text.Append(" __typename");
        if (model.HasIds(selection.Type))
        {
            // So members of which nothing else is asked need not be named.
            text.Append(" id");
        }

        foreach (var member in selection.Members)
        {
            if (_vanished.Members.Contains((selection.Type, (ObjectType)member.Type)))
            {
                continue;
            }

            text.Append(" ...on ").Append(member.Type.Name).Append('{');
            WriteFields(text, member, model.NamesIn(selection.Type));
            text.Append('}');
        }
    }

    private void WriteField(StringBuilder text, FetchField field, string responseName)
    {
        field.ResponseName = responseName;
        string name = field.Model.Definition.Name;
        text.Append(' ').Append(responseName);
        if (responseName != name)
        {
            text.Append(':').Append(name);
        }

        WriteArguments(text, field.Model.Definition, field.Arguments);
        if (field.Model.Shape == FieldShape.Connection)
        {
            text.Append(field.NeedsCursors ? "{edges{cursor node" : "{nodes");
            WriteSelection(text, field.Below!);
            text.Append(field.NeedsCursors ? "}" : "");
            text.Append(" pageInfo{startCursor endCursor hasNextPage hasPreviousPage}}");
        }
        else if (field.Below is not null)
        {
            WriteSelection(text, field.Below);
        }
    }

    private void WriteArguments(StringBuilder text, FieldDefinition definition, ReadOnlyMemory<byte> arguments)
    {
        if (arguments.Length <= 2)
        {
            return;
        }

        using var json = JsonDocument.Parse(arguments, new JsonDocumentOptions { MaxDepth = 1000 });
        char separator = '(';
        foreach (var argument in json.RootElement.EnumerateObject())
        {
            var input = definition.Argument(argument.Name)!;
            if (!_vanished.Omits(input, argument.Value))
            {
                text.Append(separator).Append(argument.Name).Append(":$").Append(Variable(_vanished.TypeOf(input), argument.Value.GetRawText()));
                separator = ',';
            }
        }

        text.Append(separator == ',' ? ")" : "");
    }

    private string Variable(string type, string json)
    {
        if (_variables.TryGetValue((type, json), out string? known))
        {
            return known;
        }

        string name = string.Create(CultureInfo.InvariantCulture, $"v{_variables.Count}");
        _variables.Add((type, json), name);
        _declarations.Append(_declarations.Length == 0 ? "$" : ",$").Append(name).Append(':').Append(type);
        return name;
    }

    private string NextAlias() => string.Create(CultureInfo.InvariantCulture, $"a{_aliases++}");
}
