using System.ComponentModel.DataAnnotations;

namespace Gateway.Http;

/// <summary>What callers may send, and how they are answered. Bound to the section <c>Http</c> and checked at start.</summary>
public sealed class HttpOptions
{
    /// <summary>
    /// Most bytes of a GraphQL request, before and after it is decompressed. Default 4 MiB; from 1 KiB to 64 MiB.
    /// </summary>
    [Range(1024, 64 * 1024 * 1024)]
    public int MaxBodyBytes { get; set; } = 4 * 1024 * 1024;

    /// <summary>Most requests in one body, sent as a JSON array. Default 10; at most 100; 0 takes no arrays.</summary>
    [Range(0, 100)]
    public int MaxBatch { get; set; } = 10;

    /// <summary>Whether answers are compressed for clients that take br or gzip. Default true.</summary>
    public bool Compression { get; set; } = true;

    /// <summary>From how many bytes on an answer is compressed. Default 1,024; at most 1 MiB.</summary>
    [Range(0, 1024 * 1024)]
    public int CompressionMinBytes { get; set; } = 1024;

    /// <summary>
    /// Origins whose pages may call from a browser, such as <c>https://tools.example.com</c>, separated by commas; <c>*</c> for all.
    /// Default none: pages of the gateway's own origin only.
    /// </summary>
    /// <remarks>https://fetch.spec.whatwg.org/#http-cors-protocol</remarks>
    public string? CorsOrigins { get; set; }

    /// <summary>Whether those pages may send cookies and the like. Default false; not with <c>*</c>.</summary>
    public bool CorsCredentials { get; set; }

    /// <summary>For how long a browser may remember what is allowed. Default 10 minutes; at most 1 day.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan CorsMaxAge { get; set; } = TimeSpan.FromMinutes(10);
}
