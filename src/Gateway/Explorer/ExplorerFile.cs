using Gateway.Http;

namespace Gateway.Explorer;

/// <summary>A file of the explorer.</summary>
/// <param name="Path">Where it is on the disk.</param>
/// <param name="ContentType">Its media type.</param>
/// <param name="IsImmutable">Whether its name changes when its content does.</param>
/// <param name="ETag">The validator of its content, with quotes.</param>
/// <param name="Lengths">Bytes of each coding that there is of it: <c>.br</c> and <c>.gz</c> beside it.</param>
internal sealed record ExplorerFile(
    string Path, string ContentType, bool IsImmutable, string ETag, IReadOnlyDictionary<ContentCoding, long> Lengths)
{
    /// <summary>Where it is in that coding.</summary>
    public string PathOf(ContentCoding coding) => Path + Extension(coding);

    public static string Extension(ContentCoding coding) => coding switch
    {
        ContentCoding.Brotli => ".br",
        ContentCoding.Gzip => ".gz",
        _ => "",
    };
}
