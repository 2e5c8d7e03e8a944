using System.ComponentModel.DataAnnotations;

namespace Gateway.Http;

/// <summary>What callers may send. Bound to the section <c>Http</c> and checked at start.</summary>
public sealed class HttpOptions
{
    /// <summary>Most bytes of a GraphQL request. Default 4 MiB; from 1 KiB to 64 MiB. Its document alone may have 1 MiB.</summary>
    [Range(1024, 64 * 1024 * 1024)]
    public int MaxBodyBytes { get; set; } = 4 * 1024 * 1024;
}
