using System.Globalization;
using EdFi.BatchPerf.Cli.Options;

namespace EdFi.BatchPerf.Cli.Running;

/// <summary>Reads other limits for the verdict: <c>MaxCpuShare=0.9</c>.</summary>
internal static class VerdictSettings
{
    /// <exception cref="BatchPerfException"><c>InvalidSetting</c>: a name is not known, or a value is no number that fits it.</exception>
    public static VerdictThresholds Read(IEnumerable<string> given)
    {
        var thresholds = new VerdictThresholds();
        var properties = typeof(VerdictThresholds).GetProperties();
        foreach (var text in given)
        {
            var parts = text.Split('=', 2);
            var property = Array.Find(properties, p => p.CanWrite && string.Equals(p.Name, parts[0].Trim(), StringComparison.OrdinalIgnoreCase));
            var value = property is not null && parts.Length == 2 ? Number(parts[1], property.PropertyType) : null;
            if (value is null)
            {
                throw new BatchPerfException(
                    "InvalidSetting",
                    ProblemKind.InvalidInput,
                    $"'{text}' (the option --{OwnSettings.VerdictThreshold.Name}) is not a limit for the verdict.",
                    $"Write NAME=NUMBER; the names are {string.Join(", ", properties.Where(static p => p.CanWrite).Select(static p => p.Name))}.");
            }

            property!.SetValue(thresholds, value);
        }

        return thresholds;
    }

    private static object? Number(string text, Type type)
    {
        const NumberStyles Plain = NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign;
        if (!double.TryParse(text.Trim(), Plain, CultureInfo.InvariantCulture, out var number))
        {
            return null;
        }

        if (type == typeof(double))
        {
            return number;
        }

        var whole = number == Math.Truncate(number) && Math.Abs(number) <= int.MaxValue;
        return whole ? Convert.ChangeType(number, type, CultureInfo.InvariantCulture) : null;
    }
}
