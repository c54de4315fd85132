namespace EdFi.BatchPerf.Api;

/// <summary>Finds the obstacle in an answer that is not JSON as it stands: compression or a byte order mark.</summary>
internal static class AnswerForm
{
    private const string Mark = "a byte order mark, which JSON must not have";

    /// <summary>Describes a compressed body or byte order mark, as the end of "answered 200, but …"; null for neither.</summary>
    public static string? Strange(ReadOnlySpan<byte> body)
    {
        var kind = body switch
        {
            [0x1F, 0x8B, ..] => "compressed (gzip), which was not asked for",
            [0x28, 0xB5, 0x2F, 0xFD, ..] => "compressed (zstd), which was not asked for",
            _ => null,
        };
        if (kind is not null)
        {
            return "its body is " + kind;
        }

        return body switch
        {
            [0xEF, 0xBB, 0xBF, ..] => "its body begins with " + Mark,
            [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] => "its body is UTF-16 and begins with " + Mark,
            _ => null,
        };
    }
}
