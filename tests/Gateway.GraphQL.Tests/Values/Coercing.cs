using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Gateway.GraphQL.Language;
using Gateway.GraphQL.Language.Syntax;
using Gateway.GraphQL.Planning;
using Gateway.GraphQL.Tests.Language;
using Gateway.GraphQL.Tests.Types;
using Gateway.GraphQL.Types;
using Gateway.GraphQL.Values;

namespace Gateway.GraphQL.Tests.Values;

/// <summary>Short forms of coercion over one schema: what comes out as text, or what is wrong.</summary>
internal static class Coercing
{
    public static Schema Schema { get; } = Sdl.Schema(
        """
        type Query {
          float: Float id: ID
          none: Int
          f(a: Int, b: Int! = 7, c: [Int!], d: I, e: E, any: Any, z: [[Int]], o: O): Int
          need(a: Int!, b: [Int!]!): Int
        }
        enum E { RED GREEN }
        input I { z: Int a: Int! b: [String!] c: I d: Int = 5 e: E = RED n: Int! = 3 }
        input D { i: I = {a: 1} list: [Int] = 4 }
        input O @oneOf { x: Int y: String }
        scalar Any
        """);

    /// <summary>The value of a variable <c>$a</c> declared by that text, such as <c>Int = 5</c>; or messages, a line each.</summary>
    public static string Variable(string declaration, string? json)
    {
        var result = Variables($"($a: {declaration})", json is null ? "{}" : $$"""{"a":{{json}}}""");
        if (!result.Ok)
        {
            return string.Join('\n', result.Errors.Select(error => error.Message));
        }

        return result.Values.TryGet("a", out var value) ? Encoding.UTF8.GetString(value.Span) : "absent";
    }

    public static VariableCoercionResult Variables(string declarations, string json)
    {
        using var given = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 2000 });
        return Variables(declarations, given.RootElement);
    }

    public static VariableCoercionResult Variables(string declarations, RequestVariables given) =>
        VariableCoercion.Coerce(Definitions(declarations, out var source), given, source);

    /// <summary>Variables as an operation declares them, with its document.</summary>
    public static ImmutableArray<VariableDefinition> Definitions(string declarations, out SourceText source)
    {
        var document = Parsing.Document($"query {declarations} {{ none }}");
        var operation = (OperationSyntax)document.Definitions[0];
        source = document.Source;
        return
        [
            .. operation.Variables.Select(variable =>
                new VariableDefinition(variable.Name, TypeFinder.Find(Schema, variable.Type), variable.DefaultValue, variable.Start)),
        ];
    }

    /// <summary>The arguments of a field as canonical JSON, or what is wrong with them.</summary>
    public static string Arguments(string field, string declarations = "", string variables = "{}")
    {
        var syntax = Parsing.Field($"{{ {field} }}");
        var values = declarations.Length == 0 ? VariableValues.Empty : Variables(declarations, variables).Values!;
        var json = ArgumentCoercion.Coerce(Schema.Query.Field(syntax.Name.Value)!.Arguments, syntax.Arguments, values, out var problem);
        return problem?.Message ?? Encoding.UTF8.GetString(json.Span);
    }

    /// <summary>A JSON text in canonical form.</summary>
    public static string Canonical(string json)
    {
        using var document = JsonDocument.Parse(json);
        return Encoding.UTF8.GetString(CanonicalJson.Write(document.RootElement, CanonicalJson.WriteAny).Span);
    }
}
