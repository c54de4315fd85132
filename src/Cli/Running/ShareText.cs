using System.Globalization;
using EdFi.BatchPerf.Settings;

namespace EdFi.BatchPerf.Cli.Running;

/// <summary>Reads shares: <c>10%</c> or <c>0.1</c>.</summary>
internal static class ShareText
{
    /// <returns>0 to 1; null for no text.</returns>
    /// <exception cref="BatchPerfException"><c>InvalidSetting</c>.</exception>
    public static double? Read(string? text, Setting setting)
    {
        if (text is null)
        {
            return null;
        }

        var percent = text.EndsWith('%');
        var written = double.TryParse(
            text.TrimEnd('%').Trim(),
            NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out var number);
        return written && (percent ? number / 100 : number) is >= 0 and <= 1 and var share
            ? share
            : throw new BatchPerfException(
                "InvalidSetting",
                ProblemKind.InvalidInput,
                $"'{text}' (the option --{setting.Name}) is not a share.",
                "Write it like 10% or 0.1.");
    }
}
