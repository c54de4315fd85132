using CsCheck;

namespace EdFi.BatchPerf.Unit;

/// <summary>Texts with all that quoting, escaping and separating have to withstand.</summary>
internal static class Texts
{
    private static readonly string[] Hard =
    [
        "\"", "\"\"", "'", "\\", "\\n", ",", ";", " ", "\t", "#", " #", "=", "=1+1", "-1", "+", "@", "$", "{", "}", "%", "<", "&", ":", "/", "null", "True", "0", "1e9",
        "é", "ß", "中", "\u00a0", "\u2028", "\ufeff", "\U0001f600",
    ];

    /// <summary>One line.</summary>
    public static readonly Gen<string> Line = Of(Hard);

    /// <summary>One line or several.</summary>
    public static readonly Gen<string> Any = Of([.. Hard, "\n", "\r", "\r\n", "\n\n"]);

    private static Gen<string> Of(string[] hard) =>
        Gen.OneOf(Gen.Char['a', 'z'].Select(static c => c.ToString()), Gen.Int[0, hard.Length - 1].Select(i => hard[i])).Array[0, 12].Select(string.Concat);
}
