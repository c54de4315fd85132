using System.Globalization;
using EdFi.BatchPerf.Jobs.Hosting;

namespace EdFi.BatchPerf.Cli.Running;

/// <summary>Reads other limits for the verdict: <c>MaxCpuShare=0.9</c>.</summary>
internal static class VerdictSettings
{
    /// <exception cref="BatchPerfException"><c>VerdictThresholdInvalid</c>: a name is not known, or a value is no number that fits
    /// it.</exception>
    public static VerdictThresholds Read(IEnumerable<string> given) =>
        NamedValues.Into(new VerdictThresholds(), given.Select(Pair), Number, "VerdictThresholdInvalid", "verdict threshold");

    private static KeyValuePair<string, object?> Pair(string text)
    {
        var parts = text.Split('=', 2);
        return new(parts[0].Trim(), parts.Length == 2 ? parts[1].Trim() : "");
    }

    private static object Number(object? text, Type type)
    {
        const NumberStyles Plain = NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign;
        var number = double.Parse((string)text!, Plain, CultureInfo.InvariantCulture);
        return type == typeof(double) ? number
            : number == Math.Truncate(number)
                && Math.Abs(number) <= int.MaxValue ? Convert.ChangeType(number, type, CultureInfo.InvariantCulture)
            : throw new FormatException($"{number} is no whole number.");
    }
}
