using System.Globalization;
using EdFi.BatchPerf.Documents.Triples;

namespace EdFi.BatchPerf.Documents.Templates;

/// <summary>
/// The tokens that stand for the natural key: <c>{{key}}</c>, <c>{{key(N)}}</c> and <c>{{#key}}</c>, and the same of parents that are
/// reused: <c>{{reused.key}}</c>, <c>{{reused.key(N)}}</c> and <c>{{#reused.key}}</c>.
/// </summary>
internal static class KeyToken
{
    private const string Key = "key";
    private const string OfReused = "reused.";
    private const int Least = 16;
    private const int Most = 27;

    /// <summary>True where it is one of them, whether or not it is written rightly.</summary>
    /// <param name="token">The text between the braces, without the number sign.</param>
    public static bool Is(string token)
    {
        var name = Own(token);
        return name.Equals(Key, StringComparison.OrdinalIgnoreCase)
            || (name.StartsWith(Key, StringComparison.OrdinalIgnoreCase) && name[Key.Length..].TrimStart().StartsWith('('));
    }

    /// <summary>True where it stands for the key of parents that are reused.</summary>
    public static bool IsReused(string token) => token.StartsWith(OfReused, StringComparison.OrdinalIgnoreCase);

    /// <summary>Returns the problem of a key token, as a sentence without its end; null where it is right.</summary>
    public static string? Problem(string token, bool bare) =>
        Own(token).Length == Key.Length ? null
        : bare ? $"'{{{{#{token}}}}}' has no length: write {Marker(token, bare: true)}, a whole number of 16 digits"
        : Length(Own(token)) is >= Least and <= Most ? null
        : $"'{{{{{token}}}}}' has to have a length from {Least} to {Most} in its brackets, that of the field; longer fields take "
            + (IsReused(token) ? KeyMarkers.ReusedWhole : KeyMarkers.Whole);

    /// <summary>Returns the marker that stands for the token in a document that is to be compiled (<see cref="KeyMarkers"/>).</summary>
    public static string Marker(string token, bool bare) => (IsReused(token), bare, Own(token).Length == Key.Length) switch
    {
        (false, true, _) => KeyMarkers.Number,
        (false, false, true) => KeyMarkers.Whole,
        (false, false, false) => KeyMarkers.Short,
        (true, true, _) => KeyMarkers.ReusedNumber,
        (true, false, true) => KeyMarkers.ReusedWhole,
        (true, false, false) => KeyMarkers.ReusedShort,
    };

    private static string Own(string token) => IsReused(token) ? token[OfReused.Length..] : token;

    private static int Length(string token)
    {
        var argument = token[Key.Length..].Trim();
        return argument.EndsWith(')')
            && int.TryParse(argument[1..^1].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var length)
            ? length
            : 0;
    }
}
