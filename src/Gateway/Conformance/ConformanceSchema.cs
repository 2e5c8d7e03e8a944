using System.Collections.Immutable;
using Gateway.GraphQL.Errors;
using Gateway.GraphQL.Language;
using Gateway.GraphQL.Planning;
using Gateway.GraphQL.Types;

namespace Gateway.Conformance;

/// <summary>A schema that was given as SDL, ready to be asked, or all that is wrong with it.</summary>
internal sealed class ConformanceSchema
{
    private const long PlanBytes = 4 << 20;

    private ConformanceSchema(Schema? schema, ImmutableArray<GraphQLError> errors)
    {
        Schema = schema;
        Errors = errors;
        Plans = schema is null ? null : new PlanCache(schema, DocumentLimits.Request, PlanBytes);
    }

    /// <summary>Null if there are errors.</summary>
    public Schema? Schema { get; }

    /// <summary>Documents that were compiled for this schema; null if there are errors.</summary>
    public PlanCache? Plans { get; }

    /// <summary>Of syntax, or of the type system; empty for a valid schema.</summary>
    public ImmutableArray<GraphQLError> Errors { get; }

    public static ConformanceSchema Of(ParseResult parsed)
    {
        if (!parsed.Ok)
        {
            return new ConformanceSchema(null, [parsed.Error]);
        }

        var built = SchemaBuilder.Build(parsed.Document);
        return new ConformanceSchema(built.Schema, built.Errors);
    }
}
