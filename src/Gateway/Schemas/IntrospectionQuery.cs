using System.Text;

namespace Gateway.Schemas;

/// <summary>The queries that ask for all that introspection can tell.</summary>
internal static class IntrospectionQuery
{
    // As many wrappers of a type as other tools ask for: an upstream may limit how deep a query goes. Our own engine does not.
    private const int UpstreamLevels = 9;
    private const int OwnLevels = 16;

    /// <summary>For our own engine, in UTF-8.</summary>
    public static ReadOnlyMemory<byte> Utf8 { get; } = Encoding.UTF8.GetBytes(Newest("name kind", OwnLevels));

    /// <summary>For an upstream that knows all that there is today.</summary>
    public static string ForUpstream() => Newest("name", UpstreamLevels);

    /// <summary>For any upstream. Servers refuse a query with any field that they do not know; this much was there from the beginning.</summary>
    public static string ForOldUpstream() => Write("name", "", "", "", "", "", UpstreamLevels);

    private static string Newest(string ofRoot, int levels) =>
        Write(ofRoot, "description", "specifiedByURL isOneOf", "isRepeatable", "(includeDeprecated: true)", "isDeprecated deprecationReason", levels);

    private static string Write(string ofRoot, string ofSchema, string ofType, string ofDirective, string deprecated, string ofInput, int levels) => $$"""
        query IntrospectionQuery {
          __schema {
            {{ofSchema}}
            queryType { {{ofRoot}} }
            mutationType { {{ofRoot}} }
            subscriptionType { {{ofRoot}} }
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
        fragment Type on __Type { {{Wrapped(levels)}} }
        """;

    private static string Wrapped(int levels) => levels == 0 ? "kind name" : $"kind name ofType {{ {Wrapped(levels - 1)} }}";
}
