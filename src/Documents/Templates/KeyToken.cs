using System.Globalization;
using EdFi.BatchPerf.Documents.Triples;

namespace EdFi.BatchPerf.Documents.Templates;

/// <summary>The tokens that stand for the natural key: <c>{{key}}</c>, <c>{{key(N)}}</c> and <c>{{#key}}</c>.</summary>
internal static class KeyToken
{
    private const string Name = "key";
    private const int Least = 16;
    private const int Most = 27;

    /// <summary>True where it is one of them, whether or not it is written rightly.</summary>
    /// <param name="token">What stands between the braces, without the number sign.</param>
    public static bool Is(string token) => token.Equals(Name, StringComparison.OrdinalIgnoreCase)
        || (token.StartsWith(Name, StringComparison.OrdinalIgnoreCase) && token[Name.Length..].TrimStart().StartsWith('('));

    /// <summary>What is wrong with it; null where nothing is.</summary>
    public static string? Problem(string token, bool bare) =>
        token.Length == Name.Length ? null
        : bare ? $"'{{{{#{token}}}}}' has no length: write {{{{#key}}}}, a whole number of 16 digits"
        : Length(token) is >= Least and <= Most ? null
        : $"'{{{{{token}}}}}' has to have a length from {Least} to {Most} in its brackets, that of the field; longer fields take "
            + KeyMarkers.Whole;

    /// <summary>What stands for it in a document that is to be compiled.</summary>
    public static string Marker(string token, bool bare) =>
        bare ? KeyMarkers.Number : token.Length == Name.Length ? KeyMarkers.Whole : KeyMarkers.Short;

    private static int Length(string token)
    {
        var argument = token[Name.Length..].Trim();
        return argument.EndsWith(')')
            && int.TryParse(argument[1..^1].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var length)
            ? length
            : 0;
    }
}
