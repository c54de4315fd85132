using System.Globalization;
using System.Text.RegularExpressions;

namespace EdFi.BatchPerf.Api;

/// <summary>Reads the limit out of a 413: "The number of operations (101) exceeds the maximum allowed (100)."</summary>
internal static partial class BatchLimitMessage
{
    /// <summary>Null when the message names no number other than the one sent.</summary>
    public static int? Read(string? message, int sent)
    {
        foreach (var match in Numbers().Matches(message ?? "").Reverse())
        {
            if (int.TryParse(match.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number != sent)
            {
                return number;
            }
        }

        return null;
    }

    [GeneratedRegex("[0-9]+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Numbers();
}
