using System.Globalization;
using Microsoft.Extensions.Primitives;

namespace Gateway.Http;

/// <summary>How a body is compressed.</summary>
/// <remarks>https://www.rfc-editor.org/rfc/rfc9110#section-8.4.1</remarks>
internal enum ContentCoding
{
    /// <summary>Not at all.</summary>
    Identity,

    /// <summary><c>gzip</c>, https://www.rfc-editor.org/rfc/rfc1952.</summary>
    Gzip,

    /// <summary><c>br</c>, https://www.rfc-editor.org/rfc/rfc7932.</summary>
    Brotli,
}

/// <summary>Reads the headers that name content codings.</summary>
internal static class ContentCodings
{
    /// <summary>What is taken in requests, for the header <c>Accept-Encoding</c> of a refusal.</summary>
    public const string Names = "br, gzip";

    /// <summary>The coding of a request's body; null if it is none that is known, or several.</summary>
    public static ContentCoding? Of(StringValues contentEncoding) => contentEncoding switch
    {
        [] => ContentCoding.Identity,
        [{ } name] => Find(name.AsSpan().Trim()),
        _ => null,
    };

    /// <summary>The best coding that a client takes: of those it likes alike brotli before gzip, since it is smaller and no slower.</summary>
    /// <remarks>https://www.rfc-editor.org/rfc/rfc9110#section-12.5.3</remarks>
    public static ContentCoding Choose(StringValues acceptEncoding)
    {
        double? brotli = null;
        double? gzip = null;
        double others = 0;
        foreach (string? value in acceptEncoding)
        {
            foreach (var range in value.AsSpan().Split(','))
            {
                var item = value.AsSpan()[range];
                int end = item.IndexOf(';');
                double quality = end < 0 ? 1 : QualityOf(item[(end + 1)..]);
                var name = (end < 0 ? item : item[..end]).Trim();
                if (name is "*")
                {
                    others = quality;
                }
                else if (Find(name) is ContentCoding.Brotli)
                {
                    brotli = quality;
                }
                else if (Find(name) is ContentCoding.Gzip)
                {
                    gzip = quality;
                }
            }
        }

        double best = Math.Max(brotli ?? others, gzip ?? others);
        return best <= 0 ? ContentCoding.Identity
            : (brotli ?? others) >= best ? ContentCoding.Brotli
            : ContentCoding.Gzip;
    }

    private static ContentCoding? Find(ReadOnlySpan<char> name) =>
        name.Equals("br", StringComparison.OrdinalIgnoreCase) ? ContentCoding.Brotli
        : name.Equals("gzip", StringComparison.OrdinalIgnoreCase) || name.Equals("x-gzip", StringComparison.OrdinalIgnoreCase) ? ContentCoding.Gzip
        : name.Equals("identity", StringComparison.OrdinalIgnoreCase) ? ContentCoding.Identity
        : null;

    private static double QualityOf(ReadOnlySpan<char> parameter)
    {
        parameter = parameter.Trim();
        return parameter.StartsWith("q=", StringComparison.OrdinalIgnoreCase)
            && double.TryParse(parameter[2..], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double quality)
            ? quality
            : 0;
    }
}
