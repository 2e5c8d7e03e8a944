using System.ComponentModel.DataAnnotations;
using Gateway.GraphQL.Language;
using Gateway.GraphQL.Planning;
using Gateway.GraphQL.Validation.Limits;

namespace Gateway.Stitching.Limits;

/// <summary>How large a caller's document may be. Bound to the section <c>Limits</c>. What passes one is refused before it costs anything.</summary>
public sealed class LimitsOptions
{
    /// <summary>Most bytes of a document. Default 1 MiB; from 1 KiB to 16 MiB.</summary>
    [Range(1024, 16 * 1024 * 1024)]
    public int Bytes { get; set; } = 1024 * 1024;

    /// <summary>Most tokens, comments not counted. Default 100,000; from 100 to 1,000,000.</summary>
    [Range(100, 1_000_000)]
    public int Tokens { get; set; } = 100_000;

    /// <summary>Most levels of fields, fragments expanded; a leaf of the root is one. Default 100; from 1 to 400.</summary>
    [Range(1, 400)]
    public int Depth { get; set; } = 100;

    /// <summary>Most aliases, as written. Default 1,000; from 0 to 100,000.</summary>
    [Range(0, 100_000)]
    public int Aliases { get; set; } = 1_000;

    /// <summary>Most fields at the root of an operation, fragments expanded. Default 1,000; from 1 to 20,000.</summary>
    [Range(1, 20_000)]
    public int RootFields { get; set; } = 1_000;

    /// <summary>Most directives, as written. Default 1,000; from 0 to 100,000.</summary>
    [Range(0, 100_000)]
    public int Directives { get; set; } = 1_000;

    /// <summary>Most fragment definitions. Default 1,000; from 0 to 100,000.</summary>
    [Range(0, 100_000)]
    public int Fragments { get; set; } = 1_000;

    /// <summary>Most fields of an operation, fragments expanded. Default 20,000; from 1 to 200,000.</summary>
    [Range(1, 200_000)]
    public int Fields { get; set; } = 20_000;

    /// <summary>
    /// Most points of an operation with its variables: a leaf 0.1, an object 1, a connection its page size times what is asked of a node, unless
    /// <c>@cost</c> and <c>@listSize</c> say otherwise. Default 20,000; from 1 to 1,000,000,000.
    /// </summary>
    [Range(1, 1_000_000_000)]
    public double Cost { get; set; } = 20_000;

    /// <summary>All but the cost.</summary>
    public DocumentLimits ToDocumentLimits() => new(ParserLimits.Request with { Bytes = Bytes, Tokens = Tokens }, Fields)
    {
        Selections = new SelectionLimits(Depth, Aliases, RootFields, Directives, Fragments, Fields),
    };
}
