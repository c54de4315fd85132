using System.Globalization;
using System.Text.RegularExpressions;

namespace EdFi.BatchPerf.Api;

/// <summary>Reads the limit out of a 413: "The number of operations (101) exceeds the maximum allowed (100)."</summary>
internal static partial class BatchLimitMessage
{
    /// <summary>
    /// The last number below the one sent, in a message that names the one sent, too; or the only number of a message, if below it.
    /// Null for anything else: the page of a proxy that refuses many bytes says nothing of operations.
    /// </summary>
    public static int? Read(string? message, int sent)
    {
        var numbers = new List<int>();
        foreach (var match in Numbers().EnumerateMatches(message ?? ""))
        {
            numbers.Add(
                int.TryParse(message.AsSpan(match.Index, match.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                    ? number
                    : int.MaxValue);
        }

        if (!numbers.Contains(sent) && (numbers.Count != 1 || numbers[0] == 413))
        {
            return null;
        }

        var below = numbers.FindLast(n => n > 0 && n < sent);
        return below == 0 ? null : below;
    }

    [GeneratedRegex("[0-9]+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Numbers();
}
