using System.Text.RegularExpressions;

namespace EdFi.BatchPerf.Settings;

/// <summary>Replaces <c>${NAME}</c> and <c>${NAME:-default}</c>; a name that is not set and has no default becomes nothing.</summary>
internal static partial class VariableReference
{
    public static string Expand(string value, Func<string, string?> lookup) =>
        value.Contains("${", StringComparison.Ordinal)
            ? Pattern().Replace(value, match => lookup(match.Groups["name"].Value) ?? match.Groups["default"].Value)
            : value;

    [GeneratedRegex(@"\$\{(?<name>[^}:]*)(:-(?<default>[^}]*))?\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Pattern();
}
