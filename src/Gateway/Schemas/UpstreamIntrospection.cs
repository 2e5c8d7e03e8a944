using Gateway.GraphQL.Types;
using Gateway.GraphQL.Values;
using Gateway.Linear;

namespace Gateway.Schemas;

/// <summary>Asks an upstream for its whole schema.</summary>
/// <remarks>The answer is some megabytes for a thousand types, and bounded as every answer is (<c>Linear:MaxResponseBytes</c>).</remarks>
internal static class UpstreamIntrospection
{
    // As many as other tools ask for: an upstream may limit how deep a query goes.
    private const int WrapperLevels = 9;

    private static readonly ReadOnlyMemory<byte> Newest = Body("description", "specifiedByURL isOneOf", "isRepeatable", "(includeDeprecated: true)", "isDeprecated deprecationReason");

    // Servers refuse a query with any field that they do not know; this much was there from the beginning.
    private static readonly ReadOnlyMemory<byte> Oldest = Body("", "", "", "", "");

    public static async Task<IntrospectionOutcome> AskAsync(IUpstream upstream, UpstreamPriority priority, CancellationToken cancel)
    {
        var reply = await upstream.SendAsync(new UpstreamRequest(Newest) { Priority = priority }, cancel);
        if (reply.Fault is null && reply.Data.IsEmpty && reply.Errors.Any(IsOfValidation))
        {
            reply = await upstream.SendAsync(new UpstreamRequest(Oldest) { Priority = priority }, cancel);
        }

        if (reply.Fault is { } fault)
        {
            return Failed($"The upstream did not answer ({fault.Kind}): {fault.Message}");
        }

        if (reply.Data.IsEmpty || !reply.Errors.IsEmpty)
        {
            return Failed($"The upstream refuses to tell its schema: {(reply.Errors is [var first, ..] ? first.Message : "without a reason.")}");
        }

        var read = IntrospectionReader.Read(reply.Data);
        return read.Ok ? new IntrospectionOutcome(read.Schema, null) : Failed(read.Errors[0].Message);
    }

    private static bool IsOfValidation(UpstreamError error) => error.Code == "GRAPHQL_VALIDATION_FAILED" || error.Type == "graphql error";

    private static IntrospectionOutcome Failed(string fault) => new(null, fault);

    private static ReadOnlyMemory<byte> Body(string ofSchema, string ofType, string ofDirective, string deprecated, string ofInput)
    {
        string query = $$"""
            query IntrospectionQuery {
              __schema {
                {{ofSchema}}
                queryType { name }
                mutationType { name }
                subscriptionType { name }
                types {
                  kind
                  name
                  description
                  {{ofType}}
                  fields(includeDeprecated: true) {
                    name
                    description
                    args{{deprecated}} { ...Input }
                    type { ...Type }
                    isDeprecated
                    deprecationReason
                  }
                  inputFields{{deprecated}} { ...Input }
                  interfaces { ...Type }
                  enumValues(includeDeprecated: true) { name description isDeprecated deprecationReason }
                  possibleTypes { ...Type }
                }
                directives {
                  name
                  description
                  {{ofDirective}}
                  locations
                  args{{deprecated}} { ...Input }
                }
              }
            }
            fragment Input on __InputValue { name description type { ...Type } defaultValue {{ofInput}} }
            fragment Type on __Type { {{Wrapped(WrapperLevels)}} }
            """;
        return CanonicalJson.Write(query, static (writer, query) =>
        {
            writer.WriteStartObject();
            writer.WriteString("query"u8, query);
            writer.WriteEndObject();
        });
    }

    private static string Wrapped(int levels) => levels == 0 ? "kind name" : $"kind name ofType {{ {Wrapped(levels - 1)} }}";
}
