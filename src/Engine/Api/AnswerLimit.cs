using System.Globalization;

namespace EdFi.BatchPerf.Api;

/// <summary>
/// The most bytes that an answer may have, after decompression; a longer one is not read to its end, and its connection is dropped. A
/// thousand clients whose answers are all of the largest size stay under 1 GB.
/// </summary>
internal static class AnswerLimit
{
    /// <summary>Heads of answers, in KB.</summary>
    public const int HeadKilobytes = 32;

    /// <summary>A token.</summary>
    public const int Token = 64 * 1024;

    /// <summary>A discovery document.</summary>
    public const int Discovery = 256 * 1024;

    /// <summary>One document, or a refusal.</summary>
    public const int Document = 1024 * 1024;

    /// <summary>Data that a server publishes about itself: its OpenAPI document has several megabytes.</summary>
    public const int Metadata = 64 * 1024 * 1024;

    /// <summary>Room for problem details, which do not grow with a batch: at most one operation fails.</summary>
    private const int Base = 64 * 1024;

    /// <summary>An outcome takes about 130 bytes.</summary>
    private const int EachOperation = 512;

    private const int EachListed = 32 * 1024;
    private const int UsualPage = 25;
    private const int LargestPage = 500;

    /// <summary>The answer to a batch.</summary>
    /// <param name="operations">Operations sent.</param>
    public static int Batch(int operations) => (int)Math.Min(Metadata, Base + ((long)operations * EachOperation));

    /// <summary>The answer to a GET: one document, or a page of as many as its query asks for.</summary>
    /// <param name="query">The query; null for none.</param>
    public static int Page(string? query)
    {
        var asked = query?.Split('&')
            .FirstOrDefault(static part => part.StartsWith("limit=", StringComparison.OrdinalIgnoreCase))?["limit=".Length..];
        var documents = int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out var limit)
            ? Math.Clamp(limit, 1, LargestPage)
            : UsualPage;
        return Math.Max(Document, documents * EachListed);
    }
}
